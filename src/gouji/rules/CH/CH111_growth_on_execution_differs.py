"""A growth in next year's draft is not what this year's execution in the same paper gives (比上年执行数增长…).

The execution is the one of the same level, fund, side and name. It accuses only where the words compare with what was carried out
(完成数, 执行数, 决算数) and the paper states that in full words; a comparison on the same footing (同口径) never does.
"""

from __future__ import annotations

import re
from decimal import Decimal
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

TITLE = "增长幅度与文中上年数不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；增长幅度＝（预算数－上年数）÷上年数×100%"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入完成120亿元。
2025年全市一般公共预算收入安排126亿元，比2024年完成数增长5%。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入完成120亿元。
2025年全市一般公共预算收入安排126亿元，比2024年完成数增长«8%»。
"""

_MINUS = -Decimal(1)
_DONE = re.compile(r"完成|执行|决算|实际")
_LIKE = re.compile(r"口径|剔除|扣除|可比|不含|因素")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every growth of a draft whose former value the paper tells."""
    del context
    told = facts_of(extraction)
    for key, found in told.items():
        before = told.get(key._replace(year=key.year - 1), [])
        for fact in found if before else ():
            for rate in fact.item.rates:
                bases = _bases(before, rate) if rate.kind == "growth" and rate.direction else []
                if bases and not _LIKE.search(rate.words):
                    yield _claim(extraction, fact, rate, bases)


def _bases(before: Sequence[Fact], rate: Rate) -> list[Fact]:
    if _DONE.search(rate.words):
        return [other for other in before if other.basis == "执行"]
    if "预算" in rate.words:
        return [other for other in before if other.basis != "执行"]
    return [*before]


def _claim(extraction: Extraction, fact: Fact, rate: Rate, bases: Sequence[Fact]) -> Claim:
    now = Term(fact.item.figure)
    shapes = [
        Ratio((now, Term(base.item.figure, _MINUS)), (Term(base.item.figure),), rate.figure, absolute=True)
        for base in bases
    ]
    clear = fact.explicit and all(base.explicit for base in bases) and _DONE.search(rate.words) is not None
    return rate_claim(extraction, "CH111", Kind.CHANGE, fact, bases, shapes, clear=clear)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken growth."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    return f"增长幅度{extraction.figures[shape.result].text}与按文中上年数计算的{verdict.expected}%不一致，请核实比较口径。"
