"""A completion rate of a government's paper is not what the budget told before it gives (预算调整为…；完成…，为调整预算的…).

The budget is the one of the same level, fund, side and year; where the words name 年初预算 or 调整预算 it is that one. It accuses only where
the same section names one such budget in full words; elsewhere it can only bear the rate out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Kind, Ratio, Term
from gouji.rules.papers import facts_of, rate_claim

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.facts import Fact
    from gouji.extract.papers.stream import Rate
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "预算完成率与文中预算数不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；完成率＝执行数÷预算数×100%"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入调整预算为125亿元。全市一般公共预算收入完成120亿元，为调整预算的96%。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入调整预算为125亿元。全市一般公共预算收入完成120亿元，为调整预算的«69%»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every completion whose budget the paper tells."""
    del context
    for found in facts_of(extraction).values():
        for fact in found:
            for rate in fact.item.rates if fact.basis == "执行" else ():
                budgets = _budgets(found, fact, rate) if rate.kind == "completion" else []
                if budgets:
                    yield _claim(extraction, fact, rate, budgets)


def _budgets(found: Sequence[Fact], fact: Fact, rate: Rate) -> list[Fact]:
    """Return the budgets that a completion may speak of, those told before it and nearest to it first."""
    adjusted = "调整" in rate.basis or "变动" in rate.basis
    named = "调整预算" if adjusted else "预算" if "年初" in rate.basis else ""
    fit = [other for other in found if other.basis in ({named} if named else {"预算", "调整预算"})]
    return sorted(fit, key=lambda other: (other.item.start > fact.item.start, abs(other.item.start - fact.item.start)))


def _claim(extraction: Extraction, fact: Fact, rate: Rate, budgets: Sequence[Fact]) -> Claim:
    shapes = [Ratio((Term(fact.item.figure),), (Term(budget.item.figure),), rate.figure) for budget in budgets]
    clear = fact.explicit and all(other.explicit and other.section == fact.section for other in budgets)
    return rate_claim(extraction, "CO104", Kind.COMPLETION, fact, budgets, shapes, clear=clear)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken completion."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    return (
        f"完成率{extraction.figures[shape.result].text}与按文中预算数计算的{verdict.expected}%不一致，请核实预算口径。"
    )
