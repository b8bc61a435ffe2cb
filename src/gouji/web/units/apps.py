"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class UnitsConfig(AppConfig):
    """The app ``units``."""

    name = "gouji.web.units"
    label = "units"
    verbose_name = _("单位")

    def ready(self) -> None:
        """Put the units into the steward's menu."""
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415  apps load before models
        from gouji.web.people.roles import Right  # noqa: PLC0415

        add_entry(
            Entry(80, _("单位"), "units", "building-community", lambda rights: rights.anywhere(Right.UNITS_MANAGE))
        )
