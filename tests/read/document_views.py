"""Plain views of a document for comparison in tests."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.document import Heading, Table

if TYPE_CHECKING:
    from gouji.model.document import Document


def shown(document: Document) -> list[str]:
    """Return the headings as ``#level text``, the paragraphs as they are, ``<table>`` for tables."""
    lines = []
    for block in document.blocks:
        text = document.text[block.start : block.end]
        if isinstance(block, Table):
            text = "<table>"
        elif isinstance(block, Heading):
            text = f"#{block.level} {text}"
        lines.append(text)
    return lines


def grid(document: Document, index: int = 0) -> list[list[str]]:
    """Return a table's texts by position, "" where none begins."""
    table = document.tables[index]
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = document.text[cell.start : cell.end]
    return rows


def spans(document: Document, index: int = 0) -> dict[str, tuple[int, int, int, int]]:
    """Return text to (row, column, row span, column span) of the cells with a text."""
    return {
        document.text[cell.start : cell.end]: (cell.row, cell.column, cell.row_span, cell.column_span)
        for cell in document.tables[index].cells
        if cell.end > cell.start
    }
