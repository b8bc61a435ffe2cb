"""编号重复：同一清单中连续两个“二、”。

The same number twice in a row in one list. Lists that begin anew with one, and marks between which a title stands, are none.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.FO.outline import RANK, contents, mark
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "编号重复"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "公文层次序数应当连续"
GOOD = """# 青禾县林业局2026年部门预算

一、主要职责

二、机构设置

三、收支情况
"""
BAD = """# 青禾县林业局2026年部门预算

一、主要职责

二、机构设置

«二、»收支情况
"""


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each mark that repeats the one before it."""
    _, body = contents(extraction)
    last: dict[str, int] = {}
    for plain in body:
        found = mark(plain)
        if found is None:
            if plain.kind == "heading":
                last.clear()
            continue
        kind, value, length = found
        for other in [name for name in last if RANK[name] > RANK[kind]]:
            del last[other]
        if last.get(kind) == value and value > 1:
            yield Hit(*plain.span(0, length), f"编号“{plain.text[:length]}”重复，请核实。")
        last[kind] = value
