"""The word says up, down or unchanged (增加, 减少, 持平), the two printed values say otherwise."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Sign, Source, Term
from gouji.model.figure import comparable
from gouji.rules.CH.CH101_rate_differs import base_of, compared
from gouji.rules.prose import ONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "增减方向与数额不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；增加、减少、持平应与两年数额相符"
GOOD = """
# 虚构市示例局2024年部门预算
2024年公务接待费预算5.00万元，2023年预算数为8.00万元，比上年减少3.00万元。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年公务接待费预算5.00万元，2023年预算数为8.00万元，比上年«增加»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the direction of every change whose two values are printed."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        for change in statement.changes:
            base = base_of(statement, change)
            if base is None or change.direction is None or change.excluding or statement.aside:
                continue
            if base == statement.budget and statement.adjusted is not None:  # 预算数 may mean either of two
                continue
            readings = tuple(
                Sign(
                    (Term(now), Term(base, -ONE)),
                    change.direction,
                    change.word_start,
                    change.word_end,
                    near=change.near,
                )
                for now in compared(statement, change, base)
                if comparable(extraction.figures[now], extraction.figures[base])
            )
            if readings and statement.value is not None:
                yield Claim(
                    rule="CH103",
                    kind=Kind.SIGN,
                    source=Source.SENTENCE,
                    shape=readings[0],
                    start=change.word_start,
                    end=change.word_end,
                    alternatives=readings[1:],
                    falsifiable=change.direction == 0 and not change.near,
                )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a contradicted direction."""
    claim = verdict.claim
    word = extraction.document.text[claim.start : claim.end]
    return f"“{word}”与前后两个数额不符（两数之差为{verdict.working}），请核实。"
