"""Income and expenditure of a budget are not equal in the text: 收入预算, 支出预算, 收支总预算.

A department's budget is balanced, with what was carried over among its income. The totals of the two sides are found in the prose
by what they are about; where a side is told with several amounts nothing is claimed. Of one fund alone the sides need not
agree (money of another year may be spent), nor where something is left for the next year, nor this year's income (本年收入) alone
where money was carried over: there they only confirm each other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.extract.names import own_label
from gouji.extract.subjects import subject_of_node
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.subject import ALL, Subject
from gouji.rules.prose import is_budget, plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.index import Node
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "收入预算与支出预算不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "《预算法》第十二条：各级预算应当遵循收支平衡的原则"
GOOD = """
# 虚构市示例局2024年部门预算

## 一、收入预算情况

2024年收入预算1000.00万元，比上年增加20.00万元。

## 二、支出预算情况

2024年支出预算1000.00万元，比上年增加20.00万元。
"""
BAD = """
# 虚构市示例局2024年部门预算

## 一、收入预算情况

2024年收入预算1000.00万元。

## 二、支出预算情况

2024年支出预算«1010.00万元»。
"""
_ALL_FUNDS = "全部"
_OF_YEAR = re.compile("本年|当年")  # without the money carried over
_FLOWS = ("收支", "收入", "支出")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that the first side of a budget's totals that the prose tells equals each of the others."""
    del context
    sides: dict[Subject, dict[str, list[int]]] = defaultdict(lambda: defaultdict(list))
    left, carried, of_year = False, set[Decimal](), set[int]()
    for node in extraction.index.nodes:
        value = node.statement.value
        if value is None or node.statement.aside or not is_budget(extraction, node.statement):
            continue
        subject = subject_of_node(extraction, node)
        left = left or (subject.flow == "年末结转" and bool(extraction.figures[value].value))
        if subject.flow == "年初结转" and (amount := extraction.figures[value].amount):
            carried.add(amount)
        if _OF_YEAR.search(node.statement.label):
            of_year.add(value)
        if subject.flow in _FLOWS and _is_total(extraction, node, subject):
            sides[subject._replace(flow="收支")][subject.flow].append(value)
    for whole, told in sides.items():
        for claim in _claims(extraction, told, certain=whole.funds == _ALL_FUNDS and not left):
            first, other = (extraction.figures[number].amount or Decimal(0) for number in claim.figures)
            brought = carried and (of_year & set(claim.figures) or abs(first - other) in carried)
            yield replace(claim, certain=False) if brought else claim


def _is_total(extraction: Extraction, node: Node, subject: Subject) -> bool:
    """Whether a statement tells the whole of a side, of all money or of one fund."""
    part = extraction.part(node.statement.start)
    named = explain(own_label(node.statement.label, part)).axes
    whole = (subject.function, subject.economic, subject.nature, subject.topic) == (ALL,) * 4
    return whole and subject.known and "flow" in named and subject.period == str(part.year) and subject.basis == "预算"


def _claims(extraction: Extraction, told: dict[str, list[int]], *, certain: bool) -> Iterator[Claim]:
    alike = [told[flow][0] for flow in _FLOWS if len({extraction.figures[number].amount for number in told[flow]}) == 1]
    for other in alike[1:]:
        figure = extraction.figures[other]
        yield Claim(
            rule="EQ106",
            kind=Kind.EQUAL,
            source=Source.FORM,
            shape=Linear(plus(alike[:1]), other),
            start=figure.start,
            end=figure.end,
            certain=certain,
        )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for sides that differ."""
    first, other = (extraction.figures[number] for number in verdict.claim.figures)
    return f"预算收支总额一处写{first.text}，另一处写{other.text}，不一致，请核实；有结转下年的请写明。"
