"""The changes of the parts do not add up to the change of the whole.

比上年减少22.24万元 of which 7.00, 5.64 and 9.60 less: where every part of a complete list tells its change, the changes add up.
What is listed within a reason may confirm the change, but is rarely complete and never contradicts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.model.figure import comparable
from gouji.rules.prose import ONE, is_complete, listed_parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "分项增减额之和与总增减额不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；分项增减额之和＝总增减额"
GOOD = """
# 虚构市示例局2024年部门预算
2024年“三公”经费预算30.00万元，比上年减少6.00万元。其中：公务用车运行维护费20.00万元，比上年减少4.00万元；公务接待费10.00万元，比上年减少2.00万元。

## 二、会议费和培训费

2024年会议费和培训费10.00万元，比上年减少1.00万元。其中：

1、会议费4.00万元，比上年减少3.00万元。

2、培训费

（1）机关培训费5.00万元，比上年增加2.00万元。

（2）外出培训费1.00万元，与上年持平。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年“三公”经费预算30.00万元，比上年减少«8.00万元»。其中：公务用车运行维护费20.00万元，比上年减少4.00万元；公务接待费10.00万元，比上年减少2.00万元。
"""

_TWO = 2


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the sum of changes for the parts of each statement, and for what its reason lists."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        for change in statement.changes[:1]:
            if change.amount is None or not change.direction or change.excluding:
                continue
            yield from _of_parts(extraction, statement, change)
            reasons = _terms(extraction, _flat(statement.reasons), change)
            if len(reasons) >= _TWO:
                yield _claim(statement, change, reasons, certain=False)


def _of_parts(extraction: Extraction, statement: Statement, change: Change) -> Iterator[Claim]:
    told = list(_changing(statement.parts))
    terms = _terms(extraction, told, change)
    if len(told) < _TWO or not terms:
        return
    parts = listed_parts(extraction, statement)
    whole = bool(parts) and all(_told(extraction, part) for part in parts)
    yield _claim(statement, change, terms, certain=whole and is_complete(extraction, statement, parts))


def _changing(parts: Iterable[Statement]) -> Iterator[Statement]:
    """Yield the parts that tell their change; of one that tells none, its own parts (3、公务用车费 ①…增加… ②…)."""
    for part in parts:
        if not part.aside:
            yield from (part,) if part.changes else _changing(part.parts)


def _claim(statement: Statement, change: Change, terms: tuple[Term, ...], *, certain: bool) -> Claim:
    return Claim(
        rule="CH106",
        kind=Kind.SUM,
        source=Source.SENTENCE,
        shape=Linear(terms, change.amount or 0),
        start=statement.start,
        end=statement.end,
        certain=certain,
        alternatives=tuple(Linear(terms[:count], change.amount or 0) for count in range(_TWO, len(terms))),
    )


def _terms(extraction: Extraction, parts: Iterable[Statement], whole: Change) -> tuple[Term, ...]:
    figures = extraction.figures
    return tuple(
        Term(change.amount, ONE * change.direction * (whole.direction or 1))
        for part in parts
        for change in part.changes[:1]
        if change.amount is not None
        and change.direction
        and comparable(figures[change.amount], figures[whole.amount or 0])
    )


def _flat(reasons: Iterable[Statement]) -> Iterator[Statement]:
    for reason in reasons:
        yield reason
        yield from _flat(reason.reasons)


def _told(extraction: Extraction, part: Statement) -> bool:
    """Whether a part tells its change, or is nothing."""
    if part.value is not None and not extraction.figures[part.value].value and not part.changes:
        return False
    return bool(part.changes) and (part.changes[0].direction == 0 or part.changes[0].amount is not None)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum of changes."""
    change = extraction.figures[verdict.claim.figures[-1]]
    return f"总增减额{change.text}与各分项增减额之和{verdict.expected}不一致，请核实。"
