"""A printed change (增减额) is not the difference of the two printed values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.model.figure import comparable
from gouji.rules.CH.CH101_rate_differs import base_of
from gouji.rules.prose import ONE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "增减额与两年数额之差不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；增减额＝本年数－上年数"
GOOD = """
# 虚构市示例局2024年部门预算
2024年“三公”经费预算数为7.61万元，2023年预算数为9.23万元，比上年减少1.62万元。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年“三公”经费预算数为7.61万元，2023年预算数为9.23万元，比上年减少«1.26万元»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim now minus base for every change whose two values are printed."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        for change in statement.changes:
            base = base_of(statement, change)
            if change.amount is None or base is None or change.direction == 0 or change.excluding:
                continue
            readings = tuple(
                Linear((Term(now, sign), Term(base, -sign)), change.amount)
                for sign in _signs(change.direction or 1)
                for now in change.now
                if comparable(extraction.figures[now], extraction.figures[base])
            )
            if readings:
                yield Claim(
                    rule="CH102",
                    kind=Kind.CHANGE,
                    source=Source.SENTENCE,
                    shape=readings[0],
                    start=change.word_start,
                    end=change.word_end,
                    alternatives=readings[1:],
                    certain=statement.value is not None and not statement.aside,
                )


def _signs(direction: int) -> tuple[Decimal, Decimal]:
    """Return which way the word goes, then the other: whether the word is right is another rule's matter."""
    return ONE * direction, -ONE * direction


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken difference."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    return f"增减额{extraction.figures[shape.result].text}与两年数额之差{verdict.expected}不一致，请核实。"
