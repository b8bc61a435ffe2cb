"""科目名称查无：带级次标记的名称不在科目表中。

A name with a level marker that no list knows, with or without 支出 at its end, may be misspelt, shortened or newer than our
lists; it is a note that asks to be checked, and only for years that the lists cover.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.rules.CL.names import levels, marked, split, variants
from gouji.rules.rule import Context, Hit
from gouji.rules.YR.years import dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "科目表中查不到的名称"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "当年《政府收支分类科目》"
GOOD = """# 青禾县林业局2024年部门预算

一般公共服务支出（类）财政事务（款）行政运行（项）30万元。

按类占比:教育(类)占60%;外交(类)占40%。
"""
BAD = """# 青禾县林业局2024年部门预算

一般公共服务支出（类）财政事务（款）«行政运转经费»（项）30万元。
"""
_COVERED = 2024


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the first occurrence of each unknown name."""
    told: set[str] = set()
    for plain, match in marked(extraction):
        name = match["name"]
        found = dated(extraction, plain.offsets[match.start()])
        if not found or found[1] > _COVERED or name in told or _known(name):
            continue
        told.add(name)
        yield Hit(*plain.span(*match.span("name")), f"科目表中查不到“{name}”（{match['level']}），请与当年科目表核对。")


@cache
def _shuffled() -> frozenset[str]:
    return frozenset("".join(sorted(item.name)) for item in classification.items())


def _known(name: str) -> bool:
    """Whether the name, or a known name at its end, is in the lists."""
    if levels(name) or any(classification.lookup_name(variant) for variant in variants(name)) or split(name):
        return True
    if "".join(sorted(name)) in _shuffled():
        return True  # TX109 says which
    spans = classification.find(name)
    return any(end >= len(name) - 2 for _, end, _ in spans) or "X" in name.upper()
