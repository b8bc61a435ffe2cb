"""单位不全：“209万用于”“1682.76万。”缺“元”字，或误写（3万无）。

An amount ends in 万元 or 亿元. A numeral with 万 alone, behind words of money and before the clause goes on, lost its 元. A
range (3万至5万元), a limit in a law (50万以上) and counts (惠及500万农村居民) are none.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "金额单位不全"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

项目支出30万元，惠及群众3万，增加服务对象2万。单价20万以上设备费用为3万至5万元。
"""
BAD = """# 青禾县林业局2026年部门预算

项目支出«30.5万»，公务接待费增加«2万»用于外宾接待，工会经费«4.1万无»；会议费3万元。
"""
_AMOUNT = r"(?<![\d.,])\d[\d,]*(?:\.\d+)?"
_BARE = re.compile(r"\d[万亿](?!元)")
_CUT = re.compile(rf"(?P<amount>{_AMOUNT}[万亿])(?=[，。；）)]|、(?!\d)|用于|增长|下降|主要|其中|占(?!地)|比|较)")
_WRONG = re.compile(rf"(?P<amount>{_AMOUNT}万[无园圆远])(?=[，。；、）)]|用于|增长|下降|主要|其中|占|比|较)")
_MONEY = re.compile(
    r"(?:经费|费|支出|收入|预算|决算|资金|拨款|金额|总额|投资|补助|奖金|工资|补贴|采购|合同|万元)[^，。；]{0,12}$|(?:支出|经费|费用?|专项|资金)[^。；]{0,14}(?:增加|减少|追加)$"
)
_PEOPLE = re.compile(r"(?:人口|人数|群众|人次|对象|居民|户|面积|数量|产量|册|份|株|亩)[^，。；]{0,8}$")
_TAIL = 24


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each amount whose unit is cut or misspelt."""
    if "万元" not in extraction.document.text:
        return
    for plain in prose(extraction):
        if not _BARE.search(plain.text):
            continue
        for match in plain.find(_CUT):
            if _is_money(plain, match):
                expected = f"{match['amount']}元"
                yield Hit(
                    *plain.span(*match.span("amount")),
                    f"“{match['amount']}”单位不全，似应为“{expected}”，请核实。",
                    expected=expected,
                )
        for match in plain.find(_WRONG):
            expected = f"{match['amount'][:-1]}元"
            yield Hit(
                *plain.span(*match.span("amount")),
                f"“{match['amount']}”单位有误，似应为“{expected}”，请核实。",
                expected=expected,
            )


def _is_money(plain: Plain, match: re.Match[str]) -> bool:
    before = plain.text[max(match.start() - _TAIL, 0) : match.start()]
    return _MONEY.search(before) is not None and not _PEOPLE.search(before)
