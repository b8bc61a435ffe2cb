"""One comparison goes up by its amount and down by its rate (比上年减少5.00万元，增长10.00%): one of the two words is wrong.

Where the value is printed, in the sentence or elsewhere, amount and rate fit only one direction, and the other word is named. Two comparisons with bases of
their own (比上年增加…，比预算下降…) are two comparisons; so are a change of the plan and a growth (调增…，下降…).
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.codes.opposites import opposite
from gouji.extract.prose.words import EXTENT, OF_PLAN
from gouji.rules.CH.CH101_rate_differs import base_of, told_direction
from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.rules.rule import Context

TITLE = "增减额与增减幅度方向相反"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；同一比较的增减额与增减幅度方向应当一致"
GOOD = """
# 虚构市示例局2024年部门预算
2024年支出预算100.00万元，比上年增加10.00万元，增长11.11%，比上年执行数下降2.00%。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年支出预算100.00万元，比上年«减少»10.00万元，增长11.11%。
"""
_BETWEEN = re.compile(r"[\s,，、;；(（]*(?:同比|幅度)?")


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report the word that goes against amount and rate; the second where neither direction fits."""
    del context
    for node in extraction.index.nodes:
        for first, second in pairwise(node.statement.changes):
            # Where the former value is printed, the values themselves tell which word is wrong: another rule's finding.
            if _one_comparison(extraction, first, second) and base_of(node.statement, first) is None:
                yield _hit(extraction, node.statement, first, second)


def _one_comparison(extraction: Extraction, first: Change, second: Change) -> bool:
    if first.amount is None or first.rate is not None or second.rate is None or second.amount is not None:
        return False
    if not first.direction or first.direction != -(second.direction or 0) or first.excluding or second.excluding:
        return False
    amount, rate = extraction.figures[first.amount], extraction.figures[second.rate]
    text = extraction.document.text
    if OF_PLAN.match(text, first.word_start) and not EXTENT.match(text, second.word_start):
        return False
    between = text[amount.end : second.word_start]
    return bool(amount.value and rate.value) and _BETWEEN.fullmatch(between) is not None


def _hit(extraction: Extraction, statement: Statement, first: Change, second: Change) -> Hit:
    wrong, right = second, first
    if told_direction(extraction, statement, first, second.rate) == second.direction:
        wrong, right = first, second
    text = extraction.document.text
    said, other = text[wrong.word_start : wrong.word_end], text[right.word_start : right.word_end]
    message = f"同一比较中“{said}”与“{other}”方向相反，请核实增减方向。"
    related = ((right.word_start, right.word_end),)
    return Hit(wrong.word_start, wrong.word_end, message, expected=opposite(said), related=related)
