"""The app as Django knows it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.apps import AppConfig
from django.core.checks import Error, register
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Sequence


class MattersConfig(AppConfig):
    """The app ``matters``."""

    name = "gouji.web.matters"
    label = "matters"
    verbose_name = _("事项")

    def ready(self) -> None:
        """Check the kinds' data at the start, take a place in menu, 待办 and audit pages, write reminders once a day."""
        from gouji.web.audit.words import add_actions, add_page  # noqa: PLC0415  apps load before models
        from gouji.web.core.home import add_source  # noqa: PLC0415
        from gouji.web.core.menu import Entry, add_entry  # noqa: PLC0415
        from gouji.web.core.schedule import Every, Job, add_job  # noqa: PLC0415
        from gouji.web.matters.tasks import remind  # noqa: PLC0415
        from gouji.web.matters.todo import todos  # noqa: PLC0415
        from gouji.web.matters.words import actions  # noqa: PLC0415
        from gouji.web.people.roles import Right  # noqa: PLC0415

        register(_kinds_are_sound)
        rooms = (Right.MATTER_READ, Right.SUGGESTION_RAISE)
        shown = lambda rights: any(rights.anywhere(right) for right in rooms)  # noqa: E731
        add_entry(Entry(30, _("事项"), "matter_list", "list-check", shown))
        add_source(todos)
        add_actions(actions())
        add_page("matters.matter", "matter_page")
        add_job(Job("matters.remind", remind, Every.DAY, hour=6))


def _kinds_are_sound(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:  # noqa: ANN401, ARG001
    """Refuse to start on data that makes no sense, and say what to mend."""
    from gouji.web.matters.kinds import KindError, all_kinds  # noqa: PLC0415

    try:
        all_kinds()
    except KindError as error:
        return [Error(str(error), id="matters.E001")]
    return []
