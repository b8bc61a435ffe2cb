"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """The app ``audit``."""

    name = "gouji.web.audit"
    label = "audit"
    verbose_name = _("审计日志")

    def ready(self) -> None:
        """Put the events into the menu and the chain's inspection into every day; a broken chain waits for somebody."""
        from gouji.web.audit.home import todos  # noqa: PLC0415  apps load before models
        from gouji.web.audit.tasks import inspect_daily  # noqa: PLC0415
        from gouji.web.core.home import add_source  # noqa: PLC0415
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415
        from gouji.web.core.schedule import Every, Job, add_job  # noqa: PLC0415
        from gouji.web.people.roles import Right  # noqa: PLC0415

        add_entry(Entry(90, _("操作记录"), "audit", "history", lambda rights: rights.anywhere(Right.AUDIT_READ)))
        add_source(todos)
        add_job(Job("audit.inspect", inspect_daily, Every.DAY, hour=2))
