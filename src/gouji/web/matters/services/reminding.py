"""Write what is soon due and what is overdue. Nothing is closed or moved by time alone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.audit.chain import record
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Assignment, Item, Matter, Reminder

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

_CHILD_DAYS = (5,)


@dataclass(frozen=True, slots=True)
class _Due:
    """Something with a day: the matter, what to call it, and how many days before it is called soon."""

    matter: Matter
    what: str
    on: dt.date
    days: tuple[int, ...]


def remind(today: dt.date) -> list[Reminder]:
    """Write the reminders of a day and return the new ones; a second run on the same day writes nothing."""
    return [made for due in _all_due() if (made := _write(due, today))]


def _write(due: _Due, today: dt.date) -> Reminder | None:
    left = (due.on - today).days
    reached = [days for days in due.days if 0 <= left <= days]
    if left >= 0 and not reached:
        return None
    stage = Reminder.Stage.SOON if left >= 0 else Reminder.Stage.OVERDUE
    with transaction.atomic():
        made, new = Reminder.objects.get_or_create(
            matter=due.matter,
            what=due.what,
            stage=stage,
            days=min(reached, default=0),
            due_on=due.on,
            defaults={"on": today},
        )
        if new:
            record(None, "matter.reminded", due.matter, what=due.what, stage=stage, due_on=due.on)
    return made if new else None


def _all_due() -> Iterator[_Due]:
    kinds = all_kinds()
    for matter in Matter.objects.filter(is_open=True, due_on__isnull=False, kind__in=kinds):
        deadline = kinds[matter.kind].deadlines.get(matter.deadline)
        if matter.due_on:
            yield _Due(
                matter, deadline.label if deadline else "期限", matter.due_on, deadline.remind if deadline else ()
            )
    open_parts = Assignment.objects.filter(state=Assignment.State.ASSIGNED, due_on__isnull=False, matter__is_open=True)
    for one in open_parts.select_related("matter", "unit"):
        if one.due_on and one.due_on != one.matter.due_on:
            yield _Due(one.matter, f"{one.unit}{one.get_part_display()}", one.due_on, _CHILD_DAYS)
    open_items = Item.objects.filter(state=Item.State.OPEN, due_on__isnull=False, matter__is_open=True)
    for item in open_items.select_related("matter"):
        if item.due_on:
            yield _Due(item.matter, f"清单第{item.number}项", item.due_on, _CHILD_DAYS)
