"""计划年份已过：2026年预算写“2025年计划开展”。

A budget plans its own year and later ones. What is still planned for a year already over was left from an earlier document.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import cells, prose
from gouji.rules.YR.years import dated, sentence

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "计划年份已过"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预算安排本年度的支出"
GOOD = """# 青禾县林业局2026年部门预算

2026年计划开展巡护120次。2025年计划开展巡护100次，实际完成98次。《2024年计划》已经印发。
"""
BAD = """# 青禾县林业局2026年部门预算

«2025年»计划开展巡护120次，«2024年»拟新建瞭望塔2座。
"""
_PATTERN = re.compile(
    r"(?P<year>(?<!\d)20\d\d年)(?:度|全年|本部门|我[局委办院市县区])*"
    r"(?:(?:计划|预计|拟|将|打算)(?:继续|对|在|为|于|向|全面|重点|组织|开展|实施|完成|新建|建设|购置|推进|举办|召开|安排|采购|培训|检查|新增))"
)
_DONE = re.compile(r"实际|已经?完成|完成了|结果|未完成|已于|实现了|执行数|支出了")
_BOOK = re.compile(r"《[^》]*$")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each year already over for which a budget still plans."""
    for plain in (*prose(extraction), *cells(extraction)):
        for match in plain.find(_PATTERN):
            found = dated(extraction, plain.offsets[match.start()])
            if not found or found[0].kind != "budget" or int(match["year"][:4]) >= found[1]:
                continue
            start, end = sentence(plain, match.start())
            if _DONE.search(plain.text, start, end) or _BOOK.search(plain.text[: match.start()]):
                continue
            message = f"“{match['year']}”的计划早于本材料年份{found[1]}年，请核实是否沿用了以前年度文字。"
            yield Hit(*plain.span(*match.span("year")), message, expected=f"{found[1]}年")
