"""A worksheet as rows of stored values: for data, where the number behind a cell counts and not how it is shown."""

from __future__ import annotations

import io
import re
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING

from lxml import etree

from gouji.read.package import PackageError, broken_part
from gouji.read.xlsx.dates import dated, is_dated
from gouji.read.xlsx.formats import plain
from gouji.read.xlsx.workbook import MAIN, Workbook, column_number, rich_text

if TYPE_CHECKING:
    from collections.abc import Iterator

_LETTERS = re.compile(r"[A-Z]+")
_ISO = "yyyy-mm-dd"
# A number stored in binary prints up to 17 digits; the last two are noise of the conversion, not what was typed.
_DIGITS = 15


def stored_rows(data: bytes, part: str, book: Workbook) -> Iterator[list[str]]:
    """Yield each row that has cells: text as it is, numbers in plain digits, dates as 2026-07-31; "" for an empty cell.

    Streams: memory does not grow with the sheet. Raises PackageError where the sheet is damaged.
    """
    try:
        for _, row in etree.iterparse(io.BytesIO(data), tag=MAIN + "row", resolve_entities=False, no_network=True):
            yield _row(row, book)
            row.clear()
            while row.getprevious() is not None:
                del row.getparent()[0]
    except etree.XMLSyntaxError as error:
        raise PackageError(broken_part(part)) from error


def _row(row: etree._Element, book: Workbook) -> list[str]:
    values: list[str] = []
    for cell in row.iterchildren(MAIN + "c"):
        letters = _LETTERS.match(cell.get("r", ""))
        column = column_number(letters.group()) if letters else len(values) + 1
        values.extend("" for _ in range(column - 1 - len(values)))
        values.append(_value(cell, book))
    return values


def _value(cell: etree._Element, book: Workbook) -> str:
    kind = cell.get("t", "n")
    if kind == "inlineStr":
        inline = cell.find(MAIN + "is")
        return "" if inline is None else rich_text(inline).strip()
    text = (cell.findtext(MAIN + "v") or "").strip()
    if kind == "s":
        at = int(text) if text.isdecimal() else -1
        return book.strings[at].strip() if 0 <= at < len(book.strings) else ""
    return _number(text, _code(cell, book), book) if kind == "n" and text else text


def _code(cell: etree._Element, book: Workbook) -> str:
    style = cell.get("s", "0")
    at = int(style) if style.isdecimal() else 0
    return book.formats[at] if at < len(book.formats) else "General"


def _number(text: str, code: str, book: Workbook) -> str:
    try:
        value = Decimal(text)
    except InvalidOperation:
        return text
    if is_dated(code):
        return dated(value, _ISO, since_1904=book.since_1904) or text
    if (
        len(value.as_tuple().digits) > _DIGITS
        and isinstance(exponent := value.as_tuple().exponent, int)
        and exponent < 0
    ):
        value = value.quantize(Decimal(1).scaleb(_DIGITS - 1 - value.adjusted()))
    return plain(value)
