"""Spread a matter over units (主办、会办、分办): assign, answer, return."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.audit.chain import record
from gouji.web.matters.deadlines import due_of
from gouji.web.matters.models import Assignment, Part, Reply
from gouji.web.matters.parties import assignments_in_charge
from gouji.web.matters.services.base import note, require, write
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gouji.web.matters.kinds.shape import Assigning
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User
    from gouji.web.units.models import Unit


def add_assignments(matter: Matter, assignees: Iterable[tuple[Unit, str]], today: dt.date) -> list[Assignment]:
    """Give units their part; called in the transaction of a move, which tells of it."""
    rules = _rules(matter)
    return [
        Assignment.objects.create(
            matter=matter,
            unit=unit,
            part=part,
            assigned_on=today,
            return_by=due_of(rules.return_within, today) if rules.return_within else None,
            due_on=_due(matter, part, rules, today),
        )
        for unit, part in assignees
        if not matter.assignments.filter(unit=unit).exclude(state=Assignment.State.RETURNED).exists()
    ]


@transaction.atomic
def assign_helper(matter: Matter, unit: Unit, actor: User, *, today: dt.date) -> Assignment:
    """Let one more unit help (会办) while the matter is under way."""
    require(actor, Right.MATTER_LEAD, matter, today)
    if not matter.is_open or not assignments_in_charge(matter):
        raise NotNowError("事项还没有主办单位，请先交办。")
    if unit.region_id != matter.region_id or matter.assignments.filter(unit=unit).exclude(state="returned").exists():
        raise MissingError("请选择本地区内还没有参加办理的单位。")
    made = add_assignments(matter, [(unit, Part.HELPER)], today)[0]
    note(matter, actor, "helper", f"增加会办单位：{unit}", today=today)
    return made


@transaction.atomic
def answer_assignment(
    assignment: Assignment,
    actor: User,
    text: str,
    *,
    today: dt.date,
    result: str = "",
    met_on: dt.date | None = None,
) -> Reply:
    """Answer for one's unit; helpers give their opinion, units in charge also the class (A, B, C…) of what they did."""
    matter = assignment.matter
    _require_unit(assignment, actor, today)
    if assignment.state == Assignment.State.RETURNED or matter.the_state.acts != "unit":
        raise NotNowError("现在不在办理阶段，不能答复。")
    in_charge = assignment.part != Part.HELPER
    if not text.strip():
        raise MissingError("请填写答复内容。")
    if in_charge and matter.the_kind.results and result not in matter.the_kind.results:
        raise MissingError("请选择答复类别。")
    reply = Reply.objects.create(
        assignment=assignment, text=text, result=result if in_charge else "", met_on=met_on, by=actor, on=today
    )
    assignment.state = Assignment.State.ANSWERED
    assignment.save(update_fields=["state"])
    label = f"{assignment.unit}{'拟出答复' if in_charge else '提出会办意见'}"
    note(matter, actor, "replied", label, today=today, answer=text, result=reply.result)
    return reply


@transaction.atomic
def return_assignment(assignment: Assignment, actor: User, reason: str, *, today: dt.date) -> None:
    """Give an assignment back because the unit is not competent; without a unit in charge the matter waits for a new one."""
    matter, rules = assignment.matter, _rules(assignment.matter)
    _require_unit(assignment, actor, today)
    if assignment.state != Assignment.State.ASSIGNED:
        raise NotNowError("已经答复或退回，不能再退回。")
    if assignment.return_by and today > assignment.return_by:
        raise NotNowError(f"退回应在 {assignment.return_by} 以前提出，请与交办单位联系。")
    if not reason.strip():
        raise MissingError("请写明退回理由和建议的承办单位。")
    assignment.state = Assignment.State.RETURNED
    assignment.returned_on, assignment.return_reason = today, reason
    assignment.save(update_fields=["state", "returned_on", "return_reason"])
    was = (matter.state, matter.due_on)
    if assignment.part != Part.HELPER and not assignments_in_charge(matter):
        left = {"deadline": "", "started_on": None, "due_on": None, "unit": None}
        write(matter, matter.version, state=rules.returns_to, **left)
    label = f"{assignment.unit}退回{assignment.get_part_display()}"
    note(matter, actor, "returned", label, today=today, was=was, reason=reason)


@transaction.atomic
def withdraw_helper(assignment: Assignment, actor: User, reason: str, *, today: dt.date) -> None:
    """Take a helper out that is not needed any more, so that its answer is not waited for."""
    require(actor, Right.MATTER_LEAD, assignment.matter, today)
    if assignment.part != Part.HELPER or assignment.state != Assignment.State.ASSIGNED or not reason.strip():
        raise NotNowError("只能取消还没有答复的会办单位，并写明理由。")
    assignment.state, assignment.returned_on, assignment.return_reason = Assignment.State.RETURNED, today, reason
    assignment.save(update_fields=["state", "returned_on", "return_reason"])
    record(actor, "matter.helper_withdrawn", assignment.matter, unit=assignment.unit.name, reason=reason)


def _require_unit(assignment: Assignment, actor: User, today: dt.date) -> None:
    if not rights_of(actor, today).at(Right.MATTER_ANSWER, assignment.unit):
        raise NotAllowedError("只有承办单位自己可以办理这一步。")


def _rules(matter: Matter) -> Assigning:
    rules = matter.the_kind.assigning
    if rules is None:
        raise NotNowError(f"{matter.the_kind.name}不分配给几个单位。")
    return rules


def _due(matter: Matter, part: str, rules: Assigning, today: dt.date) -> dt.date | None:
    if part == Part.HELPER and rules.helpers_within:
        due = due_of(rules.helpers_within, today)
        return min(due, matter.due_on) if matter.due_on else due
    return matter.due_on
