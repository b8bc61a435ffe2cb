"""Paragraphs, headings and tables to the Document's builder."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.model.place import Box
from gouji.read.builder import CellContent, DocumentBuilder, Piece
from gouji.read.pdf.doubts import OVERLAPPING, UNSURE, of_page, of_stretches
from gouji.read.pdf.tables import RawCell, RawTable

_NUMERAL = re.compile(r"\d{1,3}(?:[,，]\d{3})*(?:[.．]\d{1,4})?|\d+(?:[.．]\d{1,4})?")

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gouji.model.document import Message
    from gouji.read.pdf.flow import Flowed
    from gouji.read.pdf.frame import Frame
    from gouji.read.pdf.page import PageContent
    from gouji.read.pdf.words import Stretch


def emit(builder: DocumentBuilder, blocks: Iterable[Flowed | RawTable], pages: Mapping[int, PageContent]) -> None:
    """Write all blocks in order."""
    doubtful = {number: reason for number, page in pages.items() if (reason := of_page(page)) is not None}
    recognized = frozenset(number for number, page in pages.items() if page.recognized)
    printer = _Printer({number: page.chars.frame for number, page in pages.items()}, doubtful, recognized)
    for block in blocks:
        if isinstance(block, RawTable):
            _table(builder, block, printer)
        elif block.heading:
            builder.heading(_pieces(block, printer))
        else:
            builder.paragraph(_pieces(block, printer))


@dataclass(frozen=True, slots=True)
class _Printer:
    """Turns stretches into pieces: boxes on the displayed page, doubts with their reasons."""

    frames: Mapping[int, Frame]
    doubtful: Mapping[int, Message]
    recognized: frozenset[int]

    def pieces(self, page: int, stretches: Sequence[Stretch]) -> list[Piece]:
        whole = self.doubtful.get(page)
        frame = self.frames[page]
        doubt = UNSURE if page in self.recognized else OVERLAPPING
        reasons = of_stretches(stretches, doubt) if whole is None else [whole] * len(stretches)
        turned = frame.shown != frame.reading
        number = page + 1
        pieces: list[Piece] = []
        for (text, x0, y0, x1, y1, _), reason in zip(stretches, reasons, strict=True):
            box = Box(number, *frame.displayed((x0, y0, x1, y1))) if turned else Box(number, x0, y0, x1, y1)
            pieces.append(Piece(text, box, reason))
        return pieces


def _pieces(block: Flowed, printer: _Printer) -> list[Piece]:
    pieces: list[Piece] = []
    for line in block.lines:
        stretches = line.stretches
        if pieces and stretches and _apart(pieces[-1].text, stretches[0].text):
            pieces.append(Piece(" "))
        pieces.extend(printer.pieces(line.page, stretches))
    return pieces


def _apart(before: str, after: str) -> bool:
    """Return whether a line break stands for a blank: between Latin words, and where the digits make no one numeral."""
    if before[-1].isascii() and before[-1].isalpha():
        return after[0].isascii() and after[0].isalpha()
    if not (before[-1].isdigit() and after[0].isdigit()):
        return False
    return not _NUMERAL.fullmatch(before + after)


def _table(builder: DocumentBuilder, table: RawTable, printer: _Printer) -> None:
    contents = [
        CellContent(cell.row, cell.column, _cell(cell, printer), cell.row_span, cell.column_span)
        for cell in table.cells
    ]
    builder.table(table.rows, table.columns, contents)


def _cell(cell: RawCell, printer: _Printer) -> list[Piece]:
    if not cell.content:
        return []
    return printer.pieces(cell.content[0].page, [item.stretch for item in cell.content])
