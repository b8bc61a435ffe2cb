"""Characters to words: stretches of one line without a gap, in whatever order the content drew them."""

from __future__ import annotations

import re
from operator import sub
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.read.pdf.chars import PageChars

GAP = 0.5
"""A gap of this share of the character height ends a word."""
_BACK = 0.35
_SHIFT = 0.4
_FORTH = 0.2
_COPY = 0.4
_SPACE = 0.15
_WIDE = 1.5
_STEP = 0.1
_EVEN = 0.6
_BLANKS = frozenset(map(chr, range(0x21))) | set("\u3000\u00a0\u200b\ufeff\u00ad\ufffe")
_BLANK = re.compile(f"[{''.join(sorted(_BLANKS))}]+")
_DIGIT = re.compile(r"\d")
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
    """Text as it will be printed, with the box it covers; ``doubt`` where its characters overlap or are out of order."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    doubt: bool = False


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
        if char in _BLANKS:
            continue
        if start >= 0:
            height = y1 - y0
            gap = x0 - wx1
            if (
                gap < GAP * height
                and (gap > -_BACK * height or x0 - before_x0 > _FORTH * height)
                and -_SHIFT * height < (y0 + y1 - wy0 - wy1) / 2 < _SHIFT * height
                and (char != before or x0 - before_x0 > _COPY * (x1 - x0))
            ):
                end = index + 1
                if x1 > wx1:  # noqa: PLR1730  once a character
                    wx1 = x1
                if y0 > wy0 and y1 < wy1:
                    # The smallest box tells the line: some fonts claim twice their height.
                    wy0, wy1 = y0, y1
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
        start, end, x0, y0, x1, y1 = word
        if not (0 <= x0 + x1 <= 2 * wide and 0 <= y0 + y1 <= 2 * high):
            continue
        same = seen.setdefault(chars.text[start:end], [])
        if same and _on_top(word, same):
            continue
        same.append(word)
        kept.append(word)
    return kept


def _on_top(word: Word, others: Iterable[Word]) -> bool:
    _, _, x0, y0, _, y1 = word
    reach = _BACK * (y1 - y0)
    return any(abs(x0 - left) < reach and abs(y0 - top) < reach for _, _, left, top, _, _ in others)


def spell(chars: PageChars, words: Sequence[Word]) -> list[Stretch]:
    """Return the words of one line from left to right as printed text, split where digits begin and end.

    Blanks are layout beside a Chinese character and fall away; between two Latin letters or digits one blank stays,
    and so it does where a wide gap parts two phrases (not where single characters are spaced out).
    """
    stretches: list[Stretch] = []
    last, reach, length, before = "", 0.0, 0, 0
    for word in words:
        height = word.y1 - word.y0 or 1.0
        for start, end in _pieces(chars, word):
            text = chars.text[start:end]
            gap = (chars.x0[start] - reach) / height
            narrow = _NARROW.match(last) and _NARROW.match(text)
            if last and ((gap > _SPACE and narrow) or (gap > _WIDE and max(length, end - start) > 1)):
                stretches.append(Stretch(" ", reach, word.y0, chars.x0[start], word.y1))
            crossed = bool(last) and _crossed(last, text[0], gap, backwards=start < before)
            if crossed and stretches[-1].text[-1].isdigit():
                stretches[-1] = stretches[-1]._replace(doubt=True)
                if text[0].isdigit():
                    stretches.append(Stretch(" ", reach, word.y0, reach, word.y1))
            stretches.extend(_parts(chars, word, start, text, crossed=crossed))
            last, reach, length, before = text[-1], chars.x1[end - 1], end - start, end
    return stretches


def _crossed(last: str, first: str, gap: float, *, backwards: bool) -> bool:
    """Return whether two characters that came to stand side by side were not drawn side by side.

    Punctuation is often set closer than its width says, and digits of one run closer than theirs; a numeral that the
    content wrote in another order than it stands, or over another, is what must not be trusted.
    """
    if not (last.isalnum() and first.isalnum() and (last.isdigit() or first.isdigit())):
        return False
    both = last.isdigit() and first.isdigit()
    return (gap < -_BACK and (both or backwards)) or (gap <= _SPACE and both and backwards)


def _parts(chars: PageChars, word: Word, begin: int, text: str, *, crossed: bool) -> Iterable[Stretch]:
    """Yield a blankless piece split where digits begin and end."""
    if not _DIGIT.search(text):
        yield Stretch(text, chars.x0[begin], word.y0, chars.x1[begin + len(text) - 1], word.y1)
        return
    for part in _PARTS.finditer(text):
        printed, first, final = part[0], begin + part.start(), begin + part.end() - 1
        doubt = printed[0].isdigit() and (
            crossed
            or _squeezed(printed, chars.x0[first : final + 1], word.y1 - word.y0)
            or (bool(chars.unsure) and not chars.unsure.isdisjoint(range(first, final + 1)))
        )
        yield Stretch(printed, chars.x0[first], word.y0, chars.x1[final], word.y1, doubt)


def _squeezed(text: str, lefts: list[float], height: float) -> bool:
    """Return whether two characters of a numeral stand on top of one another or go backwards."""
    if len(lefts) == 1:
        return False
    steps = list(map(sub, lefts[1:], lefts))
    if min(steps) < _STEP * height:
        return True
    if len(steps) == 1:
        return False
    if not text.isdigit():
        steps = [step for step, char in zip(steps, text, strict=False) if char.isdigit()]
    return bool(min(steps) < _EVEN * max(steps))


def _pieces(chars: PageChars, word: Word) -> Iterable[tuple[int, int]]:
    """Yield the parts of a word between its blanks."""
    at = word.start
    for blank in _BLANK.finditer(chars.text, word.start, word.end):
        if blank.start() > at:
            yield at, blank.start()
        at = blank.end()
    if at < word.end:
        yield at, word.end
