"""Joining pieces of text that stood on different lines, so that two figures never become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_APART = re.compile(r"[0-9A-Za-z.,%]")
_SUPERSCRIPT = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
# Characters of no width that editors leave inside figures; a blank that must not break is a blank.
_INVISIBLE = str.maketrans({"\u200b": None, "\u200c": None, "\u200d": None, "\u2060": None, "\ufeff": None, "\xad": None,
                            "\xa0": " ", "\u2002": " ", "\u2003": " "})  # fmt: skip
_INDENT = re.compile(r"(?:\u3000|[ \xa0\u2002\u2003]{2})")
_CLOSED = re.compile(r"[。；：！？!?;:]$")
_MARKER = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})(?:[、）)．]|\.(?!\d))|第[一二三四五六七八九十]{1,3}[部章条]|[①-⑳])"
)


def joined(parts: Iterable[str]) -> str:
    """Return the parts in one line: nothing between Chinese characters, a blank between figures or Latin words."""
    text = ""
    for part in parts:
        piece = part.translate(_INVISIBLE).strip()
        if text and piece and _APART.match(text[-1]) and _APART.match(piece[0]):
            text += " "
        text += piece
    return text


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Return lines broken by hand as paragraphs.

    A new one begins after an empty line or a closed sentence, and with an indent or a list marker.
    """
    found: list[list[str]] = []
    fresh = True
    for line in lines:
        piece = line.translate(_INVISIBLE).strip()
        if not piece:
            fresh = True
            continue
        if fresh or _INDENT.match(line) or is_closed(found[-1][-1]) or begins_item(piece):
            found.append([piece])
        else:
            found[-1].append(piece)
        fresh = False
    return [joined(parts) for parts in found]


def is_closed(line: str) -> bool:
    """Whether a line ends a sentence, or what it says before a list."""
    return _CLOSED.search(line) is not None


def begins_item(line: str) -> bool:
    """Whether a line begins with a list marker."""
    return _MARKER.match(line) is not None


def superscript(text: str) -> str:
    """Return the text with raised digits, as printed: a footnote mark must not become a figure's last digit."""
    return text.translate(_SUPERSCRIPT)
