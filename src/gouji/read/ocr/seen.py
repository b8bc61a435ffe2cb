"""What a recognizer sees on the picture of one page, and what may keep it for the next time."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    Stroke = tuple[float, float, float]


class Glyph(NamedTuple):
    """One character, how sure the recognizer is of it (0 to 1), and its box in pixels of the upright picture."""

    text: str
    sure: float
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Seen:
    """``lines`` of characters; drawn lines as (y, x0, x1) and (x, y0, y1); all in pixels of the upright picture.

    ``turns`` are the quarter turns clockwise that brought the picture upright.
    """

    turns: int
    lines: tuple[tuple[Glyph, ...], ...]
    horizontal: tuple[Stroke, ...] = ()
    vertical: tuple[Stroke, ...] = ()

    def packed(self) -> str:
        """Return it as text for a cache."""
        return json.dumps([self.turns, self.lines, self.horizontal, self.vertical], ensure_ascii=False)


def unpacked(text: str) -> Seen | None:
    """Return what ``packed`` wrote, or None where a cache gives anything else."""
    try:
        turns, lines, horizontal, vertical = json.loads(text)
        glyphs = tuple(tuple(Glyph(*glyph) for glyph in line) for line in lines)
        return Seen(int(turns), glyphs, _strokes(horizontal), _strokes(vertical))
    except (ValueError, TypeError):
        return None


def _strokes(given: Sequence[Sequence[float]]) -> tuple[Stroke, ...]:
    return tuple((level, low, high) for level, low, high in given)


class Recognizer(Protocol):
    """Reads the picture of a page."""

    name: str
    """Its name and version: part of the key under which a cache keeps what it saw."""

    def see(self, picture: Any) -> Seen:  # noqa: ANN401  an array of the optional numpy: height, width, 3 (BGR)
        """Return what stands on the picture."""


class Cache(Protocol):
    """Keeps what was seen, by a key of the page's picture and the recognizer; a dict will do."""

    def get(self, key: str, /) -> str | None:
        """Return what was kept under the key."""

    def __setitem__(self, key: str, value: str, /) -> None:
        """Keep it."""
