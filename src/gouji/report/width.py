"""Columns on a terminal: Chinese characters take two, and lines wrap where Chinese may break."""

from __future__ import annotations

import re
import unicodedata

_TOKEN = re.compile(r"\s+|[!-~]+|.", re.DOTALL)
_NO_LINE_START = "，。、；：？！）》」』】〕％%,.;:?!)]}”’…—"
_NO_LINE_END = "（《「『【〔([{“‘"


def columns(text: str) -> int:
    """Return how many terminal columns a text takes; characters of ambiguous width count as two, so none overflows."""
    return sum(map(_columns_of, text))


def wrap(text: str, limit: int, indent: str = "", first: str | None = None) -> list[str]:
    """Return the text as lines of at most ``limit`` columns, ``first`` before the first line and ``indent`` before others.

    Latin words and numerals are kept whole where they fit on a line; closing punctuation never begins one.
    """
    lines: list[str] = []
    line = indent if first is None else first
    bare = True
    for token in _units(text, limit - max(columns(indent), columns(line))):
        if not bare and columns(line) + columns(token.rstrip()) > limit:
            lines.append(line.rstrip())
            line, bare = indent, True
        if bare and token.isspace():
            continue
        line += token
        bare = False
    return [*lines, line.rstrip()]


def pad(text: str, to: int) -> str:
    """Return the text filled with spaces up to ``to`` columns."""
    return text + " " * max(to - columns(text), 0)


def _columns_of(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WFA" else 1


def _units(text: str, room: int) -> list[str]:
    """Return the pieces between which a line may break; a piece wider than a line is cut."""
    units: list[str] = []
    for token in _TOKEN.findall(text):
        for piece in _cut(token, room):
            apart = not units or piece.isspace() or units[-1].isspace()
            if (
                not apart
                and (piece[0] in _NO_LINE_START or units[-1][-1] in _NO_LINE_END)
                and columns(units[-1]) + columns(piece) <= room
            ):
                units[-1] += piece
            else:
                units.append(piece)
    return units


def _cut(token: str, room: int) -> list[str]:
    if token.isspace():
        return [" "]
    if columns(token) <= room:
        return [token]
    return [token[at : at + max(room, 1)] for at in range(0, len(token), max(room, 1))]
