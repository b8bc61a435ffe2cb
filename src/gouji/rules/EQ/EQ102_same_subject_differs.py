"""The same subject (口径) is stated twice in the document, with different amounts.

Two figures are of one subject only where every axis is known and equal: year, basis, flow, funds, 科目, nature, topic. A
label with a word that the vocabulary does not know never takes part.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "同一口径的数额在不同位置不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；同一口径数据前后一致"
GOOD = """
# 虚构市示例局2024年部门预算

## 一、支出预算情况说明

2024年支出预算1000.00万元，其中：基本支出600.00万元，项目支出400.00万元。

## 二、收支预算总体情况

2024年项目支出预算400.00万元。
"""
BAD = """
# 虚构市示例局2024年部门预算

## 一、支出预算情况说明

2024年支出预算1000.00万元，其中：基本支出600.00万元，项目支出400.00万元。

## 二、收支预算总体情况

2024年项目支出预算«410.00万元»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that the mentions of each known subject agree: tables before prose, else the first mention leads."""
    del context
    for quantity in extraction.quantities:
        if not quantity.subject.known or len(quantity.mentions) < 2:  # noqa: PLR2004  one mention agrees with itself
            continue
        ordered = sorted(quantity.mentions, key=lambda number: (extraction.figures[number].table is None, number))
        first = ordered[0]
        for other in ordered[1:]:
            figure = extraction.figures[other]
            if figure.table is not None and extraction.figures[first].table is not None:
                continue
            yield Claim(
                rule="EQ102",
                kind=Kind.EQUAL,
                source=Source.SENTENCE,
                shape=Linear(plus((first,)), other),
                start=figure.start,
                end=figure.end,
            )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for two places that differ."""
    first, other = (extraction.figures[number] for number in verdict.claim.figures)
    where = f"表{first.table + 1}" if first.table is not None else "另一处"
    return f"同一口径在此处与{where}分别写作{other.text}、{first.text}，不一致，请核实。"
