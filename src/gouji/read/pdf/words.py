"""Characters to words: stretches of one line without a gap, in whatever order the content drew them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.read.pdf.chars import PageChars

GAP = 0.5
"""A gap of this share of the character height ends a word."""
_BACK = 0.35
_SHIFT = 0.4
_COPY = 0.4
_SPACE = 0.15
_WIDE = 1.5
_BLANK = re.compile("[\x00-\x20\u3000\u00a0\u200b\ufeff\u00ad\ufffe]+")
_PARTS = re.compile(r"\d+(?:[.,，．]\d+)*|\D+")
_NARROW = re.compile(r"[!-~£¥°±×÷‰]")


class Word(NamedTuple):
    """The characters ``start:end`` of the page's text and their common box."""

    start: int
    end: int
    x0: float
    y0: float
    x1: float
    y1: float


class Stretch(NamedTuple):
    """Text as it will be printed, with the box it covers."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float


def words_of(chars: PageChars) -> list[Word]:
    """Return the words of a page in the order of its content.

    Copies printed on top of one another count once, and what lies off the page is not there.
    """
    found: list[Word] = []
    start = end = -1
    wx0 = wx1 = wy0 = wy1 = before_x0 = 0.0
    before = ""
    for index, (char, x0, y0, x1, y1) in enumerate(
        zip(chars.text, chars.x0, chars.y0, chars.x1, chars.y1, strict=True)
    ):
        if char <= " " or char in "\u3000\u00a0\u200b\ufeff\u00ad\ufffe":
            continue
        if start >= 0:
            height = y1 - y0
            gap = x0 - wx1
            if (
                -_BACK * height < gap < GAP * height
                and -_SHIFT * height < (y0 + y1 - wy0 - wy1) / 2 < _SHIFT * height
                and (char != before or x0 - before_x0 > _COPY * (x1 - x0))
            ):
                end = index + 1
                wx1 = max(x1, wx1)
                before, before_x0 = char, x0
                continue
            found.append(Word(start, end, wx0, wy0, wx1, wy1))
            start = -1
        if char == before and abs(x0 - before_x0) < _COPY * (x1 - x0) and abs(y0 - wy0) < _COPY * (y1 - y0):
            continue
        start, end = index, index + 1
        wx0, wy0, wx1, wy1 = x0, y0, x1, y1
        before, before_x0 = char, x0
    if start >= 0:
        found.append(Word(start, end, wx0, wy0, wx1, wy1))
    return _visible(chars, found)


def _visible(chars: PageChars, words: list[Word]) -> list[Word]:
    wide, high = chars.frame.reading_size
    seen: dict[str, list[Word]] = {}
    kept: list[Word] = []
    for word in words:
        if not (0 <= word.x0 + word.x1 <= 2 * wide and 0 <= word.y0 + word.y1 <= 2 * high):
            continue
        same = seen.setdefault(chars.text[word.start : word.end], [])
        if any(_on_top(word, other) for other in same):
            continue
        same.append(word)
        kept.append(word)
    return kept


def _on_top(word: Word, other: Word) -> bool:
    reach = 0.35 * (word.y1 - word.y0)
    return abs(word.x0 - other.x0) < reach and abs(word.y0 - other.y0) < reach


def spell(chars: PageChars, words: Sequence[Word]) -> list[Stretch]:
    """Return the words of one line from left to right as printed text, split where digits begin and end.

    Blanks are layout beside a Chinese character and fall away; between two Latin letters or digits one blank stays,
    and so it does where a wide gap parts two phrases (not where single characters are spaced out).
    """
    stretches: list[Stretch] = []
    last, reach, length = "", 0.0, 0
    for word in words:
        for start, end in _pieces(chars, word):
            text = chars.text[start:end]
            gap = (chars.x0[start] - reach) / (word.y1 - word.y0)
            narrow = _NARROW.match(last) and _NARROW.match(text)
            if last and ((gap > _SPACE and narrow) or (gap > _WIDE and max(length, end - start) > 1)):
                stretches.append(Stretch(" ", reach, word.y0, chars.x0[start], word.y1))
            for part in _PARTS.finditer(text):
                first, final = start + part.start(), start + part.end() - 1
                stretches.append(Stretch(part[0], chars.x0[first], word.y0, chars.x1[final], word.y1))
            last, reach, length = text[-1], chars.x1[end - 1], end - start
    return stretches


def _pieces(chars: PageChars, word: Word) -> Iterable[tuple[int, int]]:
    """Yield the parts of a word between its blanks."""
    at = word.start
    for blank in _BLANK.finditer(chars.text, word.start, word.end):
        if blank.start() > at:
            yield at, blank.start()
        at = blank.end()
    if at < word.end:
        yield at, word.end
