"""A total is said to consist of (包括：1.…) a numbered list that stops after its first item, which is less than the total.

A single 其中 item without a number is a part picked out and no more than a bound. A numbered list promises a second item.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.labels import family
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.prose import is_department, listed_parts, plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Statement
    from gouji.extract.index import Node
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "编号分项只列出一项，且不等于总数"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确、完整"
GOOD = """
# 虚构市示例局2024年部门预算

（一）支出预算总计900.00万元。包括：

1. 公共安全（类）支出800.00万元。

2. 住房保障（类）支出100.00万元。
"""
BAD = """
# 虚构市示例局2024年部门预算

（一）支出预算总计«900.00万元»。包括：

1. 公共安全（类）支出800.00万元。
"""
_FIRST = re.compile(r"[(（]?(?:1|一|①)")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that the only item of a numbered list is the whole."""
    del context
    nodes = extraction.index.nodes
    for index, node in enumerate(nodes):
        statement = node.statement
        if statement.value is None or statement.opening != "strong" or not is_department(extraction, statement.start):
            continue
        parts = listed_parts(extraction, statement)
        if len(statement.parts) == 1 and _stops(parts) and not _goes_on(extraction, nodes[index + 1 :], parts[0]):
            yield Claim(
                rule="SU103",
                kind=Kind.SUM,
                source=Source.SENTENCE,
                shape=Linear(plus(part.value for part in parts if part.value is not None), statement.value),
                start=statement.start,
                end=parts[0].end,
            )


def _stops(parts: tuple[Statement, ...]) -> bool:
    return len(parts) == 1 and _FIRST.match(parts[0].marker) is not None and bool(family(parts[0].label))


def _goes_on(extraction: Extraction, later: tuple[Node, ...], first: Statement) -> bool:
    """Whether an item of the same kind follows in the section: the list went on without its number."""
    path = extraction.section_path(first.start)
    kind = family(first.label)
    for node in later:
        if extraction.section_path(node.statement.start) != path:
            return False
        if node.statement is not first and first not in node.above and family(node.statement.label) == kind:
            return True
    return False


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a list that stops after one item."""
    part, whole = (extraction.figures[number] for number in verdict.claim.figures)
    return f"总数{whole.text}之下编号只列出一项{part.text}，分项不全，请补列其余各项或核实总数。"
