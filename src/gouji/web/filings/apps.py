"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FilingsConfig(AppConfig):
    """The app ``filings``."""

    name = "gouji.web.filings"
    label = "filings"
    verbose_name = _("报送材料")

    def ready(self) -> None:
        """Register the room, what waits in it, its words, and the job that takes up what was left behind."""
        from gouji.web.audit.words import add_actions, add_page  # noqa: PLC0415  apps load before models
        from gouji.web.core.home import add_source  # noqa: PLC0415
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415
        from gouji.web.core.schedule import Every, Job, add_job  # noqa: PLC0415
        from gouji.web.filings import todo, words  # noqa: PLC0415
        from gouji.web.filings.tasks import look_everywhere, resume  # noqa: PLC0415
        from gouji.web.people.roles import Right  # noqa: PLC0415

        add_entry(Entry(10, _("报送材料"), "filings", "files", lambda rights: rights.anywhere(Right.FILING_READ)))
        add_entry(
            Entry(20, _("公开台账"), "publication", "calendar-check", lambda rights: rights.anywhere(Right.FILING_READ))
        )
        add_source(todo.to_publish)
        add_source(todo.to_review)
        add_source(todo.to_mend)
        add_source(todo.to_claim)
        add_actions(words.ACTIONS)
        add_page("filings.filing", "filing")
        add_job(Job("filings.resume", resume, Every.HOUR))
        add_job(Job("filings.look", look_everywhere, Every.DAY, hour=2))
