"""One worksheet to a grid: shown values, merged areas, without hidden rows and columns and without empty ones."""

from __future__ import annotations

import io
import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from lxml import etree

from gouji.model.document import Message
from gouji.read.builder import CellContent, Piece
from gouji.read.package import PackageError, broken_part, whole
from gouji.read.shape import Grid
from gouji.read.xlsx.formats import shown
from gouji.read.xlsx.workbook import MAIN, Workbook, column_number, rich_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_REFERENCE = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_TAGS = tuple(MAIN + name for name in ("row", "mergeCell", "col", "sheetView"))
_ZERO = re.compile(r"\s*-?0*\.?0*(?:[Ee][+-]?\d+)?\s*")


class _Area(NamedTuple):
    row: int
    column: int
    last_row: int
    last_column: int


@dataclass
class Raw:
    """A worksheet as stored: shown texts by (row, column) from 1, what is hidden, what is merged.

    ``uncomputed`` counts formulas without a stored result; ``zeros`` says whether the sheet shows them.
    """

    texts: dict[tuple[int, int], str] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    merged: list[_Area] = field(default_factory=list)
    uncomputed: int = 0
    zeros: bool = True

    @property
    def hides(self) -> bool:
        """Whether something with content is hidden."""
        return any(row in self.hidden_rows or column in self.hidden_columns for row, column in self.texts)


def read_sheet(data: bytes, part: str, book: Workbook, most_cells: int) -> Raw:
    """Return the worksheet; PackageError where it is damaged or has more cells than allowed."""
    raw = Raw()
    try:
        for _, element in etree.iterparse(io.BytesIO(data), tag=_TAGS, resolve_entities=False, no_network=True):
            _element(raw, element, book)
            element.clear()
            if len(raw.texts) > most_cells:
                raise PackageError(_too_many(most_cells))
    except etree.XMLSyntaxError as error:
        raise PackageError(broken_part(part)) from error
    return raw


def _too_many(most: int) -> Message:
    return Message(f"表格超过 {most} 个单元格，没有读取，请拆分。", f"The sheet has more than {most} cells; split it.")


def _element(raw: Raw, element: etree._Element, book: Workbook) -> None:
    if element.tag == MAIN + "row":
        _row(raw, element, book)
    elif element.tag == MAIN + "mergeCell":
        first, _, last = element.get("ref", "").replace("$", "").partition(":")
        raw.merged.append(_Area(*_position(first, (1, 1)), *_position(last or first, (1, 1))))
    elif element.tag == MAIN + "sheetView":
        raw.zeros = element.get("showZeros", "1") not in {"0", "false"}
    elif _true(element.get("hidden")) or element.get("width") == "0":
        first_column, last_column = whole(element, "min", 0), whole(element, "max", 0)
        raw.hidden_columns.update(range(first_column, min(last_column, 16384) + 1))


def outside(raw: Raw, printed: tuple[range, ...]) -> bool:
    """Hide the columns outside a sheet's print area, where authors keep their own workings; whether any held something.

    Rows stay: an area that was not extended when the table grew must not cut it.
    """
    if not printed:
        return False
    beyond = {column for _, column in raw.texts if not any(column in columns for columns in printed)}
    raw.hidden_columns |= beyond
    return bool(beyond)


def _true(text: str | None) -> bool:
    return text in {"1", "true"}


def _position(reference: str, otherwise: tuple[int, int]) -> tuple[int, int]:
    found = _REFERENCE.fullmatch(reference)
    if not found:
        return otherwise
    return int(found.group(2)), column_number(found.group(1))


def _row(raw: Raw, element: etree._Element, book: Workbook) -> None:
    row = whole(element, "r", max(raw.texts)[0] + 1 if raw.texts else 1)
    if _true(element.get("hidden")) or element.get("ht") == "0":
        raw.hidden_rows.add(row)
    column = 0
    for cell in element.iterchildren(MAIN + "c"):
        reference = cell.get("r", "")
        if reference and not len(cell):
            continue  # only a style
        _, column = _position(reference, (row, column + 1))
        text = _text(raw, cell, book)
        if text:
            raw.texts[row, column] = text


