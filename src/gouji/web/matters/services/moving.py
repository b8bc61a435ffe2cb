"""Move a matter from state to state: one door for every kind, guided by the kind's data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.matters import letters
from gouji.web.matters.deadlines import due_of
from gouji.web.matters.models import Assignment, Attachment, Matter, Part, Reply
from gouji.web.matters.parties import assignments_in_charge
from gouji.web.matters.services.assigning import add_assignments
from gouji.web.matters.services.base import note, require, write
from gouji.web.matters.services.errors import MissingError, NotNowError
from gouji.web.matters.services.needs import held_since, missing, outcome
from gouji.web.matters.services.numbering import next_number

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.kinds.shape import Move as MoveData
    from gouji.web.matters.models import Move
    from gouji.web.matters.services.needs import Given
    from gouji.web.people.models import User


@transaction.atomic
def move(matter: Matter, code: str, actor: User, given: Given, *, seen: int, today: dt.date) -> Move:
    """Make a move of the kind and return its row.

    ``seen`` is the version that the person looked at. Raises NotNowError (no such move here), NotAllowedError, MissingError (with all that is
    missing) and StaleError (somebody else moved it meanwhile); then nothing is changed.
    """
    matter.refresh_from_db()
    if matter.version != seen:
        write(matter, seen)  # says who was faster
    step = _step(matter, code)
    require(actor, step.right, matter, today)
    if lacking := missing(step, matter, given, today):
        raise MissingError("；".join(lacking) + "。")
    return _make(matter, step, actor, given, seen, today)


def _step(matter: Matter, code: str) -> MoveData:
    kind = matter.the_kind
    step = kind.moves.get(code)
    if step is None or matter.state not in step.origins:
        label = step.label if step else code
        raise NotNowError(f"事项现在是“{kind.states[matter.state].label}”，不能办理“{label}”。")
    return step


def _make(matter: Matter, step: MoveData, actor: User, given: Given, seen: int, today: dt.date) -> Move:
    was = (matter.state, matter.due_on)
    result = _result(matter, step, given)
    after, starts = _end(matter, step, given, result)
    fields = _fields(matter, step, given, after, starts, result, today)
    number = next_number(matter, step.series, today) if step.series else ""
    if number and step.series == next(iter(matter.the_kind.series)):
        fields["number"] = number
    write(matter, seen, **fields)
    if given.assignees:
        add_assignments(matter, given.assignees, today)
    if matter.the_state.reanswer and after != was[0]:
        _ask_again(matter)
    data = given.data() | ({"number": number} if number else {}) | ({"outcome": result} if result else {})
    row = note(
        matter,
        actor,
        step.code,
        step.label,
        today=today,
        was=was,
        reason=given.reason,
        **data,
    )
    _attach(matter, row, given, actor)
    if step.letter:
        letters.issue(matter, row, step.letter, number or given.document_number, today)
    return row


def _end(matter: Matter, step: MoveData, given: Given, result: str) -> tuple[str, str]:
    """Return where the move leads and the deadline that begins there."""
    seen = {"rating": given.rating or matter.rating, "result": result or matter.result, "ballot": _voted(matter, step)}
    for branch in step.branches:
        if all(seen[key] in values for key, values in branch.when.items()):
            return branch.to, branch.starts
    return step.to or matter.state, step.starts


def _voted(matter: Matter, step: MoveData) -> str:
    share = matter.the_kind.ballot_share
    ballot = held_since(matter) if share and "ballot" in step.needs else None
    return outcome(ballot, share) if ballot and share else ""


def _result(matter: Matter, step: MoveData, given: Given) -> str:
    """Return the class of the answer: as given, or the least solved of the units' replies that go out with it."""
    if given.result:
        return given.result
    kind = matter.the_kind
    if not kind.results or "answers" not in step.needs:
        return ""
    replies = Reply.objects.filter(assignment__in=assignments_in_charge(matter)).order_by("pk")
    latest = {reply.assignment_id: reply.result for reply in replies}.values()
    counted = [one for one in latest if one in kind.tracked] or [one for one in latest if one]
    return max(counted, key=list(kind.results).index, default="")


def _fields(
    matter: Matter, step: MoveData, given: Given, after: str, starts: str, result: str, today: dt.date
) -> dict[str, object]:
    kind = matter.the_kind
    is_open = kind.states[after].open
    fields: dict[str, object] = {"state": after, "is_open": is_open, "closed_on": None if is_open else today}
    if given.rating:
        fields["rating"] = given.rating
    if result:
        fields |= {"result": result, "first_result": matter.first_result or result}
    if starts:
        deadline = kind.deadlines[starts]
        due = due_of(deadline.term, today) if deadline.term else given.date
        fields |= {"deadline": starts, "started_on": today, "due_on": due}
    elif step.stops or not is_open:
        fields |= {"deadline": "", "started_on": None, "due_on": None}
    if main := [unit for unit, part in given.assignees if part == Part.MAIN]:
        fields["unit"] = main[0]
    return fields


def _ask_again(matter: Matter) -> None:
    for one in assignments_in_charge(matter):
        one.state = Assignment.State.ASSIGNED
        one.due_on = matter.due_on
        one.save(update_fields=["state", "due_on"])


def _attach(matter: Matter, row: Move, given: Given, actor: User) -> None:
    for name, original in given.files:
        Attachment.objects.create(matter=matter, move=row, original=original, file_name=name[:255], added_by=actor)
