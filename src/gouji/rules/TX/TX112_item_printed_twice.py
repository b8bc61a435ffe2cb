"""同一项重复列示：相邻两项除编号外完全相同。

Two items of a list that follow each other and agree in every word and figure are one item printed twice, or the second was
never rewritten.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "同一项重复列示"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

1．造林（项）支出5万元，与上年持平，主要用于购苗。

2．护林（项）支出5万元，与上年持平，主要用于购苗。
"""
BAD = """# 青禾县林业局2026年部门预算

1．造林（项）支出5万元，与上年持平，主要用于购苗。

«2．造林（项）支出5万元，与上年持平，主要用于购苗。»
"""
_MARK = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?")
_AMOUNT = re.compile(r"[1-9][\d,.]*(?:万元|亿元|元)")
_SHORTEST = 16


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the second of two equal neighbours."""
    before = ""
    for plain in prose(extraction):
        words = _MARK.sub("", plain.text)
        if words == before and len(words) >= _SHORTEST and _AMOUNT.search(words):
            yield Hit(*plain.span(0, len(plain.text)), "本项与上一项除编号外完全相同，请核实是否重复列示。")
        before = words
