"""A table as a matrix of cleaned texts, merged cells known."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.extract.tables.words import half_signs

if TYPE_CHECKING:
    from gouji.model.document import Cell, Document, Table

_LEVELS = 5
_MOST = Decimal("0.85")


class Matrix:
    """Cleaned cell texts by position: ``own`` only at a cell's top left, ``cover`` everywhere that the cell reaches."""

    def __init__(self, document: Document, table: Table) -> None:
        self.document = document
        self.table = table
        self.rows = table.rows
        self.columns = table.columns
        self._indents: dict[int, dict[int, int]] = {}
        # One column more, blank: who looks to the right of the last one finds nothing.
        self._own = [[""] * (table.columns + 1) for _ in range(table.rows)]
        text = half_signs(document.text[table.start : table.end])
        for row, column, start, end, _, _ in table.cells:
            self._own[row][column] = "".join(text[start - table.start : end - table.start].split())
        self._texts = [[text for text in row if text] for row in self._own]

    def cell(self, row: int, column: int) -> Cell | None:
        """Return the cell that covers a position."""
        return self.table.at.get((row, column))

    def own(self, row: int, column: int) -> str:
        """Return the text of the cell whose top left is here, "" elsewhere."""
        return self._own[row][column]

    def body(self, column: int, first: int) -> list[str]:
        """Return the own texts of a column from row ``first`` on."""
        return [row[column] for row in self._own[first:]]

    def cover(self, row: int, column: int) -> str:
        """Return the text of the cell that covers this position."""
        cell = self.cell(row, column)
        return self._own[cell.row][cell.column] if cell else ""

    def raw(self, row: int, column: int) -> str:
        """Return the text as printed, for its indentation."""
        cell = self.cell(row, column)
        return self.document.text[cell.start : cell.end] if cell else ""

    def texts(self, row: int) -> list[str]:
        """Return the non-blank own texts of a row."""
        return self._texts[row]

    def indents(self, column: int) -> dict[int, int]:
        """Return for the rows of a label column how far their text begins to the right of the leftmost, in half characters.

        Empty where the format has no pages, or where the labels are centred and so begin anywhere.
        """
        if column not in self._indents:
            self._indents[column] = self._measured(column)
        return self._indents[column]

    def _measured(self, column: int) -> dict[int, int]:
        left: dict[int, tuple[int, int]] = {}
        for cell in self.table.cells:
            boxes = (
                self.document.boxes(cell.start, cell.end)
                if cell.column == column and self.own(cell.row, column)
                else ()
            )
            if boxes:
                left[cell.row] = (round(boxes[0].x0), round(boxes[0].y1 - boxes[0].y0))
        if not left:
            return {}
        usual = Counter(x for x, _ in left.values()).most_common(_LEVELS)
        if sum(count for _, count in usual) < _MOST * len(left):
            return {}
        base = min(x for x, _ in usual)
        return {row: max(0, round(2 * (x - base) / max(height, 1))) for row, (x, height) in left.items()}

    @cached_property
    def merged(self) -> bool:
        """Whether the reader saw any merged cell; without, header cells spread over blank neighbours."""
        return any(cell.column_span > 1 for cell in self.table.cells)
