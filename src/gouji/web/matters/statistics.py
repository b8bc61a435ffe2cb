"""The numbers of an office's year: how many, how timely, how satisfied. Every number's definition stands on the page."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Matter, Move, Reply

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet


@dataclass(slots=True)
class Share:
    """Some of all; a share of nothing has no percent."""

    some: int = 0
    all: int = 0

    def add(self, counts: bool) -> None:  # noqa: FBT001  one of all, counted or not
        """Take one more into account."""
        self.all += 1
        self.some += counts

    @property
    def percent(self) -> str:
        """The percentage with one digit, rounded half up; empty of nothing."""
        if not self.all:
            return ""
        tenths = (2000 * self.some + self.all) // (2 * self.all)
        return f"{tenths // 10}.{tenths % 10}%"


@dataclass(slots=True)
class Row:
    """The numbers of one kind or one unit."""

    name: str
    opened: int = 0
    closed: int = 0
    overdue: int = 0
    timely: Share = field(default_factory=Share)
    satisfied: Share = field(default_factory=Share)
    solved: Share = field(default_factory=Share)
    b_to_a: Share = field(default_factory=Share)
    met: Share = field(default_factory=Share)


def by_kind(matters: QuerySet[Matter], today: dt.date) -> list[Row]:
    """Return a row a kind, in the order of kinds."""
    kinds = all_kinds()
    rows = _count(matters, today, lambda one: one.kind)
    return [rows[code] for code in kinds if code in rows]


def by_unit(matters: QuerySet[Matter], today: dt.date) -> list[Row]:
    """Return a row a unit, the one with most overdue matters first."""
    rows = _count(matters, today, lambda one: str(one.unit.name if one.unit else "（未定单位）"))
    return sorted(rows.values(), key=lambda row: (-row.overdue, -row.opened, row.name))


def _count(matters: QuerySet[Matter], today: dt.date, group: object) -> dict[str, Row]:
    kinds = all_kinds()
    rows: dict[str, Row] = {}
    where: dict[int, Row] = {}
    for one in matters.filter(kind__in=kinds):
        key = str(group(one)) if callable(group) else ""
        row = rows.setdefault(key, Row(kinds[key].name if key in kinds else key))
        where[one.pk] = row
        _take(row, one, today)
    _take_answers(where, matters)
    _take_meetings(where, matters)
    return rows


def _take(row: Row, one: Matter, today: dt.date) -> None:
    overdue = one.is_overdue(today)
    row.opened += 1
    row.closed += not one.is_open
    row.overdue += overdue
    if overdue and one.the_state.acts == "unit":
        row.timely.add(counts=False)
    if one.rating:
        row.satisfied.add(counts=one.rating != "不满意")
    if one.result:
        row.solved.add(counts=one.result == "A")
    if one.first_result == "B":
        row.b_to_a.add(counts=one.result == "A")


def _take_answers(where: dict[int, Row], matters: QuerySet[Matter]) -> None:
    """Count each answer of a unit that ended a deadline: on time when made by its day."""
    ends = defaultdict(set)
    for kind in all_kinds().values():
        ends[kind.code] = {move.code for move in kind.moves.values() if move.stops and move.party == "unit"}
    rows = Move.objects.filter(matter__in=matters.values("pk"), due_before__isnull=False)
    said = rows.values_list("matter_id", "matter__kind", "code", "on", "due_before")
    for pk, kind_code, code, on, due in said:
        if pk in where and code in ends[kind_code] and due is not None:
            where[pk].timely.add(counts=on <= due)


def _take_meetings(where: dict[int, Row], matters: QuerySet[Matter]) -> None:
    replies = Reply.objects.filter(assignment__matter__in=matters.values("pk")).exclude(assignment__part="helper")
    for pk, met_on in replies.values_list("assignment__matter_id", "met_on"):
        if pk in where:
            where[pk].met.add(counts=met_on is not None)
