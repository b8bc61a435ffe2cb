"""比较词不全：“与上年相未发生变化”缺“比”字。

与…相 asks for 比 (or 同, 等, 较 …); without it the phrase was cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "比较词不全"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

会议费3万元，与上年相比未发生变化，与2025年预算相同，与上年相当。
"""
BAD = """# 青禾县林业局2026年部门预算

会议费3万元，«与上年相»未发生变化。
"""
_PATTERN = re.compile(
    r"(?:与|同|和|较|比)(?:上年度?|上一年度?|去年|20\d\d年度?)(?:预算数?|决算数?|执行数|年初预算数?)?相"
    r"(?!比|同|等|较|对|当|差|一|持|近|似|关|应|符|互|衔|适|匹|仿|反)"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each cut comparison."""
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            expected = f"{match[0]}比"
            yield Hit(
                *plain.span(*match.span()), f"“{match[0]}”不完整，似应为“{expected}”，请核实。", expected=expected
            )
