"""Background work of the matters."""

from __future__ import annotations

from django.utils import timezone
from django_tasks import task

from gouji.web.matters.services import reminding


@task()
def remind() -> None:
    """Write the day's reminders; a second run writes nothing."""
    reminding.remind(timezone.localdate())
