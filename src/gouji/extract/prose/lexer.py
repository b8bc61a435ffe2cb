"""Blocks of prose to tokens: text, figures, punctuation; layout noise (spaces, bold marks, tags) left out."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.model.figure import Nature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.model.figure import Figure

_NOISE = re.compile(r"\s+|\*\*|</?[a-zA-Z][^<>\n]{0,60}>|[“”\"「」]|^#+ ")
PUNCTUATION = frozenset("，,、;。:()!?；：！？")
CLOSING = {"；": ";", "：": ":", ",": "，", "！": "。", "!": "。", "？": "。", "?": "。"}


@dataclass(frozen=True, slots=True)
class Token:
    """``kind`` is "text", "figure" or "mark"; ``at`` gives the document offset of every character of ``text``."""

    kind: str
    text: str
    at: tuple[int, ...]
    end: int
    figure: int = -1

    @property
    def start(self) -> int:
        """Where the token begins in the document."""
        return self.at[0] if self.at else self.end


def tokens(plain: str, start: int, end: int, figures: Sequence[Figure]) -> list[Token]:
    """Cut ``plain[start:end]`` (half-width text of the document) into tokens; ``figures`` are those inside.

    Figures that are no quantities (years, ordinals, codes) stay in the text around them.
    """
    found: list[Token] = []
    text: list[str] = []
    at: list[int] = []

    def flush() -> None:
        if text:
            found.append(Token("text", "".join(text), tuple(at), at[-1] + 1))
            text.clear()
            at.clear()

    position = start
    spans = {figure.start: figure for figure in figures if figure.nature is not Nature.NOT_QUANTITY}
    while position < end:
        figure = spans.get(position)
        if figure is not None and figure.end > position:
            flush()
            found.append(Token("figure", figure.text, (figure.start,), figure.end, figure.id))
            position = figure.end
            continue
        noise = _NOISE.match(plain, position, end)
        if noise:
            position = noise.end()
            continue
        character = plain[position]
        if character in PUNCTUATION:
            flush()
            found.append(Token("mark", CLOSING.get(character, character), (position,), position + 1))
        else:
            text.append(character)
            at.append(position)
        position += 1
    flush()
    return found


def label_of(plain: str, span: tuple[int, int]) -> str:
    """Return the text of a label without layout noise."""
    return _NOISE.sub("", plain[span[0] : span[1]])
