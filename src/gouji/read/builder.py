"""Builds a Document's text and blocks together, so that offsets cannot drift. For readers whose text is not the file itself."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from gouji.model.document import (
    Block,
    Cell,
    Document,
    Doubt,
    Heading,
    Message,
    Paragraph,
    Run,
    Status,
    Table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.model.place import Box


class Piece(NamedTuple):
    """A stretch of text of one line with its box (None where the format has no pages); ``doubt`` if not to be trusted."""

    text: str
    box: Box | None = None
    doubt: Message | None = None


class CellContent(NamedTuple):
    """The content of the cell whose top left is at ``row``, ``column``; tabs and newlines inside become nothing."""

    row: int
    column: int
    pieces: Sequence[Piece]
    row_span: int = 1
    column_span: int = 1


@dataclass
class DocumentBuilder:
    """Collects blocks in reading order; ``finish`` gives the frozen Document."""

    path: str
    data: bytes
    format: str
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _blocks: list[Block] = field(default_factory=list)
    _runs: list[Run] = field(default_factory=list)
    _doubts: list[Doubt] = field(default_factory=list)
    _problems: list[Message] = field(default_factory=list)

    def heading(self, pieces: Iterable[Piece], level: int = 0) -> None:
        """Add a title line."""
        start, end = self._write(pieces)
        self._blocks.append(Heading(start, end, level))
        self._raw("\n")

    def paragraph(self, pieces: Iterable[Piece]) -> None:
        """Add one re-flowed paragraph."""
        start, end = self._write(pieces)
        self._blocks.append(Paragraph(start, end))
        self._raw("\n")

    def table(self, rows: int, columns: int, contents: Sequence[CellContent]) -> None:
        """Add a table; positions covered by a merged cell have no content of their own and print as empty."""
        by_row: dict[int, list[CellContent]] = {}
        for content in sorted(contents, key=itemgetter(0, 1)):
            by_row.setdefault(content.row, []).append(content)
        begin = self._length
        cells: list[Cell] = []
        for row in range(rows):
            column = 0
            for content in by_row.get(row, ()):
                _, place, pieces, row_span, column_span = content
                if place > column:
                    self._raw("\t" * (place - column))
                column = place
                start, end = self._write(pieces) if pieces else (self._length, self._length)
                cells.append(Cell(row, column, start, end, row_span, column_span))
            self._raw("\t" * max(columns - 1 - column, 0))
            if row < rows - 1:
                self._raw("\n")
        index = sum(isinstance(block, Table) for block in self._blocks)
        self._blocks.append(Table(begin, self._length, rows, columns, tuple(cells), index))
        self._raw("\n")

    def problem(self, message: Message) -> None:
        """Note a sentence for the user; the document becomes partial."""
        self._problems.append(message)

    def finish(
        self,
        *,
        pages: int = 0,
        page_sizes: tuple[tuple[float, float], ...] = (),
        status: Status | None = None,
        recognized: Iterable[int] = (),
    ) -> Document:
        """Return the document."""
        return Document(
            path=self.path,
            sha256=hashlib.sha256(self.data).hexdigest(),
            text="".join(self._parts),
            blocks=tuple(self._blocks),
            runs=tuple(self._runs),
            doubts=tuple(self._doubts),
            problems=tuple(self._problems),
            status=status or (Status.PARTIAL if self._problems else Status.OK),
            pages=pages,
            format=self.format,
            page_sizes=page_sizes,
            recognized=frozenset(recognized),
        )

    def _raw(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _write(self, pieces: Iterable[Piece]) -> tuple[int, int]:
        begin = self._length
        for piece in pieces:
            text, box, doubt = piece
            text = in_one_line(text)
            if not text:
                continue
            start = self._length
            self._parts.append(text)
            self._length = start + len(text)
            if box is not None:
                self._runs.append(Run(start, self._length, box))
            if doubt is not None:
                self._doubts.append(Doubt(start, self._length, doubt))
        return begin, self._length


def in_one_line(text: str) -> str:
    """Return a text as it stands in a block: tabs are blanks, line ends nothing."""
    return text if text.isprintable() else text.translate(_FLAT)


_FLAT = {ord("\t"): " ", ord("\n"): None, ord("\r"): None, ord("\v"): None, ord("\f"): None}
