"""One item states its own amount twice, differently: it opens with one figure and repeats another."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "同一事项前后数额不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；同一事项前后一致"
GOOD = """
# 虚构市示例局2024年部门预算
1. 住房公积金208.80万元。2023年当年预算执行数为198.34万元，2024年预算安排208.80万元。
"""
BAD = """
# 虚构市示例局2024年部门预算
1. 住房公积金208.80万元。2023年当年预算执行数为198.34万元，2024年预算安排«201.50万元»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that each further mention in an item repeats its value."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        for again in statement.restated:
            if statement.value is not None:
                yield Claim(
                    rule="EQ101",
                    kind=Kind.EQUAL,
                    source=Source.SENTENCE,
                    shape=Linear(plus((statement.value,)), again),
                    start=statement.start,
                    end=statement.end,
                )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a restatement that differs."""
    first, again = verdict.claim.figures
    return f"同一事项前写{extraction.figures[first].text}，后写{extraction.figures[again].text}，前后不一致，请核实。"
