"""类款项不相属：“卫生健康支出（类）住房改革支出（款）”。

A 款 stands under one 类 and a 项 under one 款. Two known names written one under the other, that in no year stood so, were mixed
up. For 项 under 款 our list may have gaps: a note.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.model.finding import Severity
from gouji.rules.CL.names import codes, levels, marked
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "科目上下级不相属"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "当年《政府收支分类科目》"
GOOD = """# 青禾县林业局2026年部门预算

住房保障支出（类）住房改革支出（款）住房公积金（项）30万元。
"""
BAD = """# 青禾县林业局2026年部门预算

卫生健康支出（类）«住房改革支出»（款）住房公积金（项）30万元。
"""
_UNDER = {("类", "款"), ("款", "项")}
_COMMON = 5


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each name that never stood under the one before it."""
    for (above_plain, above), (plain, below) in pairwise(marked(extraction)):
        if above_plain is not plain or above.end() != below.start() or (above["level"], below["level"]) not in _UNDER:
            continue
        if below["level"] not in levels(below["name"]) or above["level"] not in levels(above["name"]):
            continue
        if _strange(_at(above["name"], above["level"]), _at(below["name"], below["level"])):
            message = f"“{below['name']}”（{below['level']}）不在“{above['name']}”（{above['level']}）之下，请核对。"
            severity = Severity.NOTE if below["level"] == "项" else None
            yield Hit(*plain.span(*below.span("name")), message, severity=severity)


def _at(name: str, level: str) -> frozenset[str]:
    size = {"类": 3, "款": 5, "项": 7}[level]
    return frozenset(code for code in codes(name) if len(code) == size)


def _strange(above: frozenset[str], below: frozenset[str]) -> bool:
    if not above or not below or len(below) >= _COMMON:
        return False
    return not any(code.startswith(parent) for code in below for parent in above)
