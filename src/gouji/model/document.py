"""A document (材料) as read: one text, and over it the blocks, cells and page boxes that the reader saw.

The text is the coordinate system of everything that follows: what ``gouji read --format text`` prints. In it the cells of
a table row are joined by a tab and rows by a newline; a merged cell appears once, at its top left.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from gouji.model.place import Box


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence for the user: Chinese first, English for ``LANG=en``."""

    zh: str
    en: str


class Status(StrEnum):
    """How much of a file was read."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"


class Run(NamedTuple):
    """A horizontal stretch of text on a page; ``start``/``end`` index the document's text."""

    start: int
    end: int
    box: Box


class Heading(NamedTuple):
    """A title line that opens a section. ``level`` is 1 for the outermost; 0 where the reader cannot tell."""

    start: int
    end: int
    level: int = 0


class Paragraph(NamedTuple):
    """Running text, re-flowed: one logical paragraph whatever its lines and pages were."""

    start: int
    end: int


class Cell(NamedTuple):
    """One cell at the top left of the area it covers; its text is ``Document.text[start:end]``."""

    row: int
    column: int
    start: int
    end: int
    row_span: int = 1
    column_span: int = 1


@dataclass(frozen=True)
class Table:
    """A grid of cells, continued pages joined. Caption and unit line stand in the blocks before it, if outside the grid."""

    start: int
    end: int
    rows: int
    columns: int
    cells: tuple[Cell, ...]
    index: int = 0

    @cached_property
    def at(self) -> dict[tuple[int, int], Cell]:
        """Every logical position to the cell that covers it (merged areas included)."""
        grid: dict[tuple[int, int], Cell] = {}
        for cell in self.cells:
            for row in range(cell.row, cell.row + cell.row_span):
                for column in range(cell.column, cell.column + cell.column_span):
                    grid[row, column] = cell
        return grid

    def cell_at(self, offset: int) -> Cell | None:
        """Return the cell whose text holds this offset of the document's text."""
        starts = self._starts
        at = bisect_right(starts, offset) - 1
        if at < 0:
            return None
        cell = self._ordered[at]
        return cell if offset <= cell.end else None

    @cached_property
    def _ordered(self) -> tuple[Cell, ...]:
        return tuple(sorted(self.cells, key=lambda cell: (cell.start, cell.end)))

    @cached_property
    def _starts(self) -> list[int]:
        return [cell.start for cell in self._ordered]


Block = Heading | Paragraph | Table


class Doubt(NamedTuple):
    """A stretch of the text that the reader saw but does not trust; its figures are ``unread``, never guessed."""

    start: int
    end: int
    reason: Message


@dataclass(frozen=True)
class Document:
    """One file as read, blocks in reading order; ``recognized`` are the pages (from 1) whose text was seen in a picture."""

    path: str
    sha256: str
    text: str
    blocks: tuple[Block, ...] = ()
    runs: tuple[Run, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    problems: tuple[Message, ...] = ()
    status: Status = Status.OK
    pages: int = 0
    format: str = "text"
    page_sizes: tuple[tuple[float, float], ...] = field(default=(), repr=False)
    recognized: frozenset[int] = frozenset()

    def __post_init__(self) -> None:
        for before, after in pairwise(self.blocks):
            if before.end > after.start:
                raise ValueError(f"blocks overlap at {after.start} in {self.path}")

    @cached_property
    def tables(self) -> tuple[Table, ...]:
        """The tables in reading order; ``Table.index`` is the position here."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @cached_property
    def _block_starts(self) -> list[int]:
        return [block.start for block in self.blocks]

    @cached_property
    def _run_starts(self) -> list[int]:
        return [run.start for run in self.runs]

    def block_at(self, offset: int) -> Block | None:
        """Return the block whose text holds this offset."""
        at = bisect_right(self._block_starts, offset) - 1
        if at < 0:
            return None
        block = self.blocks[at]
        return block if offset <= block.end else None

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """Return the page boxes under a span; a partly covered run gives the covered share of its width."""
        starts = self._run_starts
        first = max(bisect_left(starts, start) - 1, 0)
        last = bisect_left(starts, max(end, start + 1), first)
        return tuple([_covered(run, start, end) for run in self.runs[first:last] if run.end > start])

    def page(self, offset: int) -> int | None:
        """Return the page (from 1) on which this offset stands, or None where the format has no pages."""
        if not self.runs:
            return None
        at = max(bisect_right(self._run_starts, offset) - 1, 0)
        return self.runs[at].box.page

    def is_recognized(self, start: int, end: int) -> bool:
        """Whether any of a span stands on a page whose text was seen in a picture."""
        if not self.recognized:
            return False
        first, last = self.page(start) or 0, self.page(max(start, end - 1)) or 0
        return any(first <= page <= last for page in self.recognized)


def _covered(run: Run, start: int, end: int) -> Box:
    length = run.end - run.start
    low = max(start - run.start, 0) / length
    high = min(end - run.start, length) / length
    width = run.box.x1 - run.box.x0
    return Box(run.box.page, run.box.x0 + low * width, run.box.y0, run.box.x0 + high * width, run.box.y1)
