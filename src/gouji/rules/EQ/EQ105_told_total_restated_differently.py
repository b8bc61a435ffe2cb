"""A government's paper states one total twice, differently (全市一般公共预算收入完成…).

One total is of one level, fund, side and year, carried out (完成, 执行), and named in full words at both places; a value in 亿元 and
one in 万元 agree where one rounds to the other. Where level or fund is only understood from the words before, it can bear out but
never accuses.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.rules.papers import facts_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.facts import Fact
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "同一总额前后不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；同一口径的数字前后应当一致"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入完成1205432万元。

加强征管，全市一般公共预算收入完成120.5亿元。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入完成1205432万元。

加强征管，全市一般公共预算收入完成«125.5亿元»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that each further statement of a total equals the first."""
    del context
    for found in facts_of(extraction).values():
        done = [fact for fact in found if fact.basis == "执行"]
        for later in done[1:]:
            first = done[0]
            if later.passage != first.passage:
                yield _claim(extraction, first, later)


def _claim(extraction: Extraction, first: Fact, later: Fact) -> Claim:
    one, other = extraction.figures[first.item.figure], extraction.figures[later.item.figure]
    return Claim(
        rule="EQ105",
        kind=Kind.EQUAL,
        source=Source.SENTENCE,
        shape=Linear((Term(one.id),), other.id),
        start=later.item.start,
        end=later.item.start,
        certain=first.certain and later.certain,
        falsifiable=one.text != other.text or first.item.lead != later.item.lead,
    )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for two statements that differ."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    first, later = extraction.figures[shape.terms[0].figure], extraction.figures[shape.result]
    return f"“{later.text}”与前文同一总额“{first.text}”不一致，请核实。"
