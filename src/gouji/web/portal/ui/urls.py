"""The addresses of the public pages, and of releasing."""

from __future__ import annotations

from django.urls import path

from gouji.web.portal.ui import desk, public

urlpatterns = [
    path("public/", public.front, name="public"),
    path("public/search/", public.search_page, name="public_search"),
    path("public/units/<int:unit_id>/", public.unit_page, name="public_unit"),
    path("public/documents/<int:filing_id>/", public.document_page, name="public_document"),
    path("public/documents/<int:filing_id>/original", public.original, name="public_original"),
    path("public/documents/<int:filing_id>/data.<str:kind>", public.document_data, name="public_document_data"),
    path("public/data/", public.data_page, name="public_data"),
    path("public/data/all.<str:kind>", public.all_data, name="public_all_data"),
    path("public/glossary/", public.glossary_page, name="public_glossary"),
    path("releases/", desk.releases_page, name="releases"),
    path("releases/<int:filing_id>/", desk.release_page, name="release"),
    path("releases/<int:filing_id>/withdraw/", desk.withdraw_page, name="withdraw"),
]
