"""What the page of a matter shows, gathered with a bounded number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji.web.audit.words import page_of
from gouji.web.core.calendar import working_days_between
from gouji.web.matters.deadlines import limit_of
from gouji.web.matters.kinds.shape import PARTY_OF
from gouji.web.matters.models import Assignment, Explanation, Matter, Part
from gouji.web.matters.parties import holds, moves_for, waits_for
from gouji.web.matters.services.needs import undone
from gouji.web.people.roles import Right
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.filings.models import Finding
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights


@dataclass(frozen=True, slots=True)
class Step:
    """One place in the bar of steps."""

    label: str
    active: bool


@dataclass(frozen=True, slots=True)
class Due:
    """A day and how it looks from today."""

    on: dt.date
    words: str
    colour: str


def due_of(day: dt.date | None, today: dt.date) -> Due | None:
    """Return a due day with the working days that are left or gone."""
    if day is None:
        return None
    left = working_days_between(today, day)
    if day < today:
        return Due(day, f"逾期{-left}个工作日", "red")
    if day == today:
        return Due(day, "今天到期", "orange")
    return Due(day, f"还有{left}个工作日", "orange" if left <= 3 else "green")  # noqa: PLR2004  a short week


def steps_of(matter: Matter) -> list[Step]:
    """Return the bar of steps; a closed matter ends at its closing state."""
    kind = matter.the_kind
    now = matter.the_state.step
    return [
        Step(kind.states[code].label if code != now else matter.the_state.label, code == now) for code in kind.steps
    ]


@dataclass(frozen=True, slots=True)
class Allowed:
    """What the person may do with the parts of a matter now."""

    add_item: bool
    set_measure: bool
    close_item: bool
    ballot: bool
    extend: bool
    ask_extension: bool
    decide: bool
    helper: bool
    explain: bool


def allowed(user: User, rights: Rights, matter: Matter) -> Allowed:
    """Return which forms the page offers; the services ask again."""
    kind, state = matter.the_kind, matter.the_state
    held = {right: holds(rights, user, right, matter) for right in PARTY_OF}
    open_now = matter.is_open
    can_extend = matter.due_on is not None and (limit_of(matter) is not None or kind.deadlines[matter.deadline].given)
    lead, unit = held[Right.MATTER_LEAD], held[Right.MATTER_ANSWER]
    return Allowed(
        add_item=kind.items and open_now and held[Right.MATTER_OPEN],
        set_measure=kind.items and state.acts == "unit" and unit,
        close_item=kind.items
        and open_now
        and not state.inside
        and state.acts in {"office", "lead"}
        and held[Right.MATTER_REVIEW],
        ballot=held[Right.MATTER_OPEN] and any("ballot" in move.needs for move in kind.moves_from(matter.state)),
        extend=can_extend and lead,
        ask_extension=can_extend and unit and not lead,
        decide=lead,
        explain=kind.findings and state.acts == "unit" and unit,
        helper=lead and kind.assigning is not None and state.acts == "unit",
    )


@dataclass(frozen=True, slots=True)
class OnePart:
    """An assignment with what the person may do about it."""

    one: Assignment
    due: Due | None
    mine: bool
    may_return: bool


def parts_of(matter: Matter, rights: Rights, today: dt.date) -> list[OnePart]:
    """Return the assignments, those in charge first."""
    found = matter.assignments.select_related("unit__region").prefetch_related("replies__by")
    order = [Part.MAIN, Part.SEPARATE, Part.HELPER]
    parts = []
    for one in sorted(found, key=lambda one: (order.index(Part(one.part)), one.pk)):
        working = one.state == Assignment.State.ASSIGNED and matter.the_state.acts == "unit"
        mine = working and rights.at(Right.MATTER_ANSWER, one.unit)
        in_time = one.return_by is None or today <= one.return_by
        due = due_of(one.due_on, today) if one.state == Assignment.State.ASSIGNED and matter.is_open else None
        parts.append(OnePart(one, due, mine, mine and in_time))
    return parts


def letters_of(user: User, rights: Rights, matter: Matter) -> list[tuple[str, str]]:
    """Return the letters that go out next and that this person may read before: the office its own, units theirs."""
    kind, state = matter.the_kind, matter.the_state
    near = {code for code, one in kind.states.items() if one.inside} if state.inside else {matter.state}
    codes = dict.fromkeys(move.letter for move in kind.moves.values() if move.letter and near & set(move.origins))
    office = any(holds(rights, user, right, matter) for right in (Right.MATTER_OPEN, Right.MATTER_LEAD))
    may = {"office": office, "unit": holds(rights, user, Right.MATTER_ANSWER, matter)}
    return [(code, kind.letters[code].name) for code in codes if may[kind.letters[code].by]]


def free_units(matter: Matter) -> list[Unit]:
    """Return the units of the region that have no part in the matter."""
    taken = matter.assignments.exclude(state=Assignment.State.RETURNED).values("unit")
    return list(Unit.objects.filter(region=matter.region, until=None).exclude(pk__in=taken).order_by("code"))


@dataclass(frozen=True, slots=True)
class OneFinding:
    """A finding with the address of its page, empty where there is none, and what the unit said about it."""

    one: Finding
    url: str
    said: list[Explanation]


def findings_of(matter: Matter) -> list[OneFinding]:
    """Return the findings of a matter."""
    said: dict[int, list[Explanation]] = {}
    for one in matter.explanations.select_related("by"):
        said.setdefault(one.finding_id, []).append(one)
    found = matter.findings.select_related("filing")
    return [OneFinding(one, page_of("filings.finding", str(one.pk)), said.get(one.pk, [])) for one in found]


def shown(user: User, rights: Rights, matter: Matter, today: dt.date) -> dict[str, Any]:
    """Return all that the page of a matter shows."""
    kind = matter.the_kind
    moves = list(matter.moves.select_related("actor").prefetch_related("attachments"))
    moves.reverse()
    may = allowed(user, rights, matter)
    parts = parts_of(matter, rights, today) if kind.assigning else []
    return {
        "matter": matter,
        "kind": kind,
        "state": matter.the_state,
        "steps": steps_of(matter),
        "due": due_of(matter.due_on, today),
        "deadline": kind.deadlines.get(matter.deadline),
        "limit": limit_of(matter),
        "who": waits_for(matter),
        "steps_now": [(step, "；".join(undone(step, matter))) for step in moves_for(rights, user, matter)],
        "allowed": may,
        "free_units": free_units(matter) if may.helper else [],
        "moves": moves,
        "parts": parts,
        "mine": [part.one for part in parts if part.mine],
        "items": list(
            matter.items.select_related("again__matter", "version__filing").prefetch_related("evidence", "told")
        )
        if kind.items
        else [],
        "reads_reports": rights.in_region(Right.FILING_READ, matter.region),
        "ballots": list(matter.ballots.all()) if kind.ballot_share else [],
        "extensions": list(matter.extensions.select_related("asked_by", "decided_by")),
        "attachments": list(matter.attachments.select_related("added_by", "original").order_by("-pk")),
        "findings": findings_of(matter) if kind.findings else [],
        "drafts": letters_of(user, rights, matter),
        "reminders": list(matter.reminders.all()[:3]) if matter.is_open else [],
        "followed_by": list(matter.followed_by.order_by("pk")),
        "today": today,
    }
