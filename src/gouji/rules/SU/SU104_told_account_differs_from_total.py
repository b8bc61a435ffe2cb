"""A sum that a government's paper tells (收入…，加上…，收入总计…) does not come to its total.

Read are 收入…加上…收入总计, 总收入…其中：…, and 支出总计…剔除…后，支出安排…; what stands in brackets and 其中 in between is no term. Where
the words leave open which amount the sum begins with, any reading that holds is taken, and none accuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Linear
from gouji.rules.papers import account_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "所列各项之和与总计不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；收支总计与所列各项的勾稽"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
全市一般公共预算收入120.5亿元，增长3%。加上上级补助收入80.2亿元、上年结转9.3亿元，收入总计210亿元。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
全市一般公共预算收入120.5亿元，增长3%。加上上级补助收入80.2亿元、上年结转9.3亿元，收入总计«215亿元»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every sum told in running text."""
    del context
    yield from account_claims(extraction, ("sum",), "SU104")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    total = extraction.figures[shape.result]
    return f"“{total.text}”与文中所列{len(shape.terms)}项合计的{verdict.expected}不一致，相差{abs(verdict.difference or 0)}，请核实是否漏列或误写。"
