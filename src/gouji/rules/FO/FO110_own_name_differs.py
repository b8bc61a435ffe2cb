"""单位名称前后不一致：表头“部门名称：甲县林业局”，另一表“部门名称：甲县林业据”。

The tables of one disclosure name the same body in the same field. A name in the minority that differs from the others by a
character or two is a slip.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import cells, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "表头单位名称前后不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

部门名称：青禾县林业局 单位：万元

部门名称：青禾县林业局 单位：万元

部门名称：青禾县林业局 单位：万元
"""
BAD = """# 青禾县林业局2026年部门预算

部门名称：青禾县林业局 单位：万元

部门名称：青禾县林业局 单位：万元

部门名称：«青禾县林业据» 单位：万元
"""
_FIELD = re.compile(
    r"(?:编制部门|编制单位|部门名称|单位名称|预算单位|填报单位|部门|单位)[：:](?P<name>[\u3400-\u9fff（）()]{4,30}?)(?=单位[：:]|金额|$|[^\u3400-\u9fff（）()])"
)
_MAJORITY = 2
_NEAR = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each name of the minority."""
    for index in range(len(extraction.parts)):
        found = [
            (plain, match)
            for plain in (*prose(extraction), *cells(extraction))
            if extraction.part_index(plain.start) == index
            for match in plain.find(_FIELD)
        ]
        counts = Counter(match["name"] for _, match in found)
        if not counts:
            continue
        usual, often = counts.most_common(1)[0]
        for plain, match in found:
            name = match["name"]
            if often >= _MAJORITY * counts[name] and _slip(usual, name):
                message = f"此处单位名称为“{name}”，其他各处为“{usual}”，请核实。"
                yield Hit(*plain.span(*match.span("name")), message, expected=usual)


def _slip(usual: str, name: str) -> bool:
    if len(usual) == len(name):
        return 0 < sum(a != b for a, b in zip(usual, name, strict=True)) <= _NEAR
    shorter, longer = sorted((usual, name), key=len)
    return any(longer[:at] + longer[at + 1 :] == shorter for at in range(1, len(longer) - 1))
