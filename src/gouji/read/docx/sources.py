"""Where each character of a docx's text comes from, for those who write into the file: the reader run once more with its sources.

The reader joins, strips and flattens text, but keeps the order of its characters. So text carries its sources along
(``Sourced``), and whatever changed it on the way, its characters are met again in order.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gouji.read.builder import DocumentBuilder, in_one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lxml import etree

    from gouji.read.builder import Piece


class Origin(NamedTuple):
    """A character in the file: a text element (w:t) and the place of it in its text."""

    element: etree._Element
    at: int


class Sourced(str):
    """A text that knows where each of its characters comes from; None for what the reader added (list numbers, blanks)."""

    __slots__ = ("origins",)
    origins: Sequence[Origin | None]

    @classmethod
    def of(cls, text: str, origins: Sequence[Origin | None]) -> Sourced:
        """Return a text with its origins, one a character."""
        made = cls(text)
        made.origins = origins
        return made

    def __add__(self, other: str) -> Sourced:
        return Sourced.of(str(self) + str(other), [*self.origins, *_origins(other)])

    def __radd__(self, other: str) -> Sourced:
        return Sourced.of(str(other) + str(self), [*_origins(other), *self.origins])


def _origins(text: str) -> Sequence[Origin | None]:
    return text.origins if isinstance(text, Sourced) else [None] * len(text)


def sourced(parts: Sequence[str], text: str) -> Sequence[str]:
    """Return parts made of a text, in order and without changing a character that is no blank, with the text's origins."""
    if not isinstance(text, Sourced):
        return parts
    source = iter(zip(str(text), text.origins, strict=True))
    return [Sourced.of(part, [_met(character, source) for character in part]) for part in parts]


def _met(character: str, source: Iterable[tuple[str, Origin | None]]) -> Origin | None:
    """Return the origin of the next such character of the source; a blank may be one of the reader's own."""
    if character.isspace():
        return None
    return next((origin for other, origin in source if other == character), None)


@dataclass
class SourceBuilder(DocumentBuilder):
    """Builds the same document and keeps the origins of its text by offset."""

    starts: list[int] = field(default_factory=list)
    texts: list[Sourced] = field(default_factory=list)

    def _write(self, pieces: Iterable[Piece]) -> tuple[int, int]:
        given = list(pieces)
        begin, end = super()._write(given)
        at = begin
        for piece in given:
            flat = in_one_line(piece.text)
            (text,) = sourced([flat], piece.text)
            if isinstance(text, Sourced):
                self.starts.append(at)
                self.texts.append(text)
            at += len(flat)
        return begin, end

    def origin(self, offset: int) -> Origin | None:
        """Return where the character at an offset of the document's text comes from."""
        at = bisect_right(self.starts, offset) - 1
        if at < 0 or offset - self.starts[at] >= len(self.texts[at]):
            return None
        return self.texts[at].origins[offset - self.starts[at]]
