"""Two statements of one amount compare it with the same year, and print different changes.

Income and expenditure of one year, 财政拨款 and 一般公共预算 of a department that has nothing else: the same money, the same
former money, so the same change and the same rate. A difference is reported where the subject is one and named alike, or where
the two are income and expenditure of one budget, which is balanced each year: where merely the amounts are equal this year,
last year's may have differed, and equal changes just confirm each other.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.extract.index import meaning
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.prose import is_budget, plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "同一数额的增减额或增减幅度前后不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；同一口径增减前后一致"
GOOD = """
# 虚构市示例局2024年部门预算

## 一、收支预算总体情况

2024年支出预算1000.00万元，比上年增加100.00万元，增长11.11%。

## 二、支出预算情况

2024年支出预算1000.00万元，比上年增加100.00万元，增长11.11%。
"""
BAD = """
# 虚构市示例局2024年部门预算

## 一、收支预算总体情况

2024年支出预算1000.00万元，比上年增加100.00万元。

## 二、支出预算情况

2024年支出预算1000.00万元，比上年增加«110.00万元»。
"""

_SIDES = {"收入", "支出"}


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that changes of equal amounts against one year are equal."""
    del context
    groups: dict[tuple[object, ...], list[tuple[Statement, Change]]] = defaultdict(list)
    for node in extraction.index.nodes:
        statement = node.statement
        value = extraction.figures[statement.value].amount if statement.value is not None else None
        if value and not statement.aside:
            for change in statement.changes[:1]:
                groups[value, base_name(change), change.direction].append((statement, change))
    for told in groups.values():
        first, change = told[0]
        for other, again in told[1:]:
            certain = _one_subject(extraction, first, other)
            yield from _claims(first, other, change, again, certain=certain)


def _claims(first: Statement, other: Statement, change: Change, again: Change, *, certain: bool) -> Iterator[Claim]:
    pairs = ((change.amount, again.amount), (change.rate, again.rate))
    for one, two in pairs:
        if one is not None and two is not None:
            yield Claim(
                rule="EQ104",
                kind=Kind.EQUAL,
                source=Source.SENTENCE,
                shape=Linear(plus((one,)), two),
                start=first.start,
                end=other.end,
                certain=certain,
            )


def base_name(change: Change) -> str:
    """Return what is compared with: 上年 and its number are the same year."""
    period, basis = change.against
    return "预算" if not period and "预算" in basis else "上年"


def _one_subject(extraction: Extraction, first: Statement, other: Statement) -> bool:
    if first.value is None or other.value is None:
        return False
    one, two = extraction.subjects[first.value], extraction.subjects[other.value]
    if one is None or two is None or not one.known:
        return False
    return (one == two and meaning(first.label) == meaning(other.label)) or (
        is_budget(extraction, first) and {one.flow, two.flow} == _SIDES and one._replace(flow=two.flow) == two
    )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for two changes that differ."""
    first, other = (extraction.figures[number] for number in verdict.claim.figures)
    return f"同一数额的增减一处写{first.text}，另一处写{other.text}，不一致，请核实。"
