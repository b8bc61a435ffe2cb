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
        """Check the kinds' data at the start, and write reminders once a day."""
        from gouji.web.core.schedule import Every, Job, add_job  # noqa: PLC0415  apps load before models
        from gouji.web.matters.tasks import remind  # noqa: PLC0415

        register(_kinds_are_sound)
        add_job(Job("matters.remind", remind, Every.DAY, hour=6))


def _kinds_are_sound(app_configs: Sequence[AppConfig] | None, **kwargs: Any) -> list[Error]:  # noqa: ANN401, ARG001
    """Refuse to start on data that makes no sense, and say what to mend."""
    from gouji.web.matters.kinds import KindError, all_kinds  # noqa: PLC0415

    try:
        all_kinds()
    except KindError as error:
        return [Error(str(error), id="matters.E001")]
    return []
