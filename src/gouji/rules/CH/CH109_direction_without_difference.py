"""The word says up or down where there is no difference to speak of: two equal values, or more than something and yet nothing.

比上年增加 asks for an amount, or for two values that differ. “与…增加” is what remains of 与…持平 when the word is changed, or
of 与…相比增加 when words are lost; without an amount it says neither.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.prose import words
from gouji.rules.CH.CH101_rate_differs import base_of
from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.rules.rule import Context

TITLE = "说增加、减少而所列数额没有增减"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；增加、减少、持平应与两年数额相符"
GOOD = """
# 虚构市示例局2024年部门预算
2024年公务接待费预算5.00万元，与2023年预算持平。会议费预算8.00万元，与2023年预算相比增加，主要原因是会议较多。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年公务接待费预算5.00万元，与2023年预算«增加»。因公出国（境）费预算0.00万元，比2023年预算«增加»。
"""
_LEVEL = "持平"
_WITH = re.compile(rf"(?:与|同|和)(?:{words.PERIOD}|(?:年初|调整后?|全年)?预算)[^，。；;\s相比较]{{0,12}}$")


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report each direction that comes without any amount or rate and goes against what is printed."""
    del context
    for node in extraction.index.nodes:
        for change in node.statement.changes:
            sized = change.amount is not None or change.rate is not None
            if change.direction and not sized and not change.excluding and not node.statement.aside:
                yield from _hit(extraction, node.statement, change)


def _hit(extraction: Extraction, statement: Statement, change: Change) -> Iterator[Hit]:
    text = extraction.document.text
    word = text[change.word_start : change.word_end]
    why, expected = _why(extraction, statement, change)
    if why:
        yield Hit(change.word_start, change.word_end, f"{why}却写“{word}”，请核实。", expected=expected)
    elif _WITH.search(text, max(change.word_start - 24, 0), change.word_start):
        message = f"“与…{word}”既未列数额，用语也不全，请核实是持平，还是缺了“相比”和数额。"
        yield Hit(change.word_start, change.word_end, message)


def _why(extraction: Extraction, statement: Statement, change: Change) -> tuple[str, str | None]:
    """Return why the direction cannot be, and the word that should stand; ("", None) where it can."""
    if statement.value is None:
        return "", None
    now, base = extraction.figures[statement.value], base_of(statement, change)
    former = extraction.figures[base] if base is not None else None
    if former is not None:
        equal = now.exact and former.exact and now.amount == former.amount
        return ("所列两个数额相同，", _LEVEL) if equal else ("", None)
    if now.exact and not now.amount and change.direction == 1:
        return "本年数为0，", _LEVEL
    return "", None
