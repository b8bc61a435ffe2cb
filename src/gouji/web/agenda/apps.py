"""The app as Django knows it."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AgendaConfig(AppConfig):
    """The app ``agenda``."""

    name = "gouji.web.agenda"
    label = "agenda"
    verbose_name = _("年度日程")

    def ready(self) -> None:
        """Put the year into the menu, into 待办 and among the words of the chain; tell when meetings approve."""
        from gouji.web.agenda import todo, words  # noqa: PLC0415  apps load before models
        from gouji.web.agenda.approvals import approved  # noqa: PLC0415
        from gouji.web.audit.words import add_actions, add_page  # noqa: PLC0415
        from gouji.web.core.home import add_source  # noqa: PLC0415
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415
        from gouji.web.filings.hooks import tell_approvals  # noqa: PLC0415
        from gouji.web.people.roles import Right  # noqa: PLC0415

        add_entry(Entry(25, _("日程"), "agenda", "calendar-event", lambda rights: rights.anywhere(Right.AGENDA_READ)))
        add_source(todo.owed)
        add_source(todo.unset)
        tell_approvals(approved)
        add_actions(words.ACTIONS)
        add_page("agenda.meeting", "meeting")
