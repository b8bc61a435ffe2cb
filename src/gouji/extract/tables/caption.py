"""Title, table number and unit line: from the table's own top rows, or from the blocks just before it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.tables.words import CAPTION_LINE, TABLE_NUMBER, TITLE, clean, is_amount
from gouji.extract.units import caption_unit
from gouji.model.document import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.tables.matrix import Matrix
    from gouji.model.document import Document

_LOOK_BACK = 6
_LONGEST = 60
_CAPTION_CELLS = 3


@dataclass(frozen=True, slots=True)
class Caption:
    """``title`` as printed (cleaned) at ``start:end``; ``unit`` is the unit's name; ``rows`` of the table that it takes."""

    title: str
    start: int
    end: int
    unit: str
    rows: int


def caption(matrix: Matrix) -> Caption:
    """Return what is printed over the table; an empty title stands at the table's start."""
    table = matrix.table
    lines = [*_before(matrix.document, table)]
    rows = _caption_rows(matrix)
    for row in range(rows):
        lines += [
            (matrix.own(row, column), cell.start, cell.end)
            for column in range(matrix.columns)
            if matrix.own(row, column) and (cell := matrix.cell(row, column))
        ]
    titles = [line for line in lines if _is_title(line[0])]
    title, start, end = titles[-1] if titles else ("", table.start, table.start)
    units = [unit.name for text, _, _ in reversed(lines) if (unit := caption_unit(text))]
    return Caption(title, start, end, units[0] if units else "", rows)


def _is_title(text: str) -> bool:
    if TABLE_NUMBER.match(text) or len(text) > _LONGEST:
        return False
    return bool(TITLE.search(text)) and not CAPTION_LINE.search(text)


def _before(document: Document, table: Table) -> Iterator[tuple[str, int, int]]:
    """Yield the short lines just over the table, top first, back to the previous table or a long paragraph."""
    at = document.blocks.index(table)
    first = at
    while first > 0 and at - first < _LOOK_BACK:
        block = document.blocks[first - 1]
        if isinstance(block, Table) or block.end - block.start > _LONGEST + 40:
            break
        first -= 1
    for block in document.blocks[first:at]:
        if isinstance(block, Heading | Paragraph):
            yield clean(document.text[block.start : block.end]), block.start, block.end


def _caption_rows(matrix: Matrix) -> int:
    """Return how many top rows hold title, number and unit lines instead of a header."""
    row = 0
    while row < matrix.rows - 1:
        texts = matrix.texts(row)
        if any(is_amount(text) for text in texts) or len(texts) > _CAPTION_CELLS + 1:
            break
        spanning = len(texts) == 1 and _spans(matrix, row)
        if texts and not spanning and not any(_is_caption(text) for text in texts):
            break
        row += 1
    return row if row < matrix.rows - 1 else 0


def _spans(matrix: Matrix, row: int) -> bool:
    return any(
        cell.column_span == matrix.columns for column in range(matrix.columns) if (cell := matrix.cell(row, column))
    )


def _is_caption(text: str) -> bool:
    return bool(CAPTION_LINE.search(text)) or _is_title(text)
