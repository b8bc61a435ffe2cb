"""“无此项支出”写的是别的年份：2026年预算中“2025年没有使用政府性基金预算安排的支出”。

A paragraph that only says that there is nothing (没有, 未安排, 无) of a fund or kind, opens with the year before or after the
document's and names no other year, speaks of the wrong year. Sections on execution and results of the past year are exempt.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import YEAR, dated, of_the_past

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "“无此项”的说明写的是别的年份"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式"
GOOD = """# 青禾县林业局2026年部门预算

## 政府性基金预算情况

2026年没有使用政府性基金预算拨款安排的支出。

## 2025年预算执行情况

2025年没有使用政府性基金预算拨款安排的支出。
"""
BAD = """# 青禾县林业局2026年部门预算

## 政府性基金预算情况

«2025年»没有使用政府性基金预算拨款安排的支出。
"""
_NOTHING = re.compile(
    r"^[^，。；\d]{0,30}?(?P<year>20\d\d年)度?[^，。；\d]{0,20}?(?:没有|未(?:使用|安排|发生)|无)[^。；\d]{0,40}?"
    r"(?:基金|国有资本|财政专户|三公|因公出国|公务用车|公务接待|支出|拨款|绩效评价)[^。；\d]{0,30}。?$"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the year that opens such a paragraph."""
    for plain in prose(extraction):
        match = _NOTHING.match(plain.text) if plain.kind == "paragraph" else None
        found = dated(extraction, plain.start) if match else None
        if not match or not found or len(YEAR.findall(plain.text)) > 1:
            continue
        if abs(int(match["year"][:4]) - found[1]) != 1:
            continue
        if not of_the_past(extraction, plain.start, found[0].kind):
            message = f"此处说明“{match['year']}”没有此项，本材料是{found[1]}年，请核实年份。"
            yield Hit(*plain.span(*match.span("year")), message, expected=f"{found[1]}年")
