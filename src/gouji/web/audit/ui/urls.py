"""The addresses of the events."""

from __future__ import annotations

from django.urls import path

from gouji.web.audit.ui import views

urlpatterns = [
    path("", views.EventList.as_view(), name="audit"),
    path("<int:number>/", views.event, name="audit_event"),
]
