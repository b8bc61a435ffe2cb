"""A government's debt stands above its limit (债务余额 > 债务限额), told in one paragraph for one level."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.rules.papers import ceilings_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "债务余额大于债务限额"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第三十五条：地方政府债务余额不得突破批准的限额；财预〔2015〕225号"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市政府债务限额300.5亿元。截至2024年底，全市政府债务余额280.4亿元。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市政府债务限额300.5亿元。截至2024年底，全市政府债务余额«380.4亿元»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that no debt told with its limit exceeds it."""
    del context
    for ceiling in ceilings_of(extraction):
        yield Claim(
            rule="BO105",
            kind=Kind.BOUND,
            source=Source.SENTENCE,
            shape=Linear((Term(ceiling.balance),), ceiling.limit, at_most=True),
            start=ceiling.start,
            end=ceiling.end,
            suspect=ceiling.balance,
            falsifiable=False,
        )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a debt above its limit."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    balance, limit = extraction.figures[shape.terms[0].figure], extraction.figures[shape.result]
    return f"债务余额{balance.text}大于债务限额{limit.text}，请核实。"
