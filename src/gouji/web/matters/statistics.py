"""The numbers of an office's year: how many, how timely, how satisfied. Every number's definition stands on the page.

The database counts, by kind and unit at once; here its counts are put together to rows.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, fields
from typing import TYPE_CHECKING, Any

from django.db.models import Count, F, Q

from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Matter, Move, Reply

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from django.db.models import QuerySet


@dataclass(slots=True)
class Share:
    """Some of all; a share of nothing has no percent."""

    some: int = 0
    all: int = 0

    def add(self, other: Share) -> None:
        """Take in the share of others."""
        self.some += other.some
        self.all += other.all

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

    def add(self, other: Row) -> None:
        """Take in the numbers of others."""
        for name in (one.name for one in fields(self) if one.name != "name"):
            own, more = getattr(self, name), getattr(other, name)
            if isinstance(own, Share):
                own.add(more)
            else:
                setattr(self, name, own + more)


Cell = tuple[str, str]
_NO_UNIT = "（未定单位）"


def counted(matters: QuerySet[Matter], today: dt.date) -> dict[Cell, Row]:
    """Return the numbers by kind (its code) and unit (its name)."""
    known = matters.filter(kind__in=all_kinds()).order_by()
    cells: dict[Cell, Row] = defaultdict(lambda: Row(""))
    for cell, one in _grouped(known, "", **_of_matters(today)):
        row = cells[cell]
        row.opened, row.closed, row.overdue = one["all"], one["closed"], one["overdue"]
        row.timely.all += one["unanswered"]
        row.satisfied = Share(one["rated"] - one["unsatisfied"], one["rated"])
        row.solved = Share(one["solved"], one["answered"])
        row.b_to_a = Share(one["b_to_a"], one["b"])
    for cell, one in _grouped(_answers(known), "matter__", timely=Count("pk", filter=Q(on__lte=F("due_before")))):
        cells[cell].timely.add(Share(one["timely"], one["all"]))
    replies = Reply.objects.filter(assignment__matter__in=known.values("pk")).exclude(assignment__part="helper")
    for cell, one in _grouped(replies, "assignment__matter__", met=Count("met_on")):
        cells[cell].met.add(Share(one["met"], one["all"]))
    return dict(cells)


def _grouped(rows: QuerySet[Any], matter: str, **counts: Count) -> Iterable[tuple[Cell, dict[str, int]]]:
    """Yield the counts of rows by the kind and unit of their matter, which stands behind ``matter`` in their fields."""
    kind, unit = f"{matter}kind", f"{matter}unit__name"
    for one in rows.order_by().values(kind, unit).annotate(all=Count("pk"), **counts):
        yield (one[kind], one[unit] or _NO_UNIT), one


def _of_matters(today: dt.date) -> dict[str, Count]:
    overdue = Q(is_open=True, due_on__lt=today)
    at_the_unit = Q(pk__in=())
    for kind in all_kinds().values():
        states = [code for code, state in kind.states.items() if state.acts == "unit"]
        at_the_unit |= Q(kind=kind.code, state__in=states)
    rated, answered, b = ~Q(rating=""), ~Q(result=""), Q(first_result="B")
    conditions = {
        "closed": Q(is_open=False),
        "overdue": overdue,
        "unanswered": overdue & at_the_unit,
        "rated": rated,
        "unsatisfied": Q(rating="不满意"),
        "answered": answered,
        "solved": Q(result="A"),
        "b": b,
        "b_to_a": b & Q(result="A"),
    }
    return {name: Count("pk", filter=condition) for name, condition in conditions.items()}


def _answers(matters: QuerySet[Matter]) -> QuerySet[Move]:
    """Return each answer of a unit that ended a deadline."""
    ends = Q(pk__in=())
    for kind in all_kinds().values():
        codes = [move.code for move in kind.moves.values() if move.stops and move.party == "unit"]
        ends |= Q(matter__kind=kind.code, code__in=codes)
    return Move.objects.filter(ends, matter__in=matters.values("pk"), due_before__isnull=False)


def by_kind(cells: dict[Cell, Row]) -> list[Row]:
    """Return a row a kind, in the order of kinds."""
    kinds = all_kinds()
    rows = _joined((kind, row) for (kind, _), row in cells.items())
    found = [rows[code] for code in kinds if code in rows]
    for row in found:
        row.name = kinds[row.name].name
    return found


def by_unit(cells: dict[Cell, Row]) -> list[Row]:
    """Return a row a unit, the one with most overdue matters first."""
    rows = _joined((unit, row) for (_, unit), row in cells.items())
    return sorted(rows.values(), key=lambda row: (-row.overdue, -row.opened, row.name))


def whole(rows: Iterable[Row]) -> Row:
    """Return all rows as one."""
    return _joined(("合计", row) for row in rows).get("合计", Row("合计"))


def _joined(named: Iterable[tuple[str, Row]]) -> dict[str, Row]:
    rows: dict[str, Row] = {}
    for name, row in named:
        rows.setdefault(name, Row(name)).add(row)
    return rows
