"""比较基数年份过旧：2026年预算“比2024年预算增加”。

Change is stated against the year before. Where a statement of the document's own year names an older one, the sentence was
taken from an earlier document. A sentence that names no year of its own is of the document's year where the document compares
with the year before everywhere else.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose
from gouji.rules.YR.years import dated, sentence, year_before

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Part

TITLE = "比较基数不是上年"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "增减变动应与上年比较"
GOOD = """# 青禾县林业局2026年部门预算

2026年公务接待费3万元，比2025年预算减少1万元。2025年预算比2024年预算减少2万元。
"""
BAD = """# 青禾县林业局2026年部门预算

2026年公务接待费3万元，比«2024年»预算减少1万元。
"""
_MEASURE = (
    "(?:部门|单位|年初|全年|当年|本级|调整|收支|收入|支出|预算|决算|执行|安排|完成|拨款|财政|实际|批复|总|数|额|的)*"
    r"(?:\d[\d,.]*(?:万元|亿元|元))?"
)
_PATTERN = re.compile(
    rf"(?:比|较|与|同|和)(?P<year>(?<!\d)20\d\d年)度?{_MEASURE}"
    r"(?=增加|减少|增长|下降|上升|降低|持平|相比|相同|相等|一致|无变化|无增减|没有变化|未发生变化)"
)
_OLD = 2
_OFTEN = 3
_FROM = re.compile(r"[由从自]20\d\d年|累计|五年|历年")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each comparison of the own year with one before last or older."""
    habit = _habit(extraction)
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            found = dated(extraction, plain.offsets[match.start()])
            if not found or int(match["year"][:4]) > found[1] - _OLD:
                continue
            start, _ = sentence(plain, match.start())
            own = year_before(plain, start, match.start()) or (found[1] if found[0] in habit else None)
            if own == found[1] and not _FROM.search(plain.text[start : match.start()]):
                message = f"{found[1]}年的数与“{match['year']}”比较，不是上年（{found[1] - 1}年），请核实。"
                yield Hit(*plain.span(*match.span("year")), message, expected=f"{found[1] - 1}年")


def _habit(extraction: Extraction) -> list[Part]:
    """Return the parts that compare with the year before at least three times, and with an older year far less often."""
    counts: dict[int, Counter[bool]] = defaultdict(Counter)
    for plain in prose(extraction):
        for match in plain.find(_PATTERN):
            found = dated(extraction, plain.offsets[match.start()])
            if found:
                part = extraction.part_index(plain.offsets[match.start()])
                counts[part][int(match["year"][:4]) == found[1] - 1] += 1
    return [
        extraction.parts[part]
        for part, count in counts.items()
        if count[True] >= _OFTEN and count[True] >= _OFTEN * count[False]
    ]
