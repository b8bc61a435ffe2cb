"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LookupConfig(AppConfig):
    """The app ``lookup``."""

    name = "gouji.web.lookup"
    label = "lookup"
    verbose_name = _("查询")

    def ready(self) -> None:
        """Put the rooms into the menu and follow checks, findings and units."""
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415  apps load before models
        from gouji.web.filings.hooks import after_check  # noqa: PLC0415
        from gouji.web.lookup import services, signals  # noqa: PLC0415
        from gouji.web.people.roles import Right  # noqa: PLC0415

        signals.connect()
        after_check(services.index_filing)
        add_entry(Entry(50, _("检索"), "lookup:search", "search", lambda rights: bool(rights.seats)))
        add_entry(Entry(51, _("台账"), "lookup:ledger", "table", lambda rights: rights.anywhere(Right.LEDGER_READ)))
