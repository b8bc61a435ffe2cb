"""沿用相邻项的文字：“住房公积金（项）。主要用于：事业单位医疗保险支出”。

Two neighbouring items of a list share a clause, word for word, and the clause names the one but not the other: in the other it was
copied and never rewritten.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.rules.CL.names import MARKED
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import Plain, prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "沿用了相邻项的文字"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "预决算公开文字应当准确"
GOOD = """# 青禾县林业局2026年部门预算

7、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：事业单位医疗保险支出。

8、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：缴纳住房公积金支出。
"""
BAD = """# 青禾县林业局2026年部门预算

7、卫生健康支出（类）行政事业单位医疗（款）事业单位医疗（项）。主要用于：事业单位医疗保险支出。

8、住房保障支出（类）住房改革支出（款）住房公积金（项）。主要用于：«事业单位医疗保险支出»。
"""
_MARK = re.compile(r"^[（(]?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[）)]?[.．、]?")
_HEAD = re.compile(r"[\u3400-\u9fff（）()“”]{4,30}")
_CLAUSE = re.compile(r"[^，。；：:]+")
_SHORTEST_CLAUSE = 8
_SHORTEST_NAME = 4


@dataclass(frozen=True, slots=True)
class _Item:
    plain: Plain
    name: str
    clauses: dict[str, int]


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the first such clause of an item."""
    items = [_item(plain) for plain in prose(extraction)]
    for index, item in enumerate(items):
        for other in (items[index - 1] if index else None, items[index + 1] if index + 1 < len(items) else None):
            clause = _copied(item, other) if item and other else None
            if item and other and clause:
                start = item.clauses[clause]
                message = f"“{clause}”与相邻的“{other.name}”一项文字相同，似不是“{item.name}”的内容，请核实。"
                span = item.plain.span(start, start + len(clause))
                yield Hit(*span, message, related=(other.plain.span(0, len(other.plain.text)),))


def _item(plain: Plain) -> _Item | None:
    mark = _MARK.match(plain.text)
    if mark is None or not mark.end():
        return None
    head = _HEAD.match(plain.text, mark.end())
    if head is None:
        return None
    named = [match["name"] for match in MARKED.finditer(plain.text[: head.end()])]
    name = named[-1] if named else head[0]
    clauses = {match[0]: match.start() for match in _CLAUSE.finditer(plain.text, head.end())}
    return _Item(plain, name, clauses) if len(name) >= _SHORTEST_NAME else None


def _copied(item: _Item, other: _Item) -> str | None:
    """Return a clause of the item that is the other's in wording and by its name."""
    if item.name in other.name or other.name in item.name:
        return None
    for clause in item.clauses:
        if (
            len(clause) >= _SHORTEST_CLAUSE
            and clause in other.clauses
            and other.name in clause
            and item.name not in clause
        ):
            return clause
    return None
