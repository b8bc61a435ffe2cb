"""年份后缺“年”字：“与2025持平”。

A year in a comparison is followed by 年; without it the figure reads as an amount.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "年份后缺“年”字"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

会议费3万元，与2025年持平，与2025-2026学年安排一致，比2025年初预算增加1万元。
"""
BAD = """# 青禾县林业局2026年部门预算

会议费3万元，与«2025»持平；培训费比«2025»预算增加1万元。
"""
_PATTERN = re.compile(
    r"(?:比|较|与|同|和|对比)(?P<year>(?<!\d)20\d\d)(?=持平|相比|相同|一致|增加|减少|增长|下降|上升|降低|部门预算|预算|决算|执行数)"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each year without 年."""
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            expected = f"{match['year']}年"
            yield Hit(*plain.span(*match.span("year")), f"“{match['year']}”后缺“年”字，请补上。", expected=expected)
