"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class CoreConfig(AppConfig):
    """The app ``core``."""

    name = "gouji.web.core"
    label = "core"
    verbose_name = _("框架")

    def ready(self) -> None:
        """Put the home page (待办) into the menu, and the clearing up into the night."""
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415  apps load before models
        from gouji.web.core.schedule import Every, Job, add_job  # noqa: PLC0415
        from gouji.web.core.tasks import clear_up  # noqa: PLC0415

        add_entry(Entry(0, _("待办"), "home", "home", lambda rights: bool(rights.seats)))
        add_job(Job("core.clear_up", clear_up, Every.DAY, hour=3))
