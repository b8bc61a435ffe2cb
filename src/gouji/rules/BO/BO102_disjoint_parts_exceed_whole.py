"""Two parts that exclude each other by their words (在预留的采购项目中…；在其他采购项目中…) exceed the whole that holds both."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Statement
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "互不包含的两部分之和大于总数"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；部分之和不应大于总体"
GOOD = """
# 虚构市示例局2024年部门决算

2024年度政府采购金额为50.00万元。

在面向中小企业预留的政府采购项目中，由中小企业供应商中标的，采购金额30.00万元；在其他政府采购项目中，由中小企业供应商中标的，采购金额20.00万元。
"""
BAD = """
# 虚构市示例局2024年部门决算

2024年度政府采购金额为50.00万元。

在面向中小企业预留的政府采购项目中，由中小企业供应商中标的，采购金额30.00万元；在其他政府采购项目中，由中小企业供应商中标的，采购金额«30.00万元»。
"""
_OTHER = re.compile(r"^在?(?:其他|其它|非预留的?)(?P<kind>.+)$")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that a part and the part of all others (其他) are together at most the whole of their kind."""
    del context
    named = [node.statement for node in extraction.index.nodes if _only(node.statement) is not None]
    for index, statement in enumerate(named):
        other = _OTHER.match(statement.label)
        if other is None:
            continue
        for first in _before(named[:index], other["kind"]):
            for whole in _wholes(extraction, other["kind"]):
                yield _claim(first, statement, whole)


def _only(statement: Statement) -> Statement | None:
    """Return the one amount that a nameless whole (在…中) holds."""
    if statement.value is not None or len(statement.parts) != 1 or statement.parts[0].value is None:
        return None
    return statement.parts[0]


def _before(named: list[Statement], kind: str) -> Iterator[Statement]:
    """Yield the first statement of the run before that divides the same kind."""
    run = [statement for statement in named if statement.label.endswith(kind) and not _OTHER.match(statement.label)]
    yield from run[:1]


def _wholes(extraction: Extraction, kind: str) -> Iterator[int]:
    topic = explain(kind).axes.get("topic")
    for quantity in extraction.quantities:
        subject = quantity.subject
        number = next((one for one in quantity.mentions if extraction.figures[one].table is None), None)
        if topic and subject.known and subject.topic == topic and number is not None and subject.measure == "amount":
            yield number
            return


def _claim(first: Statement, other: Statement, whole: int) -> Claim:
    values = [part.value for part in (first.parts[0], other.parts[0]) if part.value is not None]
    return Claim(
        rule="BO102",
        kind=Kind.BOUND,
        source=Source.SENTENCE,
        shape=Linear(plus(values), whole, at_most=True),
        start=first.start,
        end=other.end,
        suspect=values[-1],
    )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for two parts that exceed their whole."""
    first, other, whole = (extraction.figures[number] for number in verdict.claim.figures)
    return f"互不包含的两部分{first.text}、{other.text}之和大于总数{whole.text}，请核实。"
