"""与本年自身比较：2026年预算“比2026年预算增加”。

A budget of a year cannot be compared with the budget of the same year. A final account may be compared with the budget of its
own year, but not with its own 决算. Where an amount of the past year is compared with the past year, and its own year is named
nowhere before, it is the year of the amount that is wrong.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import dated, sentence, year_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "与本年自身比较"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "增减变动应与上年比较"
GOOD = """# 青禾县林业局2026年部门预算

2026年财政拨款收入30万元，比2025年预算增加2万元。2027年预计比2026年预算增加1万元。
"""
BAD = """# 青禾县林业局2026年部门预算

2026年财政拨款收入30万元，比«2026年»预算增加2万元；项目支出5万元，与«2026年»预算持平。
"""
_MEASURE = (
    "(?:部门|单位|年初|全年|当年|本级|调整|收支|收入|支出|预算|决算|执行|安排|完成|拨款|财政|实际|批复|总|数|额|的)*"
    r"(?:\d[\d,.]*(?:万元|亿元|元))?"
)
_PATTERN = re.compile(
    rf"(?:比|较|与|同|和)(?P<year>(?<!\d)20\d\d年)度?(?P<what>{_MEASURE})"
    r"(?=增加|减少|增长|下降|上升|降低|持平|相比|相同|相等|一致|多|少|基本|无变化|无增减|没有变化|未发生|不变)"
)

_NAMED = re.compile(r"(?<![\d比较与同和])(20\d\d)年")  # the year of an amount, not one that is compared with


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each year that a statement of that same year is compared with."""
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            found = dated(extraction, plain.offsets[match.start()])
            year = int(match["year"][:4])
            if found and year == found[1] - 1 and (own := _misnamed(plain, match, found[0].kind)) is not None:
                named = own.group()
                message = f"此处“{named}”的数又与{named}比较，本材料是{found[1]}年，请核实年份。"
                yield Hit(*plain.span(*own.span()), message, expected=f"{found[1]}年")
            if found and year == found[1] and _same(plain, match, found[0].kind, found[1]):
                message = f"{found[1]}年的数与“{match['year']}”比较，应为上年（{found[1] - 1}年），请核实。"
                yield Hit(*plain.span(*match.span("year")), message, expected=f"{found[1] - 1}年")


def _misnamed(plain: Plain, match: re.Match[str], kind: str) -> re.Match[str] | None:
    """Return the year of an amount that is compared with this very year; None where another year is named or meant."""
    before = list(_NAMED.finditer(plain.text, 0, match.start()))
    said = plain.text[: match.start()] + match["what"]
    meant = "预算" in said if kind == "final" else re.search(r"决算|执行|完成|实际", said)
    if not before or meant or {own[1] for own in before} != {match["year"][:4]}:
        return None
    return before[0]


def _same(plain: Plain, match: re.Match[str], kind: str, year: int) -> bool:
    start, _ = sentence(plain, match.start())
    said = year_before(plain, start, match.start())
    if kind == "budget":
        return said in (None, year)
    return said in (None, year) and "预算" not in match["what"] and "预算" not in plain.text[start : match.start()]
