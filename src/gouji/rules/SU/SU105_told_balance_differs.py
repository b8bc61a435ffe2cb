"""A balance that a government's paper tells (收支相抵，结转下年…; 收支平衡; 滚存结余) is not what the two sides give.

Totals of income and expenditure that differ are lawful where the difference is carried over: 总计减总计 is then the 结转. Equal totals
are demanded only where the words say that they balance.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Kind, Linear
from gouji.rules.papers import account_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "结转结余与收支总计不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；收入总计－支出总计＝结转结余"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
全市收入总计210亿元，支出总计201.5亿元。收支相抵，结转下年8.5亿元。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
全市收入总计210亿元，支出总计201.5亿元。收支相抵，结转下年«9.5亿元»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every balance told in running text."""
    del context
    yield from account_claims(extraction, ("balance", "even", "rolled"), "SU105")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken balance."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    result = extraction.figures[shape.result]
    if verdict.claim.kind is Kind.EQUAL:
        return f"文中称收支平衡，但支出总计“{result.text}”与收入总计{verdict.expected}不一致，请核实。"
    return f"“{result.text}”与按文中收支计算的{verdict.expected}不一致，相差{abs(verdict.difference or 0)}，请核实。"
