"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """The app ``people``."""

    name = "gouji.web.people"
    label = "people"
    verbose_name = _("人员")

    def ready(self) -> None:
        """Listen to the login pages, and put the people into the steward's menu."""
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415  apps load before models
        from gouji.web.people import signals  # noqa: F401, PLC0415
        from gouji.web.people.roles import Right  # noqa: PLC0415

        add_entry(Entry(81, _("人员"), "people", "users", lambda rights: rights.anywhere(Right.PEOPLE_MANAGE)))
