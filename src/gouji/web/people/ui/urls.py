"""The addresses of the steward's pages about people."""

from __future__ import annotations

from django.urls import path

from gouji.web.people.ui import views

urlpatterns = [
    path("people/", views.people, name="people"),
    path("people/new/", views.person_new, name="person_new"),
    path("people/<int:person_id>/", views.person, name="person"),
    path("people/<int:person_id>/edit/", views.person_edit, name="person_edit"),
    path("people/<int:person_id>/password/", views.person_password, name="person_password"),
    path("people/<int:person_id>/second-factor/", views.person_factor, name="person_factor"),
    path("people/<int:person_id>/lock/", views.person_lock, name="person_lock"),
    path("people/<int:person_id>/posts/new/", views.post_new, name="post_new"),
    path("people/posts/<int:post_id>/end/", views.post_end, name="post_end"),
]
