"""The app as Django knows it."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """The app ``portal``."""

    name = "gouji.web.portal"
    label = "portal"
    verbose_name = _("公开")

    def ready(self) -> None:
        """Put the room of releases into the menu and what waits for release on the home page."""
        from gouji.web.core.home import add_source  # noqa: PLC0415  apps load before models
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415
        from gouji.web.people.roles import Right  # noqa: PLC0415
        from gouji.web.portal.queries import todos  # noqa: PLC0415

        add_entry(Entry(60, _("发布"), "releases", "world-share", lambda rights: rights.anywhere(Right.RELEASE)))
        add_source(todos)
