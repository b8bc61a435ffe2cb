"""A government's books and its debt on one page: budget, adjusted budget, execution and final account of the last years, level by level."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import F, Q
from django.utils.translation import gettext as _

from gouji.web.core.charts import Chart, Series, printed
from gouji.web.lookup.explore import SOURCES
from gouji.web.lookup.fields import trimmed
from gouji.web.lookup.measures import PHASES, WHOLE, Measure, measures
from gouji.web.lookup.models import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

YEARS = 4
_CHARTED = ("general_income", "general_spending")
_Stated = dict[tuple[str, int, str], "Decimal"]


@dataclass(frozen=True, slots=True)
class Books:
    """The totals of a government's books in 万元. ``columns`` are (year, keys of PHASES that it has), the earliest year first.

    ``levels`` are (whose figures, lines); a line is its words and a value for each year and phase in turn.
    """

    columns: tuple[tuple[int, tuple[str, ...]], ...]
    levels: tuple[tuple[str, tuple[tuple[str, tuple[Decimal | None, ...]], ...]], ...]
    charts: tuple[Chart, ...]

    @property
    def heads(self) -> list[tuple[int, list[str]]]:
        """The years with the words for their columns."""
        return [(year, [PHASES[phase][0] for phase in phases]) for year, phases in self.columns]

    @property
    def width(self) -> int:
        """How many columns the table has."""
        return 1 + sum(len(phases) for _year, phases in self.columns)

    @property
    def printed(self) -> list[tuple[str, list[tuple[str, list[tuple[bool, str]]]]]]:
        """The levels with their lines, each value as a page prints it and whether it is the first of its year."""
        firsts = [at == 0 for _year, phases in self.columns for at in range(len(phases))]
        return [
            (level, [(words, [*zip(firsts, map(printed, values), strict=True)]) for words, values in lines])
            for level, lines in self.levels
        ]


def books_of(unit_id: int, allowed: Q) -> Books:
    """Return a government's totals from the facts that ``allowed`` leaves: one query."""
    asked = [one for one in measures().values() if one.level]
    stated = _stated(unit_id, allowed, asked)
    years = sorted({year for _key, year, _phase in stated})[-YEARS:]
    columns = tuple(
        (year, tuple(phase for phase in PHASES if any((one.key, year, phase) in stated for one in asked)))
        for year in years
    )
    flat = [(year, phase) for year, phases in columns for phase in phases]
    levels: dict[str, list[tuple[str, tuple[Decimal | None, ...]]]] = {}
    for one in asked:
        values = tuple(stated.get((one.key, year, phase)) for year, phase in flat)
        if any(value is not None for value in values):
            levels.setdefault(str(one.group), []).append((one.label, values))
    shown = tuple((group, tuple(lines)) for group, lines in levels.items())
    return Books(columns, shown, tuple(_charts(stated, years)))


def _stated(unit_id: int, allowed: Q, asked: Iterable[Measure]) -> _Stated:
    """Return the totals by measure, year and phase; of several adjustments the last one's."""
    of_axes = {(one.level, one.funds[0], one.flow, one.topic): one.key for one in asked}
    sources = Q()
    for kind, basis, later in SOURCES.values():
        sources |= Q(kind=kind, basis=basis, period=F("year") + later)
    facts = (
        Fact.objects.filter(allowed, sources, unit=unit_id, main=True, measure="amount", function=WHOLE, economic=WHOLE)
        .filter(topic__in={one.topic for one in asked})
        .order_by("filing__ordinal", "-pk")
    )
    phases = {basis: phase for phase, (basis, _label) in PHASES.items()}
    return {
        (of_axes[scope, funds, flow, topic], period, phases[basis]): trimmed(value.scaleb(-4))
        for scope, funds, flow, topic, period, basis, value in facts.values_list(
            "scope", "funds", "flow", "topic", "period", "basis", "value"
        )
        if (scope, funds, flow, topic) in of_axes
    }


def _charts(stated: _Stated, years: Sequence[int]) -> Iterator[Chart]:
    """Yield income and spending of the general budget, of the whole place where that is known, else of its own level."""
    for name in _CHARTED:
        for key in (f"whole_{name}", f"own_{name}"):
            series = list(_series(stated, key, years))
            if series:
                one = measures()[key]
                yield Chart(
                    key, f"{one.label}（{one.group}）", "万元", [str(year) for year in years], series, heading=_("年度")
                )
                break


def _series(stated: _Stated, key: str, years: Sequence[int]) -> Iterator[Series]:
    for phase, (basis, _label) in PHASES.items():
        values = [stated.get((key, year, phase)) for year in years]
        if any(value is not None for value in values):
            yield Series(basis, values)
