"""The picture of a page as a page of characters and rulings, so that all that follows is the same as for a text layer."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji.read.ocr.seen import unpacked
from gouji.read.pdf.chars import PageChars
from gouji.read.pdf.columns import in_columns
from gouji.read.pdf.frame import Frame
from gouji.read.pdf.grid import grids_of
from gouji.read.pdf.lines import Line
from gouji.read.pdf.page import PageContent, from_top
from gouji.read.pdf.ruled import take_tables
from gouji.read.pdf.rulings import Rulings
from gouji.read.pdf.unruled import unruled_grids
from gouji.read.pdf.words import words_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from gouji.read.ocr.seen import Cache, Glyph, Recognizer, Seen
    from gouji.read.pdf.words import Word

DOTS = 200
"""Dots an inch at which a page is shown to the recognizer."""
_POINTS = 72
_MOST_PIXELS = 5000  # of the longer side
SURE = 0.95
"""A figure with a character of which the recognizer is less sure is not read."""
_FIGURE = re.compile(r"[\d.,，．·'’:：；;OoIlSB]*\d[\d.,，．·'’:：；;OoIlSB]*")
_AMOUNT = re.compile(r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?")
_TRAIL = re.compile(r"^[.,，．·'’:：；;]+|[.,，．·'’:：；;]+$")
_NUMERIC = re.compile(r"[\d.,，．]{2,}")


@dataclass(frozen=True)
class Scans:
    """How picture pages are read; ``told`` hears after each page how many of how many are done."""

    recognizer: Recognizer
    cache: Cache
    always: bool = False
    told: Callable[[int, int], None] | None = None

    def wanted(self, page: PageContent) -> bool:
        """Whether the page's own text is none or not to be trusted."""
        blank = page.pictures and not page.items
        return self.always or blank or page.nonsense or page.overlay

    def see(self, picture: Any) -> Seen:  # noqa: ANN401  an array of the optional numpy
        """Return what stands on the picture, from the cache where it is kept there."""
        key = hashlib.sha256(f"{self.recognizer.name} {picture.shape} ".encode() + picture.tobytes()).hexdigest()
        kept = self.cache.get(key)
        seen = unpacked(kept) if kept is not None else None
        if seen is None:
            seen = self.recognizer.see(picture)
            self.cache[key] = seen.packed()
        return seen


def scanned_page(pdf: Any, number: int, scans: Scans) -> PageContent:  # noqa: ANN401  pypdfium2 is untyped
    """Return a page of an open PDF, read by its picture."""
    page = pdf[number]
    try:
        size = page.get_size()
        scale = min(DOTS / _POINTS, _MOST_PIXELS / max(*size, 1))
        picture = page.render(scale=scale).to_numpy()[:, :, :3].copy()
    finally:
        page.close()
    return page_of(number, scans.see(picture), size, scale)


def page_of(number: int, seen: Seen, size: tuple[float, float], scale: float) -> PageContent:
    """Return the page; ``size`` is its width and height as displayed, in points, ``scale`` the pixels a point."""
    frame = Frame(0.0, 0.0, *size, shown=0, reading=seen.turns)
    chars = _chars(seen, frame, scale)
    drawn = Rulings(
        [(y / scale, x0 / scale, x1 / scale) for y, x0, x1 in seen.horizontal],
        [(x / scale, y0 / scale, y1 / scale) for x, y0, y1 in seen.vertical],
        [],
    )
    tables, rest = take_tables(number, chars, words_of(chars), grids_of(drawn))
    more, rest = take_tables(number, chars, rest, unruled_grids(chars, rest), ruled=False)
    lines = [_line(number, chars, row, column) for column, row in in_columns(chars, rest)]
    return PageContent(number, chars, from_top([*lines, *tables, *more]), pictures=True, recognized=True)


def _line(number: int, chars: PageChars, row: list[Word], column: int) -> Line:
    return Line(number, chars, tuple(row), column=column)


def _chars(seen: Seen, frame: Frame, scale: float) -> PageChars:
    """Return all characters, a blank without width between two lines, and which of them are in doubtful figures."""
    glyphs: list[Glyph] = []
    unsure: set[int] = set()
    for line in seen.lines:
        spaced = _evened(line)
        unsure.update(index + len(glyphs) for index in _unsure(spaced))
        end = spaced[-1]
        glyphs += [*spaced, end._replace(text="\n", x0=end.x1, y0=end.y1)]
    return PageChars(
        "".join(glyph.text[0] for glyph in glyphs),
        [glyph.x0 / scale for glyph in glyphs],
        [glyph.y0 / scale for glyph in glyphs],
        [glyph.x1 / scale for glyph in glyphs],
        [glyph.y1 / scale for glyph in glyphs],
        frame,
        frozenset(unsure),
    )


def _evened(line: Sequence[Glyph]) -> list[Glyph]:
    """Set the digits of a numeral at even steps: a recognizer knows their order well and their places roughly."""
    even = list(line)
    text = "".join(glyph.text[0] for glyph in line)
    for match in _NUMERIC.finditer(text):
        for first, last in _unbroken(line, *match.span()):
            left, right = line[first].x0, line[last - 1].x1
            step = (right - left) / (last - first)
            for at in range(first, last):
                even[at] = line[at]._replace(x0=left + (at - first) * step, x1=left + (at - first + 1) * step)
    return even


def _unbroken(line: Sequence[Glyph], start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the parts between wide gaps: two figures of two cells may have been seen as one line."""
    first = start
    for at in range(start + 1, end):
        if line[at].x0 - line[at - 1].x1 > (line[at].y1 - line[at].y0) / 2:
            yield first, at
            first = at
    yield first, end


def _unsure(line: Sequence[Glyph]) -> Iterator[int]:
    """Yield the characters of figures that are not to be trusted: a faint character, or marks where none belong."""
    text = "".join(glyph.text[0] for glyph in line)
    for match in _FIGURE.finditer(text):
        core = _TRAIL.sub("", match[0])
        faint = any(line[at].sure < SURE for at in range(*match.span()))
        parts = re.split(r"[:：；;]", core)
        if faint or not all(_AMOUNT.fullmatch(part) for part in parts):
            yield from range(*match.span())
