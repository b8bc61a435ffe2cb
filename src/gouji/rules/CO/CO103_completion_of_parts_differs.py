"""A completion rate of an account does not fit the budget that another place of the document gives in its parts.

An adjusted budget is the opening budget plus what was added in the year. Where one place lists both with what was spent of
each, and the spending adds up to the very account for which another place claims a completion rate, the budgets of the list
are that account's budget.
"""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Ratio, Source
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Statement
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "预算完成率与另一处所列的年初预算、追加预算不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；调整预算数＝年初预算数＋追加预算数"
GOOD = """
# 虚构市示例局2024年部门决算

## 一、支出决算情况

项目支出决算为90.00万元，完成预算的90.00%。

## 二、附件

2024年年初预算项目安排80.00万元，实际支出75.00万元。2024年追加预算安排20.00万元，实际支出15.00万元。
"""
BAD = """
# 虚构市示例局2024年部门决算

## 一、支出决算情况

项目支出决算为90.00万元，完成预算的«100%»。

## 二、附件

2024年年初预算项目安排80.00万元，实际支出75.00万元。2024年追加预算安排20.00万元，实际支出15.00万元。
"""
_OPENING, _ADDED = re.compile(r"年初(?:批复|安排)?(?:的)?预算|年初安排"), re.compile(r"追加|调增")
_TWO = 2


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim each completion against the budgets whose spending adds up to its account."""
    del context
    lists = list(_lists(extraction))
    for node in extraction.index.nodes:
        statement = node.statement
        if statement.value is None or statement.budget is not None or statement.aside:
            continue
        for parts in lists:
            if statement not in parts and _adds_up(extraction, statement.value, parts):
                yield from _claims(statement, parts)


def _lists(extraction: Extraction) -> Iterator[tuple[Statement, ...]]:
    """Yield the statements of one section that give a budget and what was spent of it: one opening, the others added."""
    sections: dict[int, list[Statement]] = defaultdict(list)
    for node in extraction.index.nodes:
        statement = node.statement
        if statement.budget is not None and extraction.index.is_money(statement.value):
            path = extraction.section_path(statement.start)
            sections[path[-1].start if path else 0].append(statement)
    for told in sections.values():
        opening = [statement for statement in told if _OPENING.search(statement.label)]
        added = [statement for statement in told if _ADDED.search(statement.label)]
        if len(opening) == 1 and added and opening[0] not in added:
            yield (opening[0], *added)


def _adds_up(extraction: Extraction, total: int, parts: tuple[Statement, ...]) -> bool:
    figures = [extraction.figures[part.value] for part in parts if part.value is not None]
    spent = [figure.amount for figure in figures if figure.exact and figure.amount]
    return len(spent) >= _TWO and sum(spent) == extraction.figures[total].amount


def _claims(statement: Statement, parts: tuple[Statement, ...]) -> Iterator[Claim]:
    budgets = tuple(part.budget for part in parts if part.budget is not None)
    for completion in statement.completions:
        if statement.value is not None and completion.budget is None:
            chosen = budgets[:1] if "年初" in completion.basis else budgets
            yield Claim(
                rule="CO103",
                kind=Kind.COMPLETION,
                source=Source.SENTENCE,
                shape=Ratio(plus((statement.value,)), plus(chosen), completion.rate),
                start=statement.start,
                end=statement.end,
            )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a completion that the parts of the budget contradict."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    budgets = "＋".join(extraction.figures[term.figure].text for term in shape.denominator)
    rate = extraction.figures[shape.result].text
    return f"完成率{rate}与另一处所列预算{budgets}计算的{verdict.expected}%不一致，请核实完成率和预算数。"
