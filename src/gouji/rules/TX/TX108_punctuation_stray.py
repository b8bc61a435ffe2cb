"""多余标点：句号之后直接是金额（维修费。12.61万元），金额与单位之间有逗号（707,万元），或标点连用（，。）。

A sentence never begins with a bare amount: the full stop before it cut an item from its figure. Doubled marks are a
smaller matter and only a note.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "多余标点"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "标点符号用法（GB/T 15834）"
GOOD = """# 青禾县林业局2026年部门预算

会议费1.20万元、培训费2.10万元。2.公务接待费3万元。
"""
BAD = """# 青禾县林业局2026年部门预算

会议费«。»1.20万元、差旅费2.20«,»万元、培训费2.10万元«，。»公务接待费3万元。
"""
_BEFORE_FIGURE = re.compile(
    r"(?<=[\u3400-\u9fff）])[。；](?=\d[\d,]*(?:\.\d+)?(?:万元|亿元|元)(?:[，。；、）]|$|比|较|增|减|占|等))"
)
_BEFORE_UNIT = re.compile(r"(?<=\d)[,，](?=[万亿]?元)")
_DOUBLED = re.compile(
    r"(?<![。，、；：])(?:，，|、、|；；|：：|。。|[，、；][。]|。[，、；]|，[、；]|、，|；，)(?![。，、；：])"
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each stray mark."""
    for plain in prose(extraction):
        if plain.kind == "heading":
            continue
        for match in plain.find(_BEFORE_FIGURE):
            if not plain.solid(match.start(), match.end() + 1):
                continue  # columns read across leave such gaps
            yield Hit(*plain.span(*match.span()), f"“{match[0]}”把名称与金额断开，请核实并删去。", expected="")
        for match in plain.find(_BEFORE_UNIT):
            yield Hit(*plain.span(*match.span()), f"“{match[0]}”把数与单位断开，请删去。", expected="")
        for match in plain.find(_DOUBLED):
            yield Hit(*plain.span(*match.span()), f"标点“{match[0]}”连用，请保留一个。", severity=Severity.NOTE)
