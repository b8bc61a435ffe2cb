"""Text set at an angle to the rest of its page (labels of charts, notes up the side): read along its own direction."""

from __future__ import annotations

from math import pi
from typing import TYPE_CHECKING

from gouji.read.pdf import pdfium
from gouji.read.pdf.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.pdf.chars import PageChars

_SHORT = 2
_LEVEL = 0.05


def without_tilted(chars: PageChars, words: Sequence[Word], text_page: object) -> tuple[list[Word], list[Word]]:
    """Return the level words, and the tilted ones joined in the order of the content."""
    short = [word for word in words if word.end - word.start <= _SHORT]
    angles = pdfium.char_angles(text_page, [word.start for word in short])
    level = chars.frame.reading * pi / 2
    tilted = {word for word, angle in zip(short, angles, strict=True) if _apart(angle, level) > _LEVEL}
    if not tilted:
        return list(words), []
    joined: list[Word] = []
    for word in sorted(tilted):
        last = joined[-1] if joined else None
        if last is not None and not chars.text[last.end : word.start].strip(" \x00") and _near(last, word):
            joined[-1] = _around(last, word)
        else:
            joined.append(word)
    return [word for word in words if word not in tilted], joined


def _apart(angle: float, level: float) -> float:
    """Return the difference of two directions; PDFium counts angles clockwise, so both senses are tried."""
    turns = (abs(angle - level) % (2 * pi), abs(angle + level) % (2 * pi))
    return min(min(turn, 2 * pi - turn) for turn in turns)


def _near(last: Word, word: Word) -> bool:
    reach = 1.5 * (word.y1 - word.y0)
    return (
        word.x0 - last.x1 < reach
        and last.x0 - word.x1 < reach
        and word.y0 - last.y1 < reach
        and last.y0 - word.y1 < reach
    )


def _around(last: Word, word: Word) -> Word:
    return Word(
        last.start,
        word.end,
        min(last.x0, word.x0),
        min(last.y0, word.y0),
        max(last.x1, word.x1),
        max(last.y1, word.y1),
    )
