"""More time: a unit asks, the head decides, never beyond what the kind allows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.audit.chain import record
from gouji.web.matters.deadlines import limit_of
from gouji.web.matters.models import Extension
from gouji.web.matters.services.base import note, require, write
from gouji.web.matters.services.errors import MissingError, NotNowError
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User


@transaction.atomic
def ask_extension(matter: Matter, actor: User, until: dt.date, reason: str, *, today: dt.date) -> Extension:
    """Ask for more time on behalf of the unit."""
    require(actor, Right.MATTER_ANSWER, matter, today)
    due = _check(matter, until, reason)
    if matter.extensions.filter(state=Extension.State.ASKED).exists():
        raise NotNowError("已有一份延期申请等待审批。")
    asked = Extension.objects.create(
        matter=matter, before=due, until=until, reason=reason, asked_by=actor, asked_on=today
    )
    note(matter, actor, "extension_asked", f"申请延期至{until}", today=today, reason=reason)
    return asked


@transaction.atomic
def decide_extension(extension: Extension, actor: User, *, grant: bool, note_text: str, today: dt.date) -> None:
    """Grant or refuse; a refusal needs its reason."""
    matter = extension.matter
    require(actor, Right.MATTER_LEAD, matter, today)
    if not grant and not note_text.strip():
        raise MissingError("不同意延期，请写明理由。")
    state = Extension.State.GRANTED if grant else Extension.State.REFUSED
    changed = Extension.objects.filter(pk=extension.pk, state=Extension.State.ASKED).update(
        state=state, decided_by=actor, decided_on=today, note=note_text
    )
    if not changed:
        raise NotNowError("这份申请已经审批过了。")
    if grant:
        _prolong(matter, actor, extension.until, note_text or extension.reason, today)
    else:
        note(matter, actor, "extension_refused", "不同意延期", today=today, reason=note_text)
    extension.refresh_from_db()


@transaction.atomic
def extend(matter: Matter, actor: User, until: dt.date, reason: str, *, today: dt.date) -> Extension:
    """Give more time without being asked."""
    require(actor, Right.MATTER_LEAD, matter, today)
    due = _check(matter, until, reason)
    made = Extension.objects.create(
        matter=matter,
        before=due,
        until=until,
        reason=reason,
        state=Extension.State.GRANTED,
        asked_by=actor,
        asked_on=today,
        decided_by=actor,
        decided_on=today,
    )
    _prolong(matter, actor, until, reason, today)
    return made


def _prolong(matter: Matter, actor: User, until: dt.date, reason: str, today: dt.date) -> None:
    before = _check(matter, until, reason)
    write(matter, matter.version, due_on=until)
    for one in matter.assignments.filter(state="assigned", due_on=before):
        one.due_on = until
        one.save(update_fields=["due_on"])
        record(actor, "matter.assignment_due", matter, unit=one.unit.name, due_on=[before, until])
    note(matter, actor, "extended", f"延期至{until}", today=today, was=(matter.state, before), reason=reason)


def _check(matter: Matter, until: dt.date, reason: str) -> dt.date:
    """Return the day that would be moved; raises where it may not be."""
    if matter.due_on is None:
        raise NotNowError("这个事项现在没有期限。")
    if not reason.strip():
        raise MissingError("请写明延期的理由。")
    if until <= matter.due_on:
        raise MissingError(f"新的期限应在 {matter.due_on} 以后。")
    limit = limit_of(matter)
    if limit is None and not matter.the_kind.deadlines[matter.deadline].given:
        raise NotNowError("这个期限不能延长。")
    if limit is not None and until > limit:
        raise MissingError(f"最长只能延到 {limit}。")
    return matter.due_on
