"""年份不可能：22022年、202年度、2202年 这样的年份。

A year has four digits and lies near the document's own; one of five digits, of three before 度 or a month, or of another
century of the future is a slip of the keyboard.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "年份不可能"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

2026年基本支出30万元，树龄200年以上古树名录已公布，编号为2202026。
"""
BAD = """# 青禾县林业局2026年部门预算

«20226年»基本支出30万元，«2206年»项目支出5万元，«202年»度公务接待费1万元。
"""
_PATTERN = re.compile(
    r"(?<![\d.,第A-Za-z])(?:(?P<long>20\d{3,4}|220\d\d|2[0Oo][\dOo]{2}(?<!\d{4}))年"
    r"|(?P<far>2[1-9]\d\d|1[0-7]\d\d)年(?=度|初|末|底|\d{1,2}月|[，,]|部门|预算|决算|[\u3400-\u9fff]{0,8}(?:预算|决算|支出|收入))"
    r"|(?P<short>20\d)年(?=度|初|末|底|\d{1,2}月|支出|收入|预算|决算|部门|一般公共|财政拨款|“三公”))"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each impossible year."""
    for match in _PATTERN.finditer(extraction.document.text):
        printed = match["long"] or match["far"] or match["short"]
        year = extraction.part(match.start()).year if extraction.parts else None
        expected = f"{year}年" if year and _slip(printed, str(year)) else None
        hint = f"，似应为“{expected}”" if expected else ""
        yield Hit(*match.span(), f"年份“{match[0]}”不可能{hint}，请核实。", expected=expected)


def _slip(printed: str, year: str) -> bool:
    """Whether the year comes from the printed one by leaving out or putting in one digit, or by swapping two."""
    if len(printed) == len(year):
        return sorted(printed) == sorted(year) or sum(a != b for a, b in zip(printed, year, strict=True)) == 1
    longer, shorter = sorted((printed, year), key=len, reverse=True)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(len(longer)))
