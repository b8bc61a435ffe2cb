"""缺单位：金额或比率后没有单位（支出为120.35，比上年增加）。

In running text every amount carries its unit. A numeral with decimals directly behind a word of money and before a mark of
punctuation has none. A section that states its unit once (单位：万元), and figures that share a unit further on
(12.30、15.60万元), are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "缺少单位"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

项目支出分别为12.30、15.60万元，比上年增加1.20万元，增长4.49%。版本3.10，更新到4.20。
"""
BAD = """# 青禾县林业局2026年部门预算

项目支出为«120.35»，比上年增加10.20万元，增长«9.26»。
"""
_NUMERAL = r"(?P<figure>(?<![\d.,])\d[\d,]*\.\d{1,2})(?![\d.,]*\d)"
_MONEY = r"(?:支出|收入|预算|决算|经费|费|总计|合计|资金|拨款|总额|金额|增加|减少)数?(?:为|是|约|共计|共)?"
_RATE = r"(?:增长|下降|增幅为?|降幅为?|占比为?|占[^，。；\d]{1,16}的)"
_PATTERN = re.compile(rf"(?:{_MONEY}|{_RATE}){_NUMERAL}(?=[，。；]|比上年|比20|较上年|占)")
_STATED = re.compile(r"单位[：:](?:人民币)?(?:万元|元|亿元)")
_UNITS = ("万元", "%", "％")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each figure without a unit among figures with one."""
    for plain in prose(extraction):
        if plain.kind == "heading" or not any(unit in plain.text for unit in _UNITS) or _STATED.search(plain.text):
            continue
        for match in plain.find(_PATTERN):
            yield Hit(*plain.span(*match.span("figure")), f"“{match['figure']}”后缺少单位，请补填。")
