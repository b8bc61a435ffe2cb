"""The addresses of the API."""

from __future__ import annotations

from django.urls import include, path

from gouji.web.api.v1 import urls

urlpatterns = [path("v1/", include((urls(), "api-1"), namespace="api-1"))]
