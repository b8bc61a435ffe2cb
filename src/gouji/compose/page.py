"""A document to be printed (版面), whatever its format: headings, paragraphs, tables, made of pieces.

A piece is plain text, or a number, a direction word or a year that carries its identity: the ``key`` of what it states and
an ``id`` of its own, so that relations and planted defects can name it.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

SCALE = {"元": Decimal(1), "万元": Decimal(10000), "亿元": Decimal(10**8)}


@dataclass(frozen=True, slots=True)
class Number:
    """A printed number. ``text`` are its digits ("" where zero is left blank), ``tail`` the unit printed behind them.

    ``value`` is in ``unit``; ``step`` is the printed precision in that unit, 0 for what is counted. ``cut`` says that what lies
    beyond it was cut off, not rounded.
    """

    id: int
    key: str
    text: str
    unit: str
    tail: str
    value: Decimal
    step: Decimal
    cut: bool = False

    @property
    def shown(self) -> str:
        """The number as it stands on the page, with its unit."""
        return f"{self.text}{self.tail}"

    @property
    def bounds(self) -> tuple[Decimal, Decimal]:
        """The least and the greatest value, in 元 for money, that print like this."""
        scale = SCALE.get(self.unit, Decimal(1))
        if self.cut:
            below, above = (self.step, Decimal(0)) if self.value < 0 else (Decimal(0), self.step)
            return (self.value - below) * scale, (self.value + above) * scale
        return (self.value - self.step / 2) * scale, (self.value + self.step / 2) * scale


@dataclass(frozen=True, slots=True)
class Word:
    """A direction word: 增加 +1, 下降 -1, 持平 0."""

    id: int
    text: str
    sign: int

    @property
    def shown(self) -> str:
        """The word."""
        return self.text


@dataclass(frozen=True, slots=True)
class Year:
    """A year that a sentence is about; ``key`` says which: the document's own, or the one before."""

    id: int
    key: str
    text: str

    @property
    def shown(self) -> str:
        """The year's digits."""
        return self.text


Marked = Number | Word | Year
Piece = str | Marked
Pieces = tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A title; ``level`` 0 is the document's own name, 1 a part, 2 a section, 3 and 4 what stands inside.

    The first two stand in the middle of the line, others where they are ``centred`` (a table's name).
    """

    level: int
    pieces: Pieces
    centred: bool = False

    @property
    def in_the_middle(self) -> bool:
        """Whether the title stands in the middle of its line."""
        return self.centred or self.level < 2  # noqa: PLR2004  the document's name and its parts


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Running text, or a line of another manner: ``centre``, ``right``, ``line`` (not indented)."""

    pieces: Pieces
    manner: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell; ``row`` and ``column`` count from 0, headers included. ``head`` marks cells of the header."""

    row: int
    column: int
    pieces: Pieces
    rows: int = 1
    columns: int = 1
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A ruled table with its name; ``cells`` in reading order, ``headers`` the number of header rows."""

    name: str
    cells: tuple[Cell, ...]
    headers: int = 1

    @property
    def height(self) -> int:
        """The number of rows."""
        return max((cell.row + cell.rows for cell in self.cells), default=0)

    @property
    def width(self) -> int:
        """The number of columns."""
        return max((cell.column + cell.columns for cell in self.cells), default=0)


@dataclass(frozen=True, slots=True)
class Break:
    """A new page, ``wide`` (landscape) or upright."""

    wide: bool = False


Block = Heading | Paragraph | Table | Break


@dataclass(frozen=True)
class Page:
    """A document to be printed: its blocks in reading order, and a line for the head of each sheet."""

    title: str
    running: str
    blocks: tuple[Block, ...]

    @cached_property
    def marked(self) -> dict[int, Marked]:
        """Every number, word and year by its id."""
        return {piece.id: piece for _, pieces in self.lines() for piece in pieces if not isinstance(piece, str)}

    def lines(self) -> Iterator[tuple[int, Pieces]]:
        """Yield (block index, pieces) of every heading, paragraph and cell in reading order."""
        for index, block in enumerate(self.blocks):
            if isinstance(block, Table):
                for cell in block.cells:
                    yield index, cell.pieces
            elif not isinstance(block, Break):
                yield index, block.pieces


def plain(pieces: Pieces) -> str:
    """Return the pieces as they read."""
    return "".join(piece if isinstance(piece, str) else piece.shown for piece in pieces)
