"""One page: its lines and tables from top to bottom, and what it lacks."""

from __future__ import annotations

import ctypes
import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pypdfium2 import raw

from gouji.read.pdf.chars import PageChars, read_chars
from gouji.read.pdf.columns import in_columns
from gouji.read.pdf.grid import grids_of
from gouji.read.pdf.hidden import hidden_characters
from gouji.read.pdf.legible import is_nonsense
from gouji.read.pdf.lines import Line
from gouji.read.pdf.ruled import take_tables
from gouji.read.pdf.rulings import read_rulings
from gouji.read.pdf.tilted import without_tilted
from gouji.read.pdf.unruled import unruled_grids
from gouji.read.pdf.words import words_of

if TYPE_CHECKING:
    from gouji.read.pdf.tables import RawTable
    from gouji.read.pdf.words import Word

_MOST = 0.8
_CHINESE = re.compile("[\u4e00-\u9fff]")


@dataclass(frozen=True)
class PageContent:
    """A page as read; ``number`` counts from 0, ``items`` are from top to bottom.

    ``pictures`` says that it holds pictures, ``nonsense`` that its text is none, ``overlay`` that its text is an unseen
    layer over a picture, as text recognition leaves it; ``recognized`` that we read the picture ourselves.
    """

    number: int
    chars: PageChars
    items: tuple[Line | RawTable, ...]
    pictures: bool = False
    nonsense: bool = False
    overlay: bool = False
    recognized: bool = False


def read_page(document: object, number: int) -> PageContent | None:
    """Return the page, or None where PDFium cannot load it."""
    page = raw.FPDF_LoadPage(document, number)
    if not page:
        return None
    text_page = raw.FPDFText_LoadPage(page)
    try:
        return _content(page, text_page, number)
    finally:
        raw.FPDFText_ClosePage(text_page)
        raw.FPDF_ClosePage(page)


def _content(page: object, text_page: object, number: int) -> PageContent:
    chars = read_chars(page, text_page)
    drawn = read_rulings(page, chars.frame)
    hidden = hidden_characters(text_page, len(chars.text), drawn, chars.frame)
    overlay = bool(drawn.pictures) and len(hidden) > _MOST * len(chars.text)
    if hidden and not overlay:
        chars = _without(chars, hidden)
    words, tilted = without_tilted(chars, words_of(chars), text_page)
    tables, rest = take_tables(number, chars, words, grids_of(drawn))
    more, rest = take_tables(number, chars, rest, unruled_grids(chars, rest), ruled=False)
    lines = [_line(number, chars, row, text_page, column) for column, row in in_columns(chars, rest)]
    lines.extend(_line(number, chars, [word], text_page, 0) for word in tilted)
    items = from_top([*lines, *tables, *more])
    return PageContent(number, chars, items, bool(drawn.pictures), is_nonsense(chars.text), overlay)


def from_top(items: list[Line | RawTable]) -> tuple[Line | RawTable, ...]:
    """Return lines and tables from top to bottom; where there are columns the order given is theirs."""
    if not any(isinstance(item, Line) and item.column for item in items):
        items.sort(key=_top)
    return tuple(items)


def _without(chars: PageChars, hidden: set[int]) -> PageChars:
    text = "".join("\x00" if index in hidden else char for index, char in enumerate(chars.text))
    return replace(chars, text=text)


def _top(item: Line | RawTable) -> float:
    return item.middle if isinstance(item, Line) else item.box[1]


def _line(number: int, chars: PageChars, row: list[Word], text_page: object, column: int) -> Line:
    for word in row:
        found = _CHINESE.search(chars.text, word.start, word.end)
        if found:
            at = found.start()
            return Line(number, chars, tuple(row), _font(text_page, at), chars.y1[at] - chars.y0[at], column)
    return Line(number, chars, tuple(row), _font(text_page, row[0].start), column=column)


def _font(text_page: object, index: int) -> str:
    buffer = ctypes.create_string_buffer(64)
    flags = ctypes.c_int()
    length = raw.FPDFText_GetFontInfo(text_page, index, buffer, 64, flags)
    name = buffer.raw[: max(min(length, 64) - 1, 0)].decode("utf-8", "replace")
    return name.split("+")[-1]
