"""The addresses of one's own tokens."""

from __future__ import annotations

from django.urls import path

from gouji.web.api.ui import views

urlpatterns = [
    path("account/tokens/", views.tokens, name="tokens"),
    path("account/tokens/new/", views.token_new, name="token_new"),
    path("account/tokens/<int:token_id>/revoke/", views.token_revoke, name="token_revoke"),
]
