"""The addresses of execution and supervision."""

from __future__ import annotations

from django.urls import path

from gouji.web.execution.ui import alerts, drill, exemptions, indicators, loads, overview, rows, sources

urlpatterns = [
    path("", overview.region, name="execution"),
    path("units/<int:pk>/", overview.unit, name="execution_unit"),
    path("units/<int:pk>/project/", drill.project, name="execution_project"),
    path("units/<int:pk>/project/payees/", drill.payees, name="execution_payees"),
    path("units/<int:pk>/rows/<str:item>/", drill.unit_rows, name="execution_unit_rows"),
    path("rows/<str:item>/", drill.region_rows, name="execution_rows"),
    path("books/", drill.books, name="execution_books"),
    path("books/<int:pk>/ask", drill.debts_ask, name="execution_debts_ask"),
    path("flow/", drill.flow, name="execution_flow"),
    path("alerts/", alerts.AlertList.as_view(), name="alerts"),
    path("alerts/<int:pk>/", alerts.alert, name="alert"),
    path("alerts/<int:pk>/explain", alerts.explain, name="alert_explain"),
    path("alerts/<int:pk>/ask", alerts.ask, name="alert_ask"),
    path("alerts/<int:pk>/exempt", exemptions.exempt, name="alert_exempt"),
    path("exemptions/", exemptions.exemptions, name="exemptions"),
    path("exemptions/<int:pk>/lift", exemptions.lift, name="exemption_lift"),
    path("indicators/", indicators.catalogue, name="indicators"),
    path("indicators/<str:code>/", indicators.indicator, name="indicator"),
    path("indicators/<str:code>/threshold", indicators.threshold, name="indicator_threshold"),
    path("loads/", loads.LoadList.as_view(), name="loads"),
    path("sources/", sources.sources, name="sources"),
    path("loads/new", loads.upload, name="load_new"),
    path("loads/<int:pk>/", loads.load, name="load"),
    path("loads/<int:pk>/map", loads.confirm, name="load_map"),
    path("loads/<int:pk>/rows", rows.many, name="load_rows"),
    path("loads/<int:pk>/rows/<int:number>/", rows.row, name="load_row"),
    path("loads/<int:pk>/live", loads.go_live, name="load_live"),
    path("loads/<int:pk>/back", loads.take_back, name="load_back"),
]
