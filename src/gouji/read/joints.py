"""Joining pieces of text that stood on different lines, so that two figures never become one."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_APART = re.compile(r"[0-9A-Za-z.,%]")
_SUPERSCRIPT = str.maketrans("0123456789+-()", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁽⁾")
_CLOSED = re.compile(r"[。；：！？!?;:]$")
_MARKER = re.compile(
    r"\s*(?:[（(]?(?:[一二三四五六七八九十]{1,3}|\d{1,2})[、）)．.]|第[一二三四五六七八九十]{1,3}[部章条]|[①-⑳])"
)


def joined(parts: Iterable[str]) -> str:
    """Return the parts in one line: nothing between Chinese characters, a blank between figures or Latin words."""
    text = ""
    for part in parts:
        piece = part.strip()
        if text and piece and _APART.match(text[-1]) and _APART.match(piece[0]):
            text += " "
        text += piece
    return text


def paragraphs(lines: Iterable[str]) -> list[str]:
    """Return lines broken by hand as paragraphs: a new one after a closed sentence or before a list marker."""
    found: list[list[str]] = []
    for line in lines:
        piece = line.strip()
        if not piece:
            continue
        if found and not _CLOSED.search(found[-1][-1]) and not _MARKER.match(piece):
            found[-1].append(piece)
        else:
            found.append([piece])
    return [joined(parts) for parts in found]


def superscript(text: str) -> str:
    """Return the text with raised digits, as printed: a footnote mark must not become a figure's last digit."""
    return text.translate(_SUPERSCRIPT)
