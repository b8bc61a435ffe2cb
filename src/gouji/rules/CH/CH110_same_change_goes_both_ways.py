"""Two statements print the same amount and the same change against the same year, one up and the other down.

Income and expenditure, 财政拨款 and 一般公共预算 of a department that has nothing else: where amount and change agree to the
digit they speak of the same money, and one of the two words is wrong. Where more than two say it, most are believed.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.codes.opposites import opposite
from gouji.extract.precision import telling_digits
from gouji.rules.EQ.EQ104_same_whole_changed_differently import base_name
from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.rules.rule import Context

TITLE = "同一数额、同一增减额的方向前后相反"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；同一口径增减前后一致"
GOOD = """
# 虚构市示例局2024年部门预算
财政拨款支出预算896.48万元，比2023年预算增加53.97万元。财政拨款支出预算中，一般公共预算拨款支出预算896.48万元，比2023年预算增加53.97万元。
"""
BAD = """
# 虚构市示例局2024年部门预算
财政拨款支出预算896.48万元，比2023年预算增加53.97万元。财政拨款支出预算中，一般公共预算拨款支出预算896.48万元，比2023年预算«减少»53.97万元。
"""
_TELLING = 3


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report the word of the lesser number of statements, the later ones where both are as many."""
    del context
    groups: dict[tuple[Decimal, Decimal, str], list[Change]] = defaultdict(list)
    for node in extraction.index.nodes:
        for change in node.statement.changes[:1]:
            key = _key(extraction, node.statement, change)
            if key is not None:
                groups[key].append(change)
    for told in groups.values():
        ups, downs = ([change for change in told if change.direction == way] for way in (1, -1))
        if ups and downs:
            few, many = sorted((ups, downs), key=lambda same: (len(same), -same[0].word_start))
            for change in few:
                yield _hit(extraction, change, many, sure=len(few) < len(many))


def _key(extraction: Extraction, statement: Statement, change: Change) -> tuple[Decimal, Decimal, str] | None:
    if statement.value is None or change.amount is None or not change.direction or statement.aside or change.excluding:
        return None
    value, by = extraction.figures[statement.value], extraction.figures[change.amount]
    if not value.exact or not by.exact or telling_digits(value.value) < _TELLING or telling_digits(by.value) < _TELLING:
        return None
    if value.amount is None or by.amount is None:
        return None
    return value.amount, by.amount, base_name(change)


def _hit(extraction: Extraction, change: Change, others: list[Change], *, sure: bool) -> Hit:
    text = extraction.document.text
    word, other = text[change.word_start : change.word_end], text[others[0].word_start : others[0].word_end]
    message = f"同一数额、同一增减额，此处为“{word}”，另一处为“{other}”，方向相反，请核实。"
    related = tuple((one.word_start, one.word_end) for one in others)
    return Hit(change.word_start, change.word_end, message, opposite(word) if sure else None, related=related)
