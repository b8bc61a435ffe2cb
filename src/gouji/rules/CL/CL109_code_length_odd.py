"""编码位数有误：编码列中出现四位、六位或八位的功能分类编码。

Functional codes have three, five or seven digits (类, 款, 项), those of the economic classifications three or five. Only tables
most of whose rows carry codes that fit their names are read so.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.CL.coded import coded_lines, codes_of, span_of
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "科目编码位数有误"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "政府收支分类科目：三位为类、五位为款、七位为项"
GOOD = """# 青禾县林业局2026年部门预算

一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 |
| --- | --- | --- |
| 221 | 住房保障支出 | 3.00 |
| 22102 | 住房改革支出 | 3.00 |
| 2210201 | 住房公积金 | 2.00 |
| 2210203 | 购房补贴 | 1.00 |
"""
BAD = """# 青禾县林业局2026年部门预算

一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 |
| --- | --- | --- |
| 221 | 住房保障支出 | 3.00 |
| 22102 | 住房改革支出 | 3.00 |
| 2210201 | 住房公积金 | 2.00 |
| «221203» | 购房补贴 | 1.00 |
"""
_SIZES = {3, 5, 7}


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each code of another length beside a known name."""
    told: set[tuple[str, str]] = set()
    for grid in extraction.grids:
        for line in coded_lines(grid):
            right = codes_of(line.label)
            if len(line.code) in _SIZES or not right or (line.code, line.label) in told:
                continue
            told.add((line.code, line.label))
            expected = next(iter(right)) if len(right) == 1 else None
            message = f"“{line.label}”的编码“{line.code}”是{len(line.code)}位，应为三、五或七位，请核对。"
            yield Hit(*span_of(grid, line, "code"), message, expected=expected)
