"""Two different amounts of one change stand side by side (增加2.3亿元，增加4580万元，增长13.4%): one is left over from an earlier draft.

Only where nothing but a comma stands between them, both go the same way and the second compares with nothing else. Where the rate
behind them fits one of the two, the other is the leftover.
"""

from __future__ import annotations

import itertools
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.figure import comparable
from gouji.rules.CH.CH101_rate_differs import fits
from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.rules.rule import Context

TITLE = "同一增减额写了两次且不一致"
SEVERITY = "error"
SINCE = "0.2"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门预算
2024年会议费预算3.90万元，比上年增加0.46万元，增长13.37%。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年会议费预算3.90万元，比上年增加«2.30万元»，增加0.46万元，增长13.37%。
"""

_NOTHING = Decimal(0)
_BETWEEN = frozenset("，,、 ")


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Point at the leftover of two amounts told for one change."""
    del context
    for node in extraction.index.nodes:
        changes = node.statement.changes
        for first, second in itertools.pairwise(changes):
            if _one_change(extraction, first, second):
                yield _hit(extraction, node.statement, first, second)


def _one_change(extraction: Extraction, first: Change, second: Change) -> bool:
    if first.amount is None or second.amount is None or first.rate is not None:
        return False
    if not first.direction or first.direction != second.direction or first.excluding or second.excluding:
        return False
    one, other = extraction.figures[first.amount], extraction.figures[second.amount]
    between = extraction.document.text[one.end : second.word_start]
    beside = one.end <= second.word_start and not set(between) - _BETWEEN
    gap = abs((one.amount or _NOTHING) - (other.amount or _NOTHING))
    return beside and comparable(one, other) and gap > one.slack + other.slack


def _hit(extraction: Extraction, statement: Statement, first: Change, second: Change) -> Hit:
    one, other = (extraction.figures[number] for number in (first.amount or 0, second.amount or 0))
    right = fits(extraction, statement, first.amount, second.rate, first.direction)
    left, kept = (other, one) if right else (one, other)
    rate = f"，增减幅度{extraction.figures[second.rate].text}与“{kept.text}”相符" if second.rate is not None else ""
    message = f"同一增减额先后写为“{one.text}”和“{other.text}”{rate}，“{left.text}”似为改稿遗留，请删去一处。"
    return Hit(left.start, left.end, message, related=((kept.start, kept.end),))
