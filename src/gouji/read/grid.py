"""Positions of merged cells in a grid, the same for HTML tables wherever they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable

T = TypeVar("T")
_WIDEST = 1000


class Placed(NamedTuple):
    """Where a cell came to stand: its top left and what it covers."""

    row: int
    column: int
    row_span: int
    column_span: int


def place(rows: Iterable[Iterable[tuple[T, int, int]]]) -> tuple[int, int, list[tuple[T, Placed]]]:
    """Place cells given row by row as (content, row span, column span) by the rule of HTML.

    A cell takes the first free position of its row. Spans are cut at the last row; a row span of 0 reaches it. Where
    spans overlap (a defect of the page) the later cell is narrowed, so that no position has two cells.
    Return the number of rows, of columns, and the cells with their places.
    """
    given = [list(row) for row in rows]
    taken: set[tuple[int, int]] = set()
    placed: list[tuple[T, Placed]] = []
    for row, cells in enumerate(given):
        column = 0
        for content, down, across in cells:
            while (row, column) in taken:
                column += 1
            height = min(down or len(given), len(given) - row)
            width = _free(taken, row, column, min(max(across, 1), _WIDEST))
            taken.update((row + i, column + j) for i in range(height) for j in range(width))
            placed.append((content, Placed(row, column, height, width)))
            column += width
    return len(given), max((column + 1 for _, column in taken), default=0), placed


def _free(taken: set[tuple[int, int]], row: int, column: int, width: int) -> int:
    """How many of ``width`` positions from ``column`` on are free in this row."""
    free = 1
    while free < width and (row, column + free) not in taken:
        free += 1
    return free
