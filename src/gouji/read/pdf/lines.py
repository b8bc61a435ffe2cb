"""Words to lines: what stands side by side, from left to right, whatever order the content drew it in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from statistics import median
from typing import TYPE_CHECKING

from gouji.read.pdf.words import Stretch, Word, spell

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.pdf.chars import PageChars

_OVERLAP = 0.5


@dataclass(frozen=True)
class Line:
    """One printed line of a page; ``page`` counts from 0.

    ``font`` and ``height`` are those of its first Chinese character, height 0 where there is none: digits come in other fonts and boxes.
    ``column`` counts the columns of a page from 1, 0 is the whole width.
    """

    page: int
    chars: PageChars
    words: tuple[Word, ...]
    font: str = ""
    height: float = 0.0
    column: int = 0

    @cached_property
    def stretches(self) -> list[Stretch]:
        """The line's text in stretches with boxes."""
        return spell(self.chars, self.words)

    @cached_property
    def text(self) -> str:
        """The line's text."""
        return "".join(stretch.text for stretch in self.stretches)

    @property
    def zone(self) -> tuple[int, int]:
        """What the line shares its margins with: page and column."""
        return self.page, self.column

    @cached_property
    def x0(self) -> float:
        """Left edge."""
        return self.words[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge."""
        return max(word.x1 for word in self.words)

    @cached_property
    def y0(self) -> float:
        """Upper edge."""
        return min(word.y0 for word in self.words)

    @cached_property
    def y1(self) -> float:
        """Lower edge."""
        return max(word.y1 for word in self.words)

    @cached_property
    def middle(self) -> float:
        """Height of the middle."""
        return (self.y0 + self.y1) / 2

    @cached_property
    def size(self) -> float:
        """Usual character height."""
        return self.height or median(word.y1 - word.y0 for word in self.words)


def rows_of(words: Sequence[Word]) -> list[list[Word]]:
    """Group words into rows from top to bottom, each from left to right; a shifted baseline does not split a row."""
    rows: list[list[Word]] = []
    top = bottom = 0.0
    for word in sorted(words, key=lambda item: item.y0 + item.y1):
        shared = min(word.y1, bottom) - max(word.y0, top)
        if rows and shared > _OVERLAP * min(word.y1 - word.y0, bottom - top):
            rows[-1].append(word)
            continue
        rows.append([word])
        top, bottom = word.y0, word.y1
    for row in rows:
        row.sort(key=lambda item: item.x0)
    return rows
