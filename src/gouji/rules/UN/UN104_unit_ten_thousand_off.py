"""单位差一万倍：同一数字一处写“元”、一处写“万元”。

The same numeral with its decimals stands with 万元 elsewhere in the part, or stands as an amount of a budget item in 元 among
amounts in 万元: one of the two units is wrong.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.codes import terms
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "元与万元混用"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

支出预算1682.76万元，职工食堂人均补贴15.5元，车辆每辆3.58万元。
"""
BAD = """# 青禾县林业局2026年部门预算

支出预算1682.76万元，2026年支出«1682.76元»，住房公积金«23.58元»，会议费3.20万元，培训费1.10万元，差旅费2.40万元。
"""
_AMOUNT = re.compile(r"(?<![\d.,])(?P<figure>\d[\d,]*(?:\.\d+)?)(?P<unit>万元|亿元|元)(?![/／]|旦|人均|每)")
_PER = re.compile(r"(?:每|人均|均价|单价|标准|日均|月均|平均|定额|面值|按)[^，。；]{0,14}$")
_DIGITS = 4
_AMONG = 4
_FEW = 3
_CLAUSE = re.compile(r"[^，。；、：:]{2,30}$")
_SMALL = 100000


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each amount in 元 whose numeral belongs to 万元."""
    found = [(plain, match) for plain in prose(extraction) for match in plain.find(_AMOUNT, "元")]
    by_figure: dict[tuple[int, str], set[str]] = defaultdict(set)
    for plain, match in found:
        by_figure[_key(extraction, plain, match)].add(match["unit"])
    large = sum(match["unit"] == "万元" for _, match in found)
    few = sum(match["unit"] == "元" for _, match in found) <= _FEW
    for plain, match in found:
        if match["unit"] != "元" or _PER.search(plain.text[: match.start()]):
            continue
        same = (
            "万元" in by_figure[_key(extraction, plain, match)] and len(re.sub(r"\D", "", match["figure"])) >= _DIGITS
        )
        if same or (few and large >= _AMONG and _item_in_yuan(plain, match)):
            expected = f"{match['figure']}万元"
            yield Hit(*plain.span(*match.span()), f"“{match[0]}”似应为“{expected}”，请核实单位。", expected=expected)


def _key(extraction: Extraction, plain: Plain, match: re.Match[str]) -> tuple[int, str]:
    part = extraction.part_index(plain.offsets[match.start()]) if extraction.parts else 0
    return part, match["figure"].replace(",", "")


def _item_in_yuan(plain: Plain, match: re.Match[str]) -> bool:
    """Whether it is a small amount with decimals whose clause names a known item."""
    figure = match["figure"].replace(",", "")
    if "." not in figure or int(figure.split(".")[0]) >= _SMALL:
        return False
    clause = _CLAUSE.search(plain.text[: match.start()])
    return clause is not None and bool(terms.find(clause[0]))
