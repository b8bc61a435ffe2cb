"""The addresses of the desk; each app has its own list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("gouji.web.core.urls")),
    path("account/", include("allauth.account.urls")),
    path("account/2fa/", include("allauth.mfa.urls")),
    path("audit/", include("gouji.web.audit.ui.urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
