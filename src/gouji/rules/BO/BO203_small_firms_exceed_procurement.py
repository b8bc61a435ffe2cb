"""What small firms won in 政府采购 is more than all that was procured (DOMAIN C30, procurement).

Of one year's 政府采购支出 a part goes to 中小企业, at most all of it, and of that a part to 小微企业. The words before each amount,
back to the amount before it, say which of these it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.figure import Dimension
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "授予中小企业的采购金额大于政府采购总额"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "《政府采购促进中小企业发展管理办法》（财库〔2020〕46号）：公开面向中小企业采购的情况"
GOOD = """
# 虚构市示例局2024年部门决算

2024年政府采购支出总额30.00万元，其中：政府采购货物支出30.00万元、政府采购工程支出0万元、政府采购服务支出0万元。

授予中小企业合同金额20.00万元，占政府采购支出总额的66.67%，其中：授予小微企业合同金额12.00万元。
"""
BAD = """
# 虚构市示例局2024年部门决算

2024年政府采购支出总额30.00万元，其中：政府采购货物支出30.00万元、政府采购工程支出0万元、政府采购服务支出0万元。

授予中小企业合同金额«35.00万元»，其中：授予小微企业合同金额12.00万元。
"""
_KINDS = (
    ("small", re.compile(r"授予小(?:型|微)[^。]*合同")),
    ("granted", re.compile(r"授予中小企业[^。]*合同")),
)
_SENTENCE = re.compile(r"[。\n]")
_REACH = 80


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the bounds between what small firms won and all that was procured."""
    del context
    totals = {
        quantity.mentions[0]
        for quantity in extraction.quantities
        if quantity.subject.topic == "采购" and extraction.figures[quantity.mentions[0]].table is None
    }
    won = _won(extraction)
    granted = won.get("granted", [])
    if len(totals) == len(granted) == 1:
        yield _claim(extraction, granted[0], totals.pop())
    if len(granted) == 1 and len(won.get("small", ())) == 1:
        yield _claim(extraction, won["small"][0], granted[0])


def _won(extraction: Extraction) -> dict[str, list[int]]:
    """Return kind to the amounts that the running text gives it."""
    found: dict[str, list[int]] = {}
    text = extraction.document.text
    last = 0
    for figure in extraction.figures:
        if figure.table is not None or figure.unit is None or figure.unit.dimension is not Dimension.MONEY:
            continue
        before = _SENTENCE.split(text[max(last, figure.start - _REACH) : figure.start])[-1]
        kind = next((kind for kind, pattern in _KINDS if pattern.search(before)), "")
        if kind and figure.exact:
            found.setdefault(kind, []).append(figure.id)
        last = figure.end
    return found


def _claim(extraction: Extraction, part: int, whole: int) -> Claim:
    figure = extraction.figures[part]
    shape = Linear(plus((part,)), whole, at_most=True)
    return Claim("BO203", Kind.BOUND, Source.FORM, shape, figure.start, figure.end, suspect=part)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a part that exceeds all that was procured."""
    part, whole = (extraction.figures[number] for number in verdict.claim.figures)
    return f"{part.text}大于所属总额{whole.text}，请核实。"
