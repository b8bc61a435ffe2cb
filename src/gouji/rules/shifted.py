"""Amounts that stand one column off: two neighbouring cells of a line whose exchange mends the sums of both columns."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import chain, pairwise
from typing import TYPE_CHECKING

from gouji.extract.tables.colsums import column_sums
from gouji.extract.tables.rowsums import code_sums, list_sums, total_sums
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.relation import Relation
    from gouji.extract.tables.tree import Spot
    from gouji.model.figure import Figure

_ZERO = Decimal(0)
_FEW = 3


@dataclass(frozen=True, slots=True)
class Shift:
    """``figure`` stands at ``at`` and belongs to ``home``, where ``other`` stands (None: a blank cell).

    ``mended`` are the numbers of the equations that hold once the two have changed places.
    """

    figure: Figure
    at: Spot
    home: Spot
    other: Figure | None
    mended: frozenset[int]


_Equation = tuple[tuple["Spot", int], ...]  # the result with -1, the parts with their signs


class _Board:
    """The equations of a document's tables over its cells; a blank cell counts nothing."""

    def __init__(self, extraction: Extraction) -> None:
        self._extraction = extraction
        self.figures: dict[Spot, Figure | None] = {}
        self._unclear: set[Spot] = set()
        self._worth: dict[Spot, tuple[Decimal, Decimal]] = {}
        groups = list(self._groups())
        self.equations = [equation for group, _ in groups for equation in group]
        self.broken = {number for number, good in enumerate(chain(*(sound for _, sound in groups))) if not good}

    @cached_property
    def on(self) -> dict[Spot, list[int]]:
        """The numbers of the equations that each cell stands in."""
        found: dict[Spot, list[int]] = defaultdict(list)
        for number, equation in enumerate(self.equations):
            for spot, _ in equation:
                found[spot].append(number)
        return found

    def _groups(self) -> Iterator[tuple[list[_Equation], list[bool]]]:
        """Yield the equations of the forms, and which of them hold.

        Those of one kind that break more often than they hold are no reading of ours.
        """
        groups: dict[tuple[object, ...], list[_Equation]] = defaultdict(list)
        for sheet in self._extraction.sheets:
            for relation in (*code_sums(sheet), *list_sums(sheet), *total_sums(sheet), *column_sums(sheet)):
                equation = self._equation(relation)
                if equation is not None:
                    groups[relation.group].append(equation)
        for group in groups.values():
            sound = [self.holds(equation, {}) for equation in group]
            held = sum(sound)
            if held * 2 >= len(group) or len(group) - held < _FEW:
                yield group, sound

    def _equation(self, relation: Relation) -> _Equation | None:
        spots = ((relation.result, -1), *relation.parts)
        if relation.at_most or relation.alternatives or not (relation.stated or relation.majority):
            return None
        if not all(self._clear(spot) for spot, _ in spots):
            return None
        return spots

    def _clear(self, spot: Spot) -> bool:
        if spot not in self.figures and spot not in self._unclear:
            try:
                figure = self.figures[spot] = figure_at(self._extraction, spot)
            except Unclear:
                self._unclear.add(spot)
            else:
                self._worth[spot] = (figure.amount or _ZERO, figure.slack) if figure is not None else (_ZERO, _ZERO)
        return spot in self.figures

    def amount(self, spot: Spot) -> Decimal:
        """Return what a cell holds, in 元."""
        return self._worth[spot][0]

    def holds(self, equation: _Equation, moved: Mapping[Spot, Spot]) -> bool:
        """Whether an equation holds within rounding when some cells hold what others do."""
        gap = reach = _ZERO
        for spot, sign in equation:
            amount, slack = self._worth[moved.get(spot, spot)]
            gap += amount if sign > 0 else -amount
            reach += slack
        return abs(gap) <= reach


def shifts(extraction: Extraction) -> list[Shift]:
    """Return the shifted amounts: each exchange mends a sum in both columns and breaks nothing; where two would, neither."""
    board = _Board(extraction)
    found = [shift for one, other in _neighbours(board) if (shift := _shift(board, one, other)) is not None]
    return [
        shift
        for shift in found
        if not any(
            other is not shift and other.mended & shift.mended and len(other.mended) >= len(shift.mended)
            for other in found
        )
    ]


def _neighbours(board: _Board) -> Iterator[tuple[Spot, Spot]]:
    """Yield the pairs of value cells beside each other in a line, of which one at least stands in a broken equation."""
    broken = board.broken
    if not broken:
        return
    rows: dict[tuple[int, int], list[Spot]] = defaultdict(list)
    for spot in board.on:
        rows[spot.table, spot.row].append(spot)
    for spots in rows.values():
        spots.sort()
        for one, other in pairwise(spots):
            if broken.intersection(board.on[one]) and broken.intersection(board.on[other]):
                yield one, other


def _shift(board: _Board, one: Spot, other: Spot) -> Shift | None:
    if board.amount(one) == board.amount(other):
        return None
    moved = {one: other, other: one}
    mended: set[int] = set()
    for number in {*board.on[one], *board.on[other]}:
        equation = board.equations[number]
        before, after = number not in board.broken, board.holds(equation, moved)
        if before and not after:
            return None
        if after and not before:
            mended.add(number)
    apart = (mended.intersection(board.on[spot]).difference(board.on[beside]) for spot, beside in moved.items())
    if not all(apart):  # each of the two columns has a sum of its own that asks for the exchange
        return None
    at, home = (one, other) if board.amount(one) else (other, one)
    figure = board.figures[at]
    return Shift(figure, at, home, board.figures[home], frozenset(mended)) if figure is not None else None


def heads(extraction: Extraction, spots: Sequence[Spot]) -> list[str]:
    """Return the header texts over some cells, "" where there are none."""
    paths = {
        (grid.table.index, column.index): "".join(column.path[-1:])
        for grid in extraction.grids
        for column in grid.columns
    }
    return [paths.get((spot.table, spot.column), "") for spot in spots]
