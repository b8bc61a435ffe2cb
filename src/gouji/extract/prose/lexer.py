"""Blocks of prose to tokens: text, figures, punctuation; layout noise (spaces, bold marks, tags) left out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.model.figure import Nature

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.model.figure import Figure

_NOISE = re.compile(r"\s+|\*\*|</?[a-zA-Z][^<>\n]{0,60}>|[“”\"「」]|^#+ ")
_PUNCTUATION = "，,、;。:()!?；：！？"
_WORDS = re.compile(rf"[^{_PUNCTUATION}\s*<“”\"「」#]+")  # a stretch in which no noise can begin
CLOSING = {"；": ";", "：": ":", ",": "，", "！": "。", "!": "。", "？": "。", "?": "。"}


class Token(NamedTuple):
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
    gathered = _Gathered()
    position = start
    for figure in (*(figure for figure in figures if figure.nature is not Nature.NOT_QUANTITY), None):
        stop = figure.start if figure else end
        while position < stop:
            words = _WORDS.match(plain, position, stop)
            if words:
                gathered.add(words[0], position)
                position = words.end()
            elif plain[position] in _PUNCTUATION:
                mark = plain[position]
                gathered.flush(found)
                found.append(Token("mark", CLOSING.get(mark, mark), (position,), position + 1))
                position += 1
            elif noise := _NOISE.match(plain, position, end):
                position = noise.end()
            else:
                gathered.add(plain[position], position)
                position += 1
        if figure is not None and figure.start >= position:
            gathered.flush(found)
            found.append(Token("figure", figure.text, (figure.start,), figure.end, figure.id))
            position = figure.end
    gathered.flush(found)
    return found


class _Gathered:
    """The text between two figures or marks, and where each of its characters stands."""

    def __init__(self) -> None:
        self.text = ""
        self.at: list[int] = []

    def add(self, text: str, start: int) -> None:
        self.text += text
        self.at.extend(range(start, start + len(text)))

    def flush(self, found: list[Token]) -> None:
        if self.text:
            found.append(Token("text", self.text, tuple(self.at), self.at[-1] + 1))
            self.text, self.at = "", []


def label_of(plain: str, span: tuple[int, int]) -> str:
    """Return the text of a label without layout noise."""
    return _NOISE.sub("", plain[span[0] : span[1]])
