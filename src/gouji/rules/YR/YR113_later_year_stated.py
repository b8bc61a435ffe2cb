"""年份晚于材料年份：2026年预算中“2027年公务用车购置费预算数3万元”。

A budget states its own year and the years before. A later year that heads an amount is a slip, unless the words speak of plans,
targets or a course of years.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import dated, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "金额所属年份晚于材料年份"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式：数额为材料年度及以前年度"
GOOD = """# 青禾县林业局2026年部门预算

2026年公务接待费预算3万元。计划于2027年支出尾款1万元。项目周期为2026年至2028年，预算9万元。
"""
BAD = """# 青禾县林业局2026年部门预算

2026年支出预算30万元，2026年会议费预算2万元，«2027年»公务接待费预算3万元。
"""
_STATED = re.compile(
    r"(?:^|[，。；：:（(、]|[\u3400-\u9fff])(?P<year>(?<!\d)20\d\d年)度?(?![-—~至到])[^，。；\d]{0,30}"
    r"(?:预算|决算|支出|收入|经费|费)[^，。；\d]{0,16}\d[\d,.]*(?:万元|元|亿元)"
)
_AHEAD = re.compile(
    r"计划|规划|预计|目标|拟|将|力争|届时|以后年度|中期|滚动|跨年|分年|尾款|期限|周期|至20|到20|底前|截至|起"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each later year that heads an amount."""
    for plain in prose(extraction):
        for match in plain.find(_STATED):
            found = dated(extraction, plain.offsets[match.start("year")])
            if not found or int(match["year"][:4]) <= found[1]:
                continue
            if not _AHEAD.search(plain.text[slice(*sentence(plain, match.start("year")))]):
                message = f"“{match['year']}”晚于本材料的{found[1]}年，请核实年份。"
                yield Hit(*plain.span(*match.span("year")), message, expected=f"{found[1]}年")
