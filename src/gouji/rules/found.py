"""Sums that the figures of a government's table show by themselves: a line equals the run of lines below it, in every column.

Such tables (by area, by project, of transfers) print neither codes nor marks. A line whose every column is the sum of the lines that follow
it is their total: that this should happen by chance is ruled out by how many digits agree. Nested totals are found from below.
The same is looked for along the rows.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.model.figure import Dimension
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.sheets import Sheet
    from gouji.model.figure import Figure

_LEAST_DIGITS = 4  # digits that must agree, over all columns, before a sum is no chance
_SURE_DIGITS = 10  # the same where one column breaks
_MOST_PARTS = 600
_TWO = 2
_AREA = re.compile(r"地区|市县|县区|区县|辖区|区划|旗县|市州|^地\s*区")
_ZERO = Decimal(0)

Row = tuple["Figure | None", ...]


@dataclass(frozen=True, slots=True)
class Sum:
    """Line ``result`` is the sum of the lines ``parts`` (positions in the table) in the columns ``held``, not in those ``off``."""

    result: int
    parts: tuple[int, ...]
    held: tuple[int, ...]
    off: tuple[int, ...] = ()


def found_sums(extraction: Extraction, rule: str) -> Iterator[Claim]:
    """Yield the sums that the tables of a government's paper show down and along."""
    if not extraction.governmental:
        return
    for sheet in extraction.sheets:
        rows = _rows(extraction, sheet)
        for lines in (rows, [*zip(*rows, strict=True)]):
            found = list(sums(lines))
            steady = _steady(found) if _by_area(sheet) else frozenset()
            for each in found:
                yield from _claims(lines, each, rule, steady)


def _by_area(sheet: Sheet) -> bool:
    """Whether the lines are areas: they leave none out, where a list of subjects may (secret ones, those of past years)."""
    heads = [column.path[-1] for column in sheet.grids[0].columns if column.role == "label" and column.path]
    return any(_AREA.search(head) for head in heads)


def _steady(found: Sequence[Sum]) -> frozenset[int]:
    """Return the columns that add up but for a few lines: only there a break is worth a question."""
    broken = Counter(column for each in found for column in each.off)
    held = Counter(column for each in found for column in each.held)
    return frozenset(column for column, times in broken.items() if times <= max(_TWO, held[column] // 4))


def _rows(extraction: Extraction, sheet: Sheet) -> list[Row]:
    """Return the amounts of each line; what is blank or unclear is None."""
    kept = [at for at, rated in enumerate(sheet.rated) if not rated]
    nodes = [node for node in sheet.nodes if node.role not in {"note", "repeat"}]
    return [tuple(_figure(extraction, node.cells[at]) for at in kept) for node in nodes]


def _figure(extraction: Extraction, spot: tuple[int, int, int]) -> Figure | None:
    try:
        figure = figure_at(extraction, spot)  # type: ignore[arg-type]
    except Unclear:
        return None
    money = figure is not None and figure.unit is not None and figure.unit.dimension is Dimension.MONEY
    return figure if money else None


def sums(lines: Sequence[Row]) -> Iterator[Sum]:
    """Yield the lines that are sums of the lines after them, the innermost first."""
    reach = [1] * len(lines)
    for at in range(len(lines) - 1, -1, -1):
        found = _sum_at(lines, at, reach)
        if found is not None:
            last = found.parts[-1]
            reach[at] = last + reach[last] - at
            yield found


def _sum_at(lines: Sequence[Row], at: int, reach: Sequence[int]) -> Sum | None:
    wanted = [(column, figure) for column, figure in enumerate(lines[at]) if figure is not None and figure.value]
    if not wanted or sum(_digits(figure) for _, figure in wanted) < _LEAST_DIGITS:
        return None
    totals = {column: _ZERO for column, _ in wanted}
    slack = {column: figure.slack for column, figure in wanted}
    parts: list[int] = []
    line = at + 1
    while line < len(lines) and len(parts) < _MOST_PARTS:
        parts.append(line)
        for column, _ in wanted:
            figure = lines[line][column]
            if figure is not None:
                totals[column] += figure.amount or _ZERO
                slack[column] += figure.slack
        if len(parts) >= _TWO:
            held = [column for column, figure in wanted if _meets(totals[column], slack[column], figure)]
            if _shown(lines[at], wanted, held) and _plural(lines, parts):
                off = tuple(column for column, _ in wanted if column not in held)
                return Sum(at, tuple(parts), tuple(held), off)
        line += reach[line]
    return None


def _shown(line: Row, wanted: Sequence[tuple[int, Figure]], held: Sequence[int]) -> bool:
    """Whether the columns that hold show the sum: all of them, or all but one where at least three with enough digits do."""
    if len(held) == len(wanted):
        return True
    digits = sum(_digits(figure) for column in held if (figure := line[column]) is not None)
    return len(held) + 1 == len(wanted) and len(held) > _TWO and digits >= _SURE_DIGITS


def _meets(total: Decimal, slack: Decimal, figure: Figure) -> bool:
    return abs(total - (figure.amount or _ZERO)) <= slack and slack * 200 <= abs(figure.amount or _ZERO)


def _plural(lines: Sequence[Row], parts: Sequence[int]) -> bool:
    """Whether at least two of the parts are anything: one alone only repeats the line."""
    return sum(any(figure is not None and figure.value for figure in lines[part]) for part in parts) >= _TWO


def _digits(figure: Figure) -> int:
    return len(str(int(abs((figure.value or _ZERO) / figure.step))))


def _claims(lines: Sequence[Row], found: Sum, rule: str, steady: frozenset[int]) -> Iterator[Claim]:
    for column in (*found.held, *found.off):
        result = lines[found.result][column]
        terms = tuple(Term(figure.id) for part in found.parts if (figure := lines[part][column]) is not None)
        if result is not None and terms:
            shape = Linear(terms, result.id)
            sure = column in found.off and column in steady and _near(lines, found, column)
            yield Claim(rule, Kind.SUM, Source.TABLE, shape, result.start, result.end, certain=sure)


def _near(lines: Sequence[Row], found: Sum, column: int) -> bool:
    """Whether the lines come near their total at all: what is no amount (average years, rates) does not."""
    result = lines[found.result][column]
    told = sum((figure.amount or _ZERO for part in found.parts if (figure := lines[part][column]) is not None), _ZERO)
    wanted = (result.amount if result is not None else None) or _ZERO
    return abs(told - wanted) * 5 <= abs(wanted)
