"""The addresses of the year."""

from __future__ import annotations

from django.urls import path

from gouji.web.agenda.ui import folders, meetings, terms, year

urlpatterns = [
    path("", year.agenda, name="agenda"),
    path("receipts/", year.enter, name="agenda_receipt"),
    path("receipts/<int:pk>/back", year.take_back, name="agenda_receipt_back"),
    path("terms/", terms.terms, name="agenda_terms"),
    path("template/", folders.template, name="agenda_template"),
    path("meetings/new", meetings.new, name="meeting_new"),
    path("meetings/<int:pk>/", folders.meeting, name="meeting"),
    path("meetings/<int:pk>/folder.zip", folders.pack, name="meeting_pack"),
    path("meetings/<int:pk>/drafts/<int:item>.docx", folders.draft, name="meeting_draft"),
    path("meetings/<int:pk>/edit", meetings.edit, name="meeting_edit"),
    path("meetings/<int:pk>/cancel", meetings.cancel, name="meeting_cancel"),
]
