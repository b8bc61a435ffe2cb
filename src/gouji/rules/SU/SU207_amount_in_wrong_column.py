"""An amount stands one column off: put beside, it would mend the sums of both columns (DOMAIN C4-C6).

Two sums are wrong by the same amount, one too much and one too little, and that amount stands in one line in the column that
has too much: it slipped into the neighbouring cell. The broken sums are listed under this finding.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.rules.rule import Hit, Mend
from gouji.rules.shifted import heads, shifts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.tree import Spot
    from gouji.rules.rule import Context
    from gouji.rules.shifted import Shift

TITLE = "表内数字错栏"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 230.00 | 150.00 | 80.00 |
| 20101 | 人大事务 | 230.00 | 150.00 | 80.00 |
| 2010101 | 行政运行 | 150.00 | 150.00 |  |
| 2010104 | 人大会议 | 50.00 |  | 50.00 |
| 2010108 | 代表工作 | 30.00 |  | 30.00 |
|  | 合计 | 230.00 | 150.00 | 80.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 230.00 | 150.00 | 80.00 |
| 20101 | 人大事务 | 230.00 | 150.00 | 80.00 |
| 2010101 | 行政运行 | 150.00 | 150.00 |  |
| 2010104 | 人大会议 | 50.00 | «50.00» |  |
| 2010108 | 代表工作 | 30.00 |  | 30.00 |
|  | 合计 | 230.00 | 150.00 | 80.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report every amount that belongs to the column beside."""
    del context
    for shift in shifts(extraction):
        yield _hit(extraction, shift)


def _hit(extraction: Extraction, shift: Shift) -> Hit:
    figure, other = shift.figure, shift.other
    there, here = (f"“{name}”栏" if name else "旁边一栏" for name in heads(extraction, (shift.home, shift.at)))
    if other is None or not other.value:
        told = f"{figure.text}似应填在{there}，而不是{here}：两栏的合计正好相差这一数额，请核实。"
    else:
        told = f"{figure.text}与同一行{there}的{other.text}似填反了位置：交换后两栏的合计都相符，请核实。"
    start, end = (other.start, other.end) if other is not None else _cell(extraction, shift.home)
    values = [(figure.id, other.value if other is not None and other.value is not None else Decimal(0))]
    if other is not None and figure.value is not None:
        values.append((other.id, figure.value))
    blank = (*shift.home, figure.amount or Decimal(0)) if other is None else None
    return Hit(
        figure.start,
        figure.end,
        told,
        expected=other.text if other is not None else "0",
        related=((start, end),),
        mend=Mend(tuple(values), blank),
    )


def _cell(extraction: Extraction, spot: Spot) -> tuple[int, int]:
    cell = extraction.document.tables[spot.table].at.get((spot.row, spot.column))
    return (cell.start, cell.end) if cell is not None else (0, 0)
