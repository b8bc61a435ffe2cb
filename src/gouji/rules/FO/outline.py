"""The outline that a document prints: its contents (目录), its numbered titles, its list marks."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.rules.wording import Plain, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")}
_NUMBER = r"[一二三四五六七八九十]{1,3}"
_LEADER = re.compile(r"[.．…·\-—_\s]{2,}\d*$|(?<=[\u3400-\u9fff）])\d{1,3}$")
_LEADS = re.compile(r"[.．…·\-—_\s\d]")
_TAG = re.compile(r"</?\w+/?>")
_PART = re.compile(rf"^第(?P<number>{_NUMBER})部分[：:、，]?(?P<name>.*)$")
_MARKS = (
    ("part", re.compile(r"^第([一二三四五六七八九十]{1,3})部分")),
    ("comma", re.compile(r"^([一二三四五六七八九十]{1,3})、")),
    ("bracket", re.compile(r"^[（(]([一二三四五六七八九十]{1,3})[）)]")),
    ("arabic", re.compile(r"^(\d{1,2})[.．、](?!\d)")),
    ("arabic_bracket", re.compile(r"^[（(](\d{1,2})[）)]")),
)
RANK = {name: rank for rank, (name, _) in enumerate(_MARKS)}
_TITLE_LENGTH = 48
_CONTENTS = 120


@dataclass(frozen=True, slots=True)
class Title:
    """A title with its ordinal: 第四部分 名词解释. ``plain`` is its block, ``name`` without leaders and page number."""

    ordinal: int
    name: str
    plain: Plain


def number(text: str) -> int:
    """Return the value of a Chinese numeral below one hundred."""
    if "十" not in text:
        return _DIGITS[text] if len(text) == 1 else 0
    tens, _, ones = text.partition("十")
    return (_DIGITS.get(tens, 0) if tens else 1) * 10 + (_DIGITS.get(ones, 0) if ones else 0)


def without_leader(text: str) -> str:
    """Return a line of the contents without its dots and its page number."""
    text = _TAG.sub("", text) if "<" in text else text
    return _LEADER.sub("", text).rstrip(".．…·") if _LEADS.match(text[-1:]) else text


def contents(extraction: Extraction) -> tuple[tuple[Plain, ...], tuple[Plain, ...]]:
    """Return the blocks of the table of contents and those of the body; none of the first where there is no 目录."""
    plains = prose(extraction)
    begin = next((at for at, plain in enumerate(plains[:_CONTENTS]) if re.match(r"^目录?[：:]?$", plain.text)), None)
    if begin is None or begin + 1 >= len(plains):
        return (), plains
    seen: set[str] = set()
    first: str | None = None
    for at in range(begin + 1, min(begin + _CONTENTS, len(plains))):
        name = without_leader(plains[at].text)
        part = _PART.match(name)
        begins_again = part is not None and part["number"] == first
        first = first or (part["number"] if part else None)
        told = len(name) > _TITLE_LENGTH and "。" in name
        if begins_again or told or name in seen:
            return plains[begin + 1 : at], plains[at:]
        if len(name) > 3:  # noqa: PLR2004  shorter lines (项目, 合计) repeat in any list
            seen.add(name)
    return (), plains


def part_titles(plains: tuple[Plain, ...]) -> Iterator[Title]:
    """Yield the titles 第…部分 among the blocks."""
    for plain in plains:
        text = without_leader(plain.text)
        match = _PART.match(text)
        if match and len(text) <= _TITLE_LENGTH and not re.search(r"[。；，]", text):
            yield Title(number(match["number"]), match["name"], plain)


def mark(plain: Plain) -> tuple[str, int, int] | None:
    """Return kind, number and length of the list mark that opens a block, or None."""
    for kind, pattern in _MARKS:
        match = pattern.match(plain.text)
        if match:
            value = int(match[1]) if match[1].isdigit() else number(match[1])
            return (kind, value, match.end()) if value else None
    return None
