"""The logical shape of a grid: several tables stacked in one grid are parted, columns that no cell needs are dropped."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gouji.read.builder import CellContent

if TYPE_CHECKING:
    from collections.abc import Sequence

_NUMBERED_TABLE = re.compile(r"\s*(?:附\s*)?表\s*[\d一二三四五六七八九十]")


class Grid(NamedTuple):
    """A table's size and cells."""

    rows: int
    columns: int
    cells: tuple[CellContent, ...]


def shaped(grid: Grid) -> list[Grid]:
    """Return the tables that a grid holds, each with its own columns.

    Office programs let authors glue one table under another; the borders of the parts then fall on different lines of
    one common grid. A part begins at a row of one cell after which the borders differ, or which is a numbered title.
    """
    if not grid.cells:
        return []
    cuts = [0, *_cuts(grid), grid.rows]
    parts = [_part(grid, first, last) for first, last in pairwise(cuts)]
    return [squeezed(part) for part in parts if part.cells]


def squeezed(grid: Grid) -> Grid:
    """Return the grid without columns at which no cell begins."""
    begins = sorted({cell.column for cell in grid.cells})
    place = {column: at for at, column in enumerate(begins)}

    def moved(cell: CellContent) -> CellContent:
        column = place[cell.column]
        width = bisect_left(begins, cell.column + cell.column_span) - column
        return CellContent(cell.row, column, cell.pieces, cell.row_span, width)

    if len(begins) == grid.columns:
        return grid
    return Grid(grid.rows, len(begins), tuple(map(moved, grid.cells)))


def _text(cell: CellContent) -> str:
    return "".join(piece.text for piece in cell.pieces).strip()


def _cuts(grid: Grid) -> list[int]:
    """Return the rows at which a new table begins."""
    by_row: dict[int, list[CellContent]] = {}
    for cell in grid.cells:
        by_row.setdefault(cell.row, []).append(cell)
    crossed = {row for cell in grid.cells for row in range(cell.row + 1, cell.row + cell.row_span)}
    heads = [row for row in range(1, grid.rows) if row not in crossed and _full(by_row.get(row, ()))]
    # Titles in a run open one table together; the first of them is its beginning.
    heads = [row for row in heads if row - 1 not in heads and not _full(by_row.get(row - 1, ()))]
    cuts: list[int] = []
    for at, head in enumerate(heads):
        start = cuts[-1] if cuts else 0
        stop = heads[at + 1] if at + 1 < len(heads) else grid.rows
        titled = any(_NUMBERED_TABLE.match(_text(cell)) for cell in by_row[head])
        if titled or _differ(by_row, range(start, head), range(head, stop)):
            cuts.append(head)
    return cuts


def _full(cells: Sequence[CellContent]) -> bool:
    """Whether the row is a title: one wide cell and nothing else, or the number of a table alone in its row."""
    filled = [cell for cell in cells if _text(cell)]
    if len(filled) != 1 or filled[0].column:
        return False
    return (len(cells) == 1 and cells[0].column_span > 1) or _NUMBERED_TABLE.match(_text(filled[0])) is not None


def _differ(by_row: dict[int, list[CellContent]], above: range, below: range) -> bool:
    first, second = _usual(by_row, above), _usual(by_row, below)
    return bool(first and second and first != second)


def _usual(by_row: dict[int, list[CellContent]], rows: range) -> tuple[int, ...]:
    """Return the beginnings of cells that most rows of more than one cell have."""
    seen = Counter(tuple(sorted(cell.column for cell in by_row[row])) for row in rows if len(by_row.get(row, ())) > 1)
    return seen.most_common(1)[0][0] if seen else ()


def _part(grid: Grid, first: int, last: int) -> Grid:
    if (first, last) == (0, grid.rows):
        return grid
    cells = tuple(
        CellContent(cell.row - first, cell.column, cell.pieces, cell.row_span, cell.column_span)
        for cell in grid.cells
        if first <= cell.row < last
    )
    return Grid(last - first, grid.columns, cells)
