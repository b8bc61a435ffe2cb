"""Meetings: planned, moved to another day, cancelled. What is due around them moves with them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.agenda.models import Meeting
from gouji.web.agenda.steps import topics
from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.people.models import User
    from gouji.web.units.models import Region

_LONGEST = 60
_FIELDS = ("kind", "name", "on", "until", "note")


@dataclass(frozen=True, slots=True)
class Plan:
    """What a meeting is: its items are pairs of a topic and a fiscal year."""

    kind: str
    name: str
    on: dt.date
    until: dt.date | None = None
    items: tuple[tuple[str, int], ...] = ()
    note: str = ""


def plan_meeting(actor: User, region: Region, plan: Plan) -> Meeting:
    """Enter a meeting; raises PermissionDenied, Refused."""
    _may(actor, region)
    _check(plan)
    with transaction.atomic():
        made = Meeting(region=region, made_by=actor)
        _write(made, plan)
        record(actor, "meeting.planned", made, on=plan.on, until=plan.until, items=[list(one) for one in plan.items])
    return made


def change_meeting(actor: User, meeting: Meeting, plan: Plan) -> Meeting:
    """Put a meeting on other days or under another agenda; raises PermissionDenied, Refused."""
    _may(actor, meeting.region)
    _check(plan)
    with transaction.atomic():
        fresh = _standing(meeting)
        was = {name: getattr(fresh, name) for name in _FIELDS}
        items = [[one.topic, one.year] for one in fresh.items.all()]
        _write(fresh, plan)
        changed = {name: [was[name], getattr(fresh, name)] for name in _FIELDS if was[name] != getattr(fresh, name)}
        now = [list(one) for one in plan.items]
        if items != now:
            changed["items"] = [items, now]
        if changed:
            record(actor, "meeting.changed", fresh, **changed)
    return fresh


def cancel_meeting(actor: User, meeting: Meeting, reason: str, now: dt.datetime) -> None:
    """Cancel a meeting, with the reason: nothing hangs on it any more. Raises PermissionDenied, Refused."""
    _may(actor, meeting.region)
    if not reason.strip():
        raise Refused("reason_missing", _("请写明取消的理由。"))
    with transaction.atomic():
        fresh = _standing(meeting)
        fresh.cancelled_at = now
        fresh.save(update_fields=["cancelled_at"])
        record(actor, "meeting.cancelled", fresh, reason=reason.strip())


def _may(actor: User, region: Region) -> None:
    if not rights_of(actor).in_region(Right.AGENDA_KEEP, region):
        raise PermissionDenied


def _standing(meeting: Meeting) -> Meeting:
    """Return the meeting, locked; one that was cancelled is not touched any more."""
    fresh = Meeting.objects.select_for_update(of=("self",)).select_related("region").get(pk=meeting.pk)
    if fresh.cancelled_at is not None:
        raise Refused("cancelled", _("这次会议已经取消，请另行登记。"))
    return fresh


def _check(plan: Plan) -> None:
    if not plan.items:
        raise Refused("no_items", _("请至少选择一项议题。"))
    if len(set(plan.items)) < len(plan.items) or any(topic not in topics() for topic, _year in plan.items):
        raise Refused("items", _("议题有重复或不认识，请核对。"))
    if plan.until is not None and not 0 <= (plan.until - plan.on).days <= _LONGEST:
        raise Refused("days", _("结束日期应在开始日期当天或之后，最长%(days)d天，请核对。") % {"days": _LONGEST})


def _write(meeting: Meeting, plan: Plan) -> None:
    meeting.kind = Meeting.Kind(plan.kind)
    meeting.name, meeting.note = plan.name.strip(), plan.note.strip()
    meeting.on, meeting.until = plan.on, plan.until
    meeting.save()
    kept = {(one.topic, one.year): one for one in meeting.items.all()}
    for key, one in kept.items():
        if key not in plan.items:
            one.delete()
    for number, (topic, year) in enumerate(plan.items, 1):
        # The line stays the same one: a receipt may stand under its number.
        meeting.items.update_or_create(topic=topic, year=year, defaults={"number": number})
