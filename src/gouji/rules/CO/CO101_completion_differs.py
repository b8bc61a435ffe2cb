"""A completion rate (完成预算) is not what account and budget give."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Ratio, Source, Term
from gouji.rules.prose import same_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "预算完成率与决算数、预算数不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；完成率＝决算数÷预算数×100%"
GOOD = """
# 虚构市示例局2024年部门决算
“三公”经费支出预算为8.00万元，支出决算为6.00万元，完成预算的75.00%。
"""
BAD = """
# 虚构市示例局2024年部门决算
“三公”经费支出预算为8.00万元，支出决算为6.00万元，完成预算的«57.00%»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every completion whose budget is printed."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        for completion in statement.completions:
            budget = completion.budget
            if statement.value is None or budget is None or not same_kind(extraction, budget, statement.value):
                continue
            if extraction.figures[budget].amount == 0:
                continue
            yield Claim(
                rule="CO101",
                kind=Kind.COMPLETION,
                source=Source.SENTENCE,
                shape=Ratio((Term(statement.value),), (Term(budget),), completion.rate),
                start=statement.start,
                end=statement.end,
                certain=not statement.aside,
            )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken completion."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    return f"完成率{extraction.figures[shape.result].text}与按决算数、预算数计算的{verdict.expected}%不一致，请核实。"
