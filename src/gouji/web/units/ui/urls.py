"""The addresses of the steward's pages about units."""

from __future__ import annotations

from django.urls import path

from gouji.web.units.ui import lists, views

urlpatterns = [
    path("units/", views.tree, name="units"),
    path("units/<int:unit_id>/", views.unit, name="unit"),
    path("units/<int:unit_id>/edit/", views.unit_edit, name="unit_edit"),
    path("units/<int:unit_id>/rename/", views.unit_rename, name="unit_rename"),
    path("units/<int:unit_id>/move/", views.unit_move, name="unit_move"),
    path("units/<int:unit_id>/split/", views.unit_split, name="unit_split"),
    path("units/<int:unit_id>/close/", views.unit_close, name="unit_close"),
    path("units/region/<int:region_id>/new/", views.unit_new, name="unit_new"),
    path("units/region/<int:region_id>/merge/", views.units_merge, name="units_merge"),
    path("units/region/<int:region_id>/below/", views.region_new, name="region_new"),
    path("units/region/<int:region_id>/import/", lists.list_new, name="unit_list_new"),
    path("units/import/<int:list_id>/", lists.list_one, name="unit_list"),
]
