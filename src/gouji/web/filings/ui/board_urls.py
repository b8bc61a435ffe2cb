"""The addresses of the publication board."""

from __future__ import annotations

from django.urls import path

from gouji.web.filings.ui import board

urlpatterns = [
    path("", board.board, name="publication"),
    path("reply", board.enter_reply, name="publication_reply"),
]
