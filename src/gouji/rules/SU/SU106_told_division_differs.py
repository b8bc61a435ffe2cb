"""The parts into which a government's paper divides an amount (一般债务、专项债务; 税收、非税; 市级、县区) do not add up to it.

Only parts that make up the whole by what they are: 一般 and 专项 of a debt, a limit or a balance, the levels that hold it, new and
refinancing bonds, 税收 and 非税 of the revenue, 一般性 and 专项 of transfers, 购置 and 运行 of cars, problems mended and not. In tables
一般 and 专项 in the lines under a debt's own, or in the columns beside it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.formulas import formula_sums, row_formulas
from gouji.extract.tables.limits import kinds_of_debt
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.papers import divisions_of
from gouji.rules.prose import plus
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.sheets import Sheet
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "分项之和与总额不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；财预〔2015〕225号：债务限额分为一般债务限额和专项债务限额"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市政府债务限额300.5亿元，其中：一般债务限额120.2亿元，专项债务限额180.3亿元。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市政府债务限额«305.5亿元»，其中：一般债务限额120.2亿元，专项债务限额180.3亿元。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every division told in running text."""
    del context
    for division in divisions_of(extraction):
        every = Linear(plus((*division.parts, *division.more)), division.whole)
        yield Claim(
            rule="SU106",
            kind=Kind.SUM,
            source=Source.SENTENCE,
            shape=Linear(plus(division.parts), division.whole),
            start=division.start,
            end=division.end,
            certain=division.certain,
            alternatives=(every,) if division.more else (),
        )
    for sheet in extraction.sheets if extraction.governmental else ():
        if not _prints_formulas(extraction, sheet):
            yield from claims(extraction, kinds_of_debt(sheet), "SU106")


def _prints_formulas(extraction: Extraction, sheet: Sheet) -> bool:
    """Whether the table says by itself what adds up (A=B+C)."""
    formulas = (*formula_sums(extraction.document, sheet), *row_formulas(extraction.document, sheet))
    return bool(formulas)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken division."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    parts = "、".join(extraction.figures[term.figure].text for term in shape.terms)
    whole = extraction.figures[shape.result]
    return f"总额“{whole.text}”与分项{parts}之和{verdict.expected}不一致，相差{abs(verdict.difference or 0)}，请核实。"
