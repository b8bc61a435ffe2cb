"""What a new version changed: the lines of two views laid side by side, figures compared as whole numerals."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Json = dict[str, Any]
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_MARK = re.compile(r'<a class="ref.*?</a>|‸', re.DOTALL)
_CELL = re.compile(r"</t[dh]>")
_TAG = re.compile(r"<[^>]+>")
_TOKEN = re.compile(r"\d[\d,.]*|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph, heading or table row in plain words, and the page that it stands on."""

    text: str
    page: int | None


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a line; ``changed`` where the other version reads otherwise."""

    text: str
    changed: bool


@dataclass(frozen=True, slots=True)
class Change:
    """One changed line: as it was and as it is, either of them empty where it was added or left out."""

    before: tuple[Piece, ...]
    after: tuple[Piece, ...]
    page: int | None


def differences(old: Json, new: Json) -> list[Change]:
    """Return what differs between two views, in the order of the document; what was only moved is left out and added."""
    first, second = list(_lines(old)), list(_lines(new))
    matcher = SequenceMatcher(None, [line.text for line in first], [line.text for line in second], autojunk=False)
    changes: list[Change] = []
    for operation, low, high, new_low, new_high in matcher.get_opcodes():
        if operation != "equal":
            pairs = zip_longest(first[low:high], second[new_low:new_high])
            changes += [_change(before, after) for before, after in pairs]
    return changes


def _lines(view: Json) -> Iterator[Line]:
    for block in view["blocks"]:
        for piece in _ROW.findall(block["html"]) or [block["html"]]:
            text = " ".join(html.unescape(_TAG.sub("", _CELL.sub(" ", _MARK.sub("", piece)))).split())
            if text:
                yield Line(text, block["page"])


def _change(before: Line | None, after: Line | None) -> Change:
    page = (after or before or Line("", None)).page
    if before is None or after is None:
        return Change(_whole(before), _whole(after), page)
    old, new = _TOKEN.findall(before.text), _TOKEN.findall(after.text)
    codes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    return Change(
        tuple(_pieces(old, [(low, high, what != "equal") for what, low, high, _, _ in codes])),
        tuple(_pieces(new, [(low, high, what != "equal") for what, _, _, low, high in codes])),
        page,
    )


def _whole(line: Line | None) -> tuple[Piece, ...]:
    return (Piece(line.text, changed=True),) if line else ()


def _pieces(tokens: Sequence[str], spans: list[tuple[int, int, bool]]) -> Iterator[Piece]:
    for low, high, changed in spans:
        if high > low:
            yield Piece("".join(tokens[low:high]), changed)
