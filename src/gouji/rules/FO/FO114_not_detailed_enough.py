"""公开不够细：支出表只到类、款，没有到项；或基本支出的经济分类只到类，没有到款。

The law asks for spending by function down to the 项, and for 基本支出 by economic class down to the 款. Asked only of a table
of the official set whose every line bears a code, so that no deeper line was lost in reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.match import Filled

TITLE = "支出没有公开到项级科目（基本支出没有公开到经济分类款级）"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "《预算法实施条例》（2020年）第六条：支出按功能分类公开到项，基本支出按经济性质分类公开到款"
_TABLE = """# 虚构市青禾县林业局2024年部门预算

{}一般公共预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 30.00 | 20.00 | 10.00 |
| 201 | 一般公共服务支出 | 30.00 | 20.00 | 10.00 |
| 20101 | 人大事务 | 30.00 | 20.00 | 10.00 |
{}"""
GOOD = _TABLE.format("", "| 2010101 | 行政运行 | 20.00 | 20.00 | |\n| 2010104 | 人大会议 | 10.00 | | 10.00 |\n")
BAD = _TABLE.format("«»", "")
_DEPTHS = {
    "general": (7, "项级科目"),
    "expenditure": (7, "项级科目"),
    "appropriation_function": (7, "项级科目"),
    "general_basic": (5, "经济分类款级科目"),
    "appropriation_basic": (5, "经济分类款级科目"),
}


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the caption of each table that stops short."""
    for (_, form, _), table in extraction.forms.items():
        depth, level = _DEPTHS.get(form, (0, ""))
        codes = list(table.codes("code"))
        if codes and max(map(len, codes)) < depth and _all_coded(table) and _has_amount(extraction, table):
            start = table.sheets[0].grids[0].title_start
            yield Hit(start, start, f"“{table.title}”没有公开到{level}，请核实。")


def _all_coded(table: Filled) -> bool:
    return all(node.line.code for sheet in table.sheets for node in sheet.nodes if node.role == "item")


def _has_amount(extraction: Extraction, table: Filled) -> bool:
    for (line, _), spot in table.cells.items():
        try:
            figure = figure_at(extraction, spot)
        except Unclear:
            continue
        if line.isdigit() and figure is not None and figure.value:
            return True
    return False
