"""绩效目标表的资金总额与其来源之和不符：资金总额20.00万元，其中财政拨款15.00万元、其他资金3.00万元。

What makes up the total is told by the words of the table: 其中：财政拨款, 其他资金 below it or beside it, 金额合计 at the foot. A list
that does not end with 其他资金 may leave some out: then agreement proves and a difference says nothing.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import performance
from gouji.extract.forms.sources import totals
from gouji.extract.tables.tree import Spot
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.figure import comparable
from gouji.rules.prose import plus
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.sources import Cell, Total
    from gouji.model.claim import Verdict
    from gouji.model.document import Table
    from gouji.model.figure import Figure
    from gouji.rules.rule import Context

TITLE = "绩效目标表的资金总额与各来源之和不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
_TABLE = """
# 虚构市示例局2024年部门预算

项目支出绩效目标表

| 项目名称 | 示例热线运行费 | | |
|---|---|---|---|
| 资金金额（万元） | 年度资金总额： | {} | 执行率分值（10分） |
| | 其中：财政拨款 | 15.00 | |
| | 其他资金 | 5.00 | |
| 一级指标 | 三级指标 | 指标值 | 分值权重（90分） |
| 产出指标 | 接听数 | ≥300 | 90 |
"""
GOOD = _TABLE.format("20.00")
BAD = _TABLE.format("«28.00»")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim each total of each goal table."""
    del context
    for grid in performance(extraction.grids):
        for total in totals(extraction.document, grid.table):
            claim = _claim(extraction, grid.table, total)
            if claim is not None:
                yield claim


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a total that its sources do not make up."""
    whole = extraction.figures[verdict.claim.figures[-1]]
    return f"资金总额{whole.text}与各来源（各项）之和{verdict.expected}不一致，请核实。"


def _claim(extraction: Extraction, table: Table, total: Total) -> Claim | None:
    try:
        whole = _figure(extraction, table, total.whole)
        parts = [figure for cell in total.parts if (figure := _figure(extraction, table, cell)) is not None]
    except Unclear:
        return None
    if whole is None or not parts or not whole.value or not all(comparable(whole, part) for part in parts):
        return None
    shape = Linear(plus(part.id for part in parts), whole.id)
    made = Claim("PF109", Kind.SUM, Source.TABLE, shape, whole.start, whole.end)
    return made if total.complete else replace(made, certain=False)


def _figure(extraction: Extraction, table: Table, cell: Cell) -> Figure | None:
    return figure_at(extraction, Spot(table.index, *cell))
