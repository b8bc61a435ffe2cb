"""Places of a document where an error of the pen could stand, found by plain patterns and the document's own tables."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.document import Document

_NUMERAL = r"\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_AMOUNT = re.compile(rf"(?<![\d.,])(?P<numeral>{_NUMERAL})(?P<unit>万元|亿元|元|%)(?![/／])")
_CELL = re.compile(rf"(?:{_NUMERAL})%?")
_WORD = re.compile(rf"(?P<word>增加|减少|增长|下降)(?:了)?(?={_NUMERAL})(?=(?P<numeral>{_NUMERAL})(?:万元|元|%))")
_YEAR = re.compile(r"(?<!\d)(?P<year>20[12]\d)(?=年)")
_TOTAL = re.compile(r"合计|总计|小计")


FACTORS = {"亿元": Decimal(10**8), "万元": Decimal(10**4), "元": Decimal(1)}
"""What a unit of money is in 元."""


@dataclass(frozen=True, slots=True)
class Slot:
    """A numeral (with its unit in ``unit``), a word or a year at ``start:end``; in a cell with table, row and column."""

    start: int
    end: int
    text: str
    unit: str = ""
    table: int | None = None
    row: int = 0
    column: int = 0
    total: bool = False

    @property
    def value(self) -> Decimal:
        """The numeral's value as printed."""
        return Decimal(self.text.replace(",", "").rstrip("%"))


def amounts(document: Document) -> list[Slot]:
    """Return the non-zero amounts and rates of the prose, in order."""
    found = []
    for start, end in _prose(document):
        for match in _AMOUNT.finditer(document.text, start, end):
            slot = Slot(*match.span("numeral"), match["numeral"], match["unit"])
            if slot.value:
                found.append(slot)
    return found


def words(document: Document) -> list[Slot]:
    """Return the words of direction that stand before a non-zero numeral."""
    return [
        Slot(*match.span("word"), match["word"])
        for start, end in _prose(document)
        for match in _WORD.finditer(document.text, start, end)
        if Decimal(match["numeral"].replace(",", ""))
    ]


def years(document: Document) -> list[Slot]:
    """Return the years (20xx before 年) of the prose."""
    return [
        Slot(*match.span("year"), match["year"])
        for start, end in _prose(document)
        for match in _YEAR.finditer(document.text, start, end)
    ]


def cells(document: Document) -> list[Slot]:
    """Return the cells of tables that hold a non-zero number with two decimals or more than three digits and nothing else.

    Small whole numbers in cells are as often codes, row numbers and dates as they are amounts.
    """
    found = []
    for table in document.tables:
        heads = {row: "".join(_labels(document, table.index, row)) for row in range(table.rows)}
        for cell in table.cells:
            raw = document.text[cell.start : cell.end]
            text = raw.strip()
            if not _CELL.fullmatch(text) or not ("." in text or "," in text):
                continue
            start = cell.start + raw.index(text)
            slot = Slot(
                start,
                start + len(text.rstrip("%")),
                text.rstrip("%"),
                text[-1:] if text.endswith("%") else "",
                table.index,
                cell.row,
                cell.column,
                bool(_TOTAL.search(heads[cell.row])),
            )
            if slot.value:
                found.append(slot)
    return found


def _labels(document: Document, table: int, row: int) -> Iterator[str]:
    """Yield the texts of a row's cells that hold no digit."""
    for cell in document.tables[table].cells:
        if cell.row == row and not re.search(r"\d", document.text[cell.start : cell.end]):
            yield re.sub(r"\s", "", document.text[cell.start : cell.end])


def _prose(document: Document) -> Iterator[tuple[int, int]]:
    tables = {table.start for table in document.tables}
    for block in document.blocks:
        if block.start not in tables:
            yield block.start, block.end