def _text(raw: Raw, cell: etree._Element, book: Workbook) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(MAIN + "is")
        return "" if inline is None else rich_text(inline).strip("\r\n")
    value = cell.find(MAIN + "v")
    if value is None or not value.text:
        raw.uncomputed += cell.find(MAIN + "f") is not None and kind != "str"
        return ""
    if kind == "n" and not raw.zeros and _ZERO.fullmatch(value.text):
        return ""
    return _value(value.text, kind, _format(cell, book), book).strip("\r\n")


def _format(cell: etree._Element, book: Workbook) -> str:
    style = cell.get("s", "0")
    at = int(style) if style.isdecimal() else 0
    return book.formats[at] if at < len(book.formats) else "General"


def _value(text: str, kind: str, code: str, book: Workbook) -> str:
    if kind == "s":
        at = int(text) if text.strip().isdecimal() else -1
        return book.strings[at] if 0 <= at < len(book.strings) else ""
    if kind == "b":
        return "TRUE" if text == "1" else "FALSE"
    if kind in {"str", "e", "d"}:
        return text
    return shown(text.strip(), code, since_1904=book.since_1904)


def grid(raw: Raw) -> Grid:
    """Return the visible cells, line ends kept; rows and columns in which nothing stands are left out."""
    covered = _covered(raw.merged)
    areas = {(area.row, area.column): area for area in raw.merged}
    wide = {
        at: areas.get(at, _Area(*at, *at))
        for at, text in raw.texts.items()
        if covered.get(at, at) == at and text.strip()
    }
    seen = [area for area in wide.values() if _visible(area, raw)]
    rows = _kept(((area.row, area.last_row) for area in seen), raw.hidden_rows)
    columns = _kept(((area.column, area.last_column) for area in seen), raw.hidden_columns)
    cells = [cell for at, area in wide.items() if (cell := _cell(raw.texts[at], area, rows, columns)) is not None]
    return Grid(len(rows), len(columns), tuple(_filled(cells, len(rows), len(columns))))


def _covered(merged: Sequence[_Area]) -> dict[tuple[int, int], tuple[int, int]]:
    """Return each covered position of the merged areas to its top left; enormous areas hold one value anyway."""
    covered: dict[tuple[int, int], tuple[int, int]] = {}
    for area in merged:
        if (area.last_row - area.row + 1) * (area.last_column - area.column + 1) > _ENORMOUS:
            continue
        for row in range(area.row, area.last_row + 1):
            for column in range(area.column, area.last_column + 1):
                covered[row, column] = (area.row, area.column)
    return covered


_ENORMOUS = 200_000


def _visible(area: _Area, raw: Raw) -> bool:
    """Whether some of the area can be seen."""
    row = _first(area.row, area.last_row, raw.hidden_rows)
    return row is not None and _first(area.column, area.last_column, raw.hidden_columns) is not None


def _first(first: int, last: int, hidden: set[int]) -> int | None:
    return next((at for at in range(first, last + 1) if at not in hidden), None)


def _kept(spans: Iterable[tuple[int, int]], hidden: set[int]) -> list[int]:
    """Return the rows (or columns) needed: for each area the first one that is visible."""
    return sorted({at for span in spans if (at := _first(*span, hidden)) is not None})


def _cell(text: str, area: _Area, rows: list[int], columns: list[int]) -> CellContent | None:
    row, column = bisect_left(rows, area.row), bisect_left(columns, area.column)
    height = bisect_right(rows, area.last_row) - row
    width = bisect_right(columns, area.last_column) - column
    if not height or not width:
        return None
    return CellContent(row, column, (Piece(text),), height, width)


def _filled(cells: list[CellContent], rows: int, columns: int) -> list[CellContent]:
    """Add the empty cells, so that every position has one; not in a sheet that is nearly all empty."""
    if rows * columns > 50 * len(cells) + 1000:
        return cells
    taken = {
        (cell.row + down, cell.column + across)
        for cell in cells
        for down in range(cell.row_span)
        for across in range(cell.column_span)
    }
    empty = (
        CellContent(row, column, ()) for row in range(rows) for column in range(columns) if (row, column) not in taken
    )
    return [*cells, *empty]
