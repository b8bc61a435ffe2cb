"""清单中经济科目错字：“办公费、印刷费、公务接代费”。

In a list most of whose items are economic 款 (基本工资、津贴补贴 …), an item of four or more characters that is no name, but differs
from one by a single character, is misspelt. Common variants (社会保险缴费 for 社会保障缴费) are left alone.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from gouji.codes import classification, terms
from gouji.rules.CL.names import levels
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "清单中经济科目错字"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《支出经济分类科目》"
GOOD = """# 青禾县林业局2026年部门预算

公用经费主要包括：办公费、印刷费、邮电费、差旅费、公务接待费、维护费用、社会保险缴费、其他。
"""
BAD = """# 青禾县林业局2026年部门预算

公用经费主要包括：办公费、印刷费、邮电费、差旅费、«公务接代费»、其他交通费用。
"""
_BRACKETS = str.maketrans("()", "（）")
_LIST = re.compile(r"[\u3400-\u9fff（）()]+(?:、[\u3400-\u9fff（）()]+){4,}")
_LEAST = 4
_ITEM = re.compile(r"[^、]+")
_SHORTEST = 4
_VARIANTS = frozenset(
    map(frozenset, ("险障", "维修", "护修", "招接", "置建", "购租", "离退", "助贴", "员关", "务业", "公国", "他它"))
)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each misspelt item."""
    for plain in prose(extraction):
        if plain.text.count("、") < _LEAST:
            continue
        for match in plain.find(_LIST):
            items = [(item[0].translate(_BRACKETS), item.start() + match.start()) for item in _ITEM.finditer(match[0])]
            known = sum("款" in levels(name) for name, _ in items)
            if known * 2 < len(items):
                continue
            for name, start in items:
                meant = None if levels(name) or name in terms.known() else _meant(name)
                if meant:
                    message = f"“{name}”似应为经济科目“{meant}”，请核实用字。"
                    yield Hit(*plain.span(start, start + len(name)), message, expected=meant)


def _meant(name: str) -> str | None:
    if len(name) < _SHORTEST:
        return None
    for right in _names():
        if len(right) == len(name):
            differ = [(a, b) for a, b in zip(right, name, strict=True) if a != b]
            if len(differ) == 1 and frozenset(differ[0]) not in _VARIANTS:
                return right
    return None


@cache
def _names() -> tuple[str, ...]:
    found = {
        item.name for item in classification.items() if item.system != classification.FUNCTIONAL and item.level == "款"
    }
    return tuple(sorted(name for name in found if len(name) >= _SHORTEST))
