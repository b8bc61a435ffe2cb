"""The addresses of the desk; each app has its own list."""

from __future__ import annotations

from django.urls import include, path

urlpatterns = [
    path("", include("gouji.web.core.urls")),
    path("audit/", include("gouji.web.audit.ui.urls")),
    path("", include("gouji.web.units.ui.urls")),
    path("", include("gouji.web.people.ui.urls")),
    path("account/", include("gouji.web.people.ui.login_urls")),
    path("i18n/", include("django.conf.urls.i18n")),
]
