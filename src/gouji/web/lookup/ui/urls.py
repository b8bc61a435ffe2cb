"""The addresses of this app's pages."""

from __future__ import annotations

from django.urls import path

from gouji.web.lookup.ui import compare, finding, ledger, summary, unit

app_name = "lookup"
urlpatterns = [
    path("search/", finding.search_page, name="search"),
    path("ledger/", ledger.ledger_page, name="ledger"),
    path("ledger/data.json", ledger.ledger_data, name="ledger_data"),
    path("lines/", ledger.lines_page, name="lines"),
    path("unit/<int:unit_id>/", unit.unit_page, name="unit"),
    path("summary/", summary.summary_page, name="summary"),
    path("summary/ask/<int:pk>/", summary.summary_ask, name="summary_ask"),
    path("compare/", compare.compare_page, name="compare"),
    path("text/<str:kind>/<str:key>/", finding.text_page, name="text"),
]
