"""What a folder holds, as values: read once, shown as a page, written as documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.web.core.charts import printed
from gouji.web.lookup.fields import trimmed

if TYPE_CHECKING:
    from decimal import Decimal

    from gouji.web.agenda.entries import Entry
    from gouji.web.agenda.models import Meeting
    from gouji.web.execution.queries import Execution
    from gouji.web.filings.models import Filing, Finding
    from gouji.web.lookup.dossier import Said
    from gouji.web.matters.models import Matter
    from gouji.web.units.models import Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """A figure and the one that it is held against, each with its place; either may be missing."""

    now: Said | None
    before: Said | None

    @property
    def difference(self) -> Decimal | None:
        """How much it grew, in the figure's own unit."""
        return self.now.value - self.before.value if self.now and self.before else None

    @property
    def rate(self) -> Decimal | None:
        """How much it grew, in per cent of what it is held against; None of nothing."""
        if self.difference is None or self.before is None or not self.before.value:
            return None
        return self.difference / abs(self.before.value) * 100


@dataclass(frozen=True, slots=True)
class Line:
    """One department: its paper, last year's, figures by measure, and what is open. ``planned`` holds an account against its budget."""

    unit: Unit
    now: Filing | None
    before: Filing | None
    figures: dict[str, Pair]
    planned: Pair
    open: int
    confirmed: int
    matters: int


@dataclass(frozen=True, slots=True)
class Focus:
    """The departments' papers that a topic is about: their kind and fiscal year, a line a department."""

    kind: str
    year: int
    lines: tuple[Line, ...]

    def pairs(self, measure: str) -> list[tuple[Line, Pair]]:
        """Return the departments whose figure is known in both years."""
        found = [(line, line.figures[measure]) for line in self.lines if measure in line.figures]
        return [(line, pair) for line, pair in found if pair.difference is not None]


@dataclass(frozen=True, slots=True)
class Progress:
    """How the year's budget is carried out up to the end of a month; ``units`` are the numbers of its units by name."""

    year: int
    month: int
    execution: Execution
    units: dict[str, int]
    alerts: int


@dataclass(frozen=True, slots=True)
class Folder:
    """All that is read for a meeting.

    ``papers`` are the findings of the region's own papers, ``papers_all`` how many there are; ``findings`` those of departments:
    all that were confirmed, and of the ``open`` others as many as were asked for.
    """

    meeting: Meeting
    entries: tuple[Entry, ...]
    focuses: tuple[Focus, ...]
    findings: tuple[Finding, ...]
    papers: tuple[Finding, ...]
    open: int
    papers_all: int
    matters: tuple[Matter, ...]
    progress: Progress | None
    rectified: int

    def focus(self, kind: str, year: int) -> Focus | None:
        """Return the departments' papers of a kind and year."""
        return next((one for one in self.focuses if (one.kind, one.year) == (kind, year)), None)


def wan(value: Decimal) -> str:
    """Return an amount in 元 as it is printed in 万元."""
    return printed(trimmed(value.scaleb(-4)))
