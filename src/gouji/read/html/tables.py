"""HTML tables: which are data and which only arrange a page; cells at their logical positions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.read.builder import CellContent, Piece
from gouji.read.grid import place
from gouji.read.html.content import text_of
from gouji.read.shape import Grid, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml.etree import _Element

_GROUPS = frozenset({"thead", "tbody", "tfoot"})
# Few cells with much text in one of them arrange a page; a data table has many cells with little.
_FEW_CELLS = 6
_MUCH_TEXT = 200


def is_layout(table: _Element) -> bool:
    """Whether the table only arranges a page: tables inside it, a single column, or a few cells full of text."""
    if table.find(".//table") is not None or (table.get("role") or "") == "presentation":
        return True
    rows = [list(_cells(row)) for row in _rows(table)]
    widest = max((len(row) for row in rows), default=0)
    if widest <= 1 and not any(_span(cell, "colspan") > 1 for row in rows for cell in row):
        return True
    if sum(map(len, rows)) > _FEW_CELLS:
        return False
    return any(len(text_of(cell).strip()) > _MUCH_TEXT for row in rows for cell in row)


def table(element: _Element, read: Callable[[_Element], str]) -> list[Grid]:
    """Return the tables of a table element, the text of each cell by ``read``."""
    rows = [[(cell, _span(cell, "rowspan"), _span(cell, "colspan")) for cell in _cells(row)] for row in _rows(element)]
    height, width, placed = place(rows)
    contents = tuple(
        CellContent(at.row, at.column, (Piece(read(cell)),), at.row_span, at.column_span) for cell, at in placed
    )
    return shaped(_trimmed(Grid(height, width, contents)))


def _trimmed(grid: Grid) -> Grid:
    """Return the grid without rows at its end that hold nothing."""
    filled = [cell.row + cell.row_span for cell in grid.cells if any(piece.text for piece in cell.pieces)]
    rows = max(filled, default=0)
    return Grid(rows, grid.columns, tuple(cell for cell in grid.cells if cell.row < rows)) if rows < grid.rows else grid


def _rows(table: _Element) -> Iterator[_Element]:
    for child in table:
        if child.tag == "tr":
            yield child
        elif child.tag in _GROUPS:
            yield from child.iterchildren("tr")


def _cells(row: _Element) -> Iterator[_Element]:
    yield from row.iterchildren("td", "th")


def _span(cell: _Element, name: str) -> int:
    digits = (cell.get(name) or "1").strip()
    return int(digits) if digits.isascii() and digits.isdecimal() and len(digits) < 5 else 1  # noqa: PLR2004  9999 at most
