"""Paragraphs, headings and tables to the Document's builder."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.place import Box
from gouji.read.builder import CellContent, DocumentBuilder, Piece
from gouji.read.pdf.tables import RawTable

_NUMERAL = re.compile(r"\d{1,3}(?:[,，]\d{3})*(?:[.．]\d{1,4})?|\d+(?:[.．]\d{1,4})?")

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.read.pdf.flow import Flowed
    from gouji.read.pdf.frame import Frame
    from gouji.read.pdf.words import Stretch


def emit(builder: DocumentBuilder, blocks: Iterable[Flowed | RawTable], frames: Mapping[int, Frame]) -> None:
    """Write all blocks in order."""
    for block in blocks:
        if isinstance(block, RawTable):
            _table(builder, block, frames)
        elif block.heading:
            builder.heading(_pieces(block, frames))
        else:
            builder.paragraph(_pieces(block, frames))


def _pieces(block: Flowed, frames: Mapping[int, Frame]) -> list[Piece]:
    pieces: list[Piece] = []
    for line in block.lines:
        stretches = line.stretches
        if pieces and stretches and _apart(pieces[-1].text, stretches[0].text):
            pieces.append(Piece(" "))
        frame = frames[line.page]
        pieces.extend(_piece(stretch, line.page, frame) for stretch in stretches)
    return pieces


def _apart(before: str, after: str) -> bool:
    """Return whether a line break stands for a blank: between Latin words, and where the digits make no one numeral."""
    if before[-1].isascii() and before[-1].isalpha():
        return after[0].isascii() and after[0].isalpha()
    if not (before[-1].isdigit() and after[0].isdigit()):
        return False
    return not _NUMERAL.fullmatch(before + after)


def _piece(stretch: Stretch, page: int, frame: Frame) -> Piece:
    text, x0, y0, x1, y1 = stretch
    if frame.shown != frame.reading:
        x0, y0, x1, y1 = frame.displayed((x0, y0, x1, y1))
    return Piece(text, Box(page + 1, x0, y0, x1, y1))


def _table(builder: DocumentBuilder, table: RawTable, frames: Mapping[int, Frame]) -> None:
    contents = [
        CellContent(
            cell.row,
            cell.column,
            [_piece(item.stretch, item.page, frames[item.page]) for item in cell.content],
            cell.row_span,
            cell.column_span,
        )
        for cell in table.cells
    ]
    builder.table(table.rows, table.columns, contents)
