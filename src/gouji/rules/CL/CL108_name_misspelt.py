"""表中科目名称错字：30213 印成“维护（护）费”，应为“维修（护）费”。

The code says which name is meant. A name in a coded table that differs from it by one character, or by the order of its
characters, and that no document prints so, is misspelt.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.rules.CL.coded import coded_lines, span_of
from gouji.rules.CL.names import variants
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "表中科目名称错字"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "当年《政府收支分类科目》"
GOOD = """# 青禾县林业局2026年部门预算

一般公共预算基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 |
| --- | --- | --- |
| 30201 | 办公费 | 1.00 |
| 30202 | 印刷费 | 1.00 |
| 30207 | 邮电费 | 1.00 |
| 30213 | 维修(护)费 | 1.00 |
"""
BAD = """# 青禾县林业局2026年部门预算

一般公共预算基本支出表

单位：万元

| 科目编码 | 科目名称 | 合计 |
| --- | --- | --- |
| 30201 | 办公费 | 1.00 |
| 30202 | 印刷费 | 1.00 |
| 30207 | 邮电费 | 1.00 |
| 30213 | «维护（护）费» | 1.00 |
"""
_SHORTEST = 4


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each misspelt name, once for a code and name."""
    told: set[tuple[str, str]] = set()
    for grid in extraction.grids:
        for line in coded_lines(grid):
            meant = _meant(line.code, line.label)
            if meant is None or (line.code, line.label) in told:
                continue
            told.add((line.code, line.label))
            start, end = span_of(grid, line, "label")
            yield Hit(start, end, f"编码{line.code}的名称是“{meant}”，表中是“{line.label}”，请核对。", expected=meant)


def _meant(code: str, label: str) -> str | None:
    name = classification.normal(label)
    own = [item.name for item in classification.lookup_code(code)]
    known = any(classification.lookup_name(variant) or classification.was_seen(variant) for variant in variants(name))
    if known or len(name) < _SHORTEST:
        return None
    return next((other for other in own if _slip(other, name)), None)


def _slip(right: str, printed: str) -> bool:
    if len(right) != len(printed):
        return False
    return sum(a != b for a, b in zip(right, printed, strict=True)) == 1 or sorted(right) == sorted(printed)
