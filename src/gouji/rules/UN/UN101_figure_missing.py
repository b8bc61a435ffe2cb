"""缺数：单位前没有数字（比上年增加万元、占%）。

A unit of money or a per cent sign directly behind a word that asks for a figure, and before the clause goes on, says that the
figure was never filled in. Table headings, 单位：万元 and set phrases (每万元产值) have a unit without a figure by nature.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "缺少数字"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "预决算公开文字应当完整"
GOOD = """# 青禾县林业局2026年部门预算

公务接待费预算**万元，每万元支出效益提高，金额以万元为单位，增长率百分之五，占比5%。
"""
BAD = """# 青禾县林业局2026年部门预算

公务接待费预算3万元，比上年«增加万元»，«增长%»。项目«支出万元»，«占总支出的%»，共有«车辆辆»。
"""
_VERB = "增加|减少|增长|下降|上升|降低|提高|追加|调增|调减|结余|结转"
_NOUN = "支出|收入|预算|决算|合计|总计|共计|总额|金额|经费|费|拨款|预算数|决算数|安排|数|额|资金"
_COPULA = "为|约|计|达|共|是"
_AFTER = r"(?=[，。；、,;）)]|$|(?:比|较|与|占|用于|主要|其中|增长|下降|增加|减少|完成)[^：])"
_MONEY = re.compile(
    rf"(?:(?:{_VERB}|{_NOUN}|{_COPULA})[_＿—-]*(?:万元|亿元)|(?:增加|减少|追加|调增|调减)[_＿—-]*元){_AFTER}"
)
_RATE = re.compile(
    r"(?:(?:增长|下降|减少|增加|上升|降低|提高|(?:占|完成)[\u3400-\u9fff“”]{0,20}|比例为|比重为|率为|率达|增幅|降幅|减幅)[_＿]*"
    r"(?:%|％|个?百分点))(?=[，。；、,;）)]|$)"
)
_COUNT = re.compile(r"(?:公务用车|车辆|用车|购置)辆(?=[，。；、（]|$)|购置辆(?=\d)")
_PARTS = re.compile(r"[，。；]")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each unit without its figure; the span covers the asking word and the unit."""
    for plain in prose(extraction):
        if plain.kind == "heading" or not _PARTS.search(plain.text):
            continue
        for pattern, needed in ((_MONEY, "元"), (_RATE, ""), (_COUNT, "辆")):
            for match in plain.find(pattern, needed):
                yield Hit(*plain.span(*match.span()), f"“{match[0]}”缺少数字，请补填。")
