"""编号不连续：“一、二、四”。

Within one list the numbers follow each other. A number left out is told where the next one stands, unless it is printed
somewhere between (in the middle of a paragraph), or a part, a contents list or a table stands between.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.FO.outline import RANK, contents, mark
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "编号不连续"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "公文层次序数应当连续"
GOOD = """# 青禾县林业局2026年部门预算

## 一、主要职责

（一）护林。（二）造林。

（三）防火。

## 二、机构设置
"""
BAD = """# 青禾县林业局2026年部门预算

## 一、主要职责

## 二、机构设置

## «四、»收支情况
"""
_GAP = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each mark before which one number is left out."""
    _, body = contents(extraction)
    last: dict[str, tuple[int, int]] = {}
    for plain in body:
        found = mark(plain)
        if found is None:
            continue
        kind, value, length = found
        for other in [name for name in last if RANK[name] > RANK[kind]]:
            del last[other]
        before = last.get(kind)
        if before and value == before[0] + _GAP and not _between(extraction, before[1], plain.start, before[0] + 1):
            yield Hit(
                *plain.span(0, length),
                f"编号从{_name(plain, length, before[0])}跳到“{plain.text[:length]}”，请核实是否缺项。",
            )
        last[kind] = (value, plain.start)


def _between(extraction: Extraction, start: int, end: int, missing: int) -> bool:
    """Whether the missing number is printed as a mark between, or a table stands there."""
    if any(start <= table.start < end for table in extraction.document.tables):
        return True
    text = re.sub(r"\s+", "", extraction.document.text[start:end])
    word = _chinese(missing)
    return re.search(rf"(?:{word}|(?<!\d){missing})[、.．）)是]|[（(](?:{word}|{missing})|第{word}", text) is not None


def _chinese(value: int) -> str:
    digits = "零一二三四五六七八九"
    tens, ones = divmod(value, 10)
    head = "" if not tens else "十" if tens == 1 else f"{digits[tens]}十"
    return head + (digits[ones] if ones else "")


def _name(plain: Plain, length: int, value: int) -> str:
    return f"“{value if plain.text[:length].strip('（(）).．、').isdigit() else _chinese(value)}”"
