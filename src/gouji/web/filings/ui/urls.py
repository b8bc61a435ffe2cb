"""The addresses of filings."""

from __future__ import annotations

from django.urls import path

from gouji.web.filings.ui import actions, exports, pages, uploads
from gouji.web.filings.ui.lists import FilingList

urlpatterns = [
    path("", FilingList.as_view(), name="filings"),
    path("issues.xlsx", exports.all_issues, name="filings_issues"),
    path("upload/", uploads.upload, name="filing_upload"),
    path("batch/<uuid:batch>/", uploads.batch, name="filing_batch"),
    path("unplaced/", uploads.unplaced, name="filing_unplaced"),
    path("unplaced/<int:pk>/claim", uploads.claim, name="filing_claim"),
    path("unplaced/<int:pk>/dismiss", uploads.dismiss, name="filing_dismiss"),
    path("finding/<int:pk>/decide", actions.decide, name="finding_decide"),
    path("correction/<int:pk>/withdraw", actions.withdraw, name="correction_withdraw"),
    path("<int:pk>/", pages.filing, name="filing"),
    path("version/<int:version>/at/<int:start>", pages.place, name="filing_place"),
    path("<int:pk>/progress", pages.progress, name="filing_progress"),
    path("<int:pk>/document", pages.document, name="filing_document"),
    path("<int:pk>/figure/<int:number>", pages.figure, name="filing_figure"),
    path("<int:pk>/page/<int:page>", pages.original_page, name="filing_page"),
    path("<int:pk>/page/<int:page>.png", pages.picture, name="filing_picture"),
    path("<int:pk>/differences/<int:first>/<int:second>/", pages.differences, name="filing_differences"),
    path("<int:pk>/original", pages.original, name="filing_original"),
    path("<int:pk>/issues.xlsx", exports.issues, name="filing_issues"),
    path("<int:pk>/findings", actions.add, name="finding_add"),
    path("<int:pk>/corrections", actions.correct, name="filing_correct"),
    path("<int:pk>/stage", actions.move, name="filing_move"),
    path("<int:pk>/secrecy", actions.check_secrecy, name="filing_secrecy"),
]
