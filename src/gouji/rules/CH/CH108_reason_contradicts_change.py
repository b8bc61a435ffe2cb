"""The reason of a change says of the very item the opposite direction (…减少2.98%。主要原因是：…经费增加。).

Only a reason that consists of the item's own name and a direction is compared: of what else changed, any direction may be the
reason.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.codes.opposites import opposite
from gouji.extract.prose import words
from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.rules.rule import Context

TITLE = "增减原因的方向与增减本身相反"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确，说明增减变化的原因"
GOOD = """
# 虚构市示例局2024年部门预算

示例场馆运行维护支出110.00万元，比上年减少2.98%。主要原因是：示例场馆运行维护经费减少。
"""
BAD = """
# 虚构市示例局2024年部门预算

示例场馆运行维护支出110.00万元，比上年减少2.98%。主要原因是：示例场馆运行维护经费«增加»。
"""
_SENTENCE = re.compile(r"[。;；]?\s*(?P<told>[^。;；]*?)\s*(?:[。;；\n]|$)")
_SHORTEST = 4
_MARKS = re.compile(r"[(（][类款项][)）]|[“”\"\s]")
_KIND = re.compile(r"(?:经费|支出|预算|费用|资金|安排|投入|数)*$")


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report the direction word of each reason that goes against the change it explains."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        if statement.aside or len(statement.changes) != 1 or not statement.changes[0].direction:
            continue
        change = statement.changes[0]
        told = _SENTENCE.match(extraction.document.text, _end(extraction, change))
        if told is not None and not change.excluding:
            yield from _hits(extraction, statement, change, told)


def _end(extraction: Extraction, change: Change) -> int:
    numbers = [number for number in (change.amount, change.rate) if number is not None]
    return max((extraction.figures[number].end for number in numbers), default=change.word_end)


def _hits(extraction: Extraction, statement: Statement, change: Change, told: re.Match[str]) -> Iterator[Hit]:
    reason = words.REASON.match(told["told"].lstrip("，,"))
    if reason is None or "，" in told["told"]:
        return
    clause = told["told"][reason.end() :].lstrip(":：")
    said = words.CHANGE.search(clause)
    if said is None or bool(said["up"]) == (change.direction == 1) or not _is_item(statement, clause[: said.start()]):
        return
    start = told.end("told") - len(clause) + said.start("said")
    word = said["said"]
    first = extraction.document.text[change.word_start : change.word_end]
    message = f"前文说“{first}”，原因却是本项目自身“{word}”，方向相反，请核实。"
    yield Hit(start, start + len(word), message, expected=opposite(word))


def _is_item(statement: Statement, name: str) -> bool:
    """Whether a name is the item's own, up to the word for its kind (经费, 支出)."""
    core, own = (_KIND.sub("", _MARKS.sub("", text)) for text in (name, statement.label))
    return len(core) >= _SHORTEST and own.endswith(core)
