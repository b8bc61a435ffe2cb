"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExecutionConfig(AppConfig):
    """The app ``execution``."""

    name = "gouji.web.execution"
    label = "execution"
    verbose_name = _("预算执行")

    def ready(self) -> None:
        """Put the rooms into the menu, and the daily evaluation into the clock."""
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415  apps load before models
        from gouji.web.core.schedule import Every, Job, add_job  # noqa: PLC0415
        from gouji.web.execution.tasks import evaluate_all, pull_all  # noqa: PLC0415
        from gouji.web.people.rights import Rights  # noqa: PLC0415
        from gouji.web.people.roles import RIGHTS, Right  # noqa: PLC0415

        def sees_a_region(rights: Rights) -> bool:
            return any(seat.region and Right.LEDGER_READ in RIGHTS[seat.role] for seat in rights.seats)

        add_entry(Entry(40, _("预算执行"), "execution", "chart-line", sees_a_region))
        add_entry(Entry(41, _("预警"), "alerts", "alert-triangle", lambda rights: rights.anywhere(Right.LEDGER_READ)))
        add_job(Job("execution.pull", pull_all, Every.DAY, hour=4))
        add_job(Job("execution.evaluate", evaluate_all, Every.DAY, hour=5))
