"""A completion rate (完成预算) is not what account and budget give.

Where no budget is printed, it is the account less what it exceeds the budget by (决算数大于预算数10.00万元).
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Ratio, Source, Term
from gouji.rules.prose import same_kind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Completion, Extraction, Statement
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
            budget = _printed(extraction, statement, completion) or _by_difference(extraction, statement, completion)
            if statement.value is None or not budget:
                continue
            yield Claim(
                rule="CO101",
                kind=Kind.COMPLETION,
                source=Source.SENTENCE,
                shape=Ratio((Term(statement.value),), budget, completion.rate),
                start=statement.start,
                end=statement.end,
                certain=not statement.aside,
            )


def _printed(extraction: Extraction, statement: Statement, completion: Completion) -> tuple[Term, ...]:
    """Return the budget that is printed, () where none is or it is nothing."""
    budget = completion.budget
    fits = statement.value is not None and budget is not None and same_kind(extraction, budget, statement.value)
    return (Term(budget),) if fits and budget is not None and extraction.figures[budget].amount else ()


def _by_difference(extraction: Extraction, statement: Statement, completion: Completion) -> tuple[Term, ...]:
    """Return the budget as the account less what it exceeds the budget by, () where not one such difference is printed."""
    if statement.value is None or completion.budget is not None:
        return ()
    told = [
        (change.amount, change.direction)
        for change in statement.changes
        if change.amount is not None
        and change.direction
        and "预算" in change.against[1]
        and not change.against[0]
        and ("年初" in completion.basis or "年初" not in change.against[1])
        and not re.search("调整|全年", completion.basis)
        and same_kind(extraction, change.amount, statement.value)
    ]
    if len(told) != 1:
        return ()
    amount, direction = told[0]
    left = (extraction.figures[statement.value].amount or 0) - (extraction.figures[amount].amount or 0) * direction
    return (Term(statement.value), Term(amount, Decimal(-direction))) if left else ()


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken completion."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    return f"完成率{extraction.figures[shape.result].text}与按决算数、预算数计算的{verdict.expected}%不一致，请核实。"
