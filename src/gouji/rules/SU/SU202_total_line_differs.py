"""A 合计 or 总计 line of a table is not the sum of the lines that it closes or opens (DOMAIN C1-C3, C6, C7).

A government's lists may leave lines out; one of projects, bonds or problems whose 序号 run from 1 to the last leaves none.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.extract.tables.rowsums import below_of, total_sums
from gouji.model.claim import Linear
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.extract.extraction import Extraction, Grid
    from gouji.extract.tables.relation import Relation
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Spot
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内合计与各项之和不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 |
|---|---|---|
|  | 合计 | 300.00 |
| 201 | 一般公共服务支出 | 200.00 |
| 20101 | 人大事务 | 200.00 |
| 2010101 | 行政运行 | 150.00 |
| 2010104 | 人大会议 | 50.00 |
| 208 | 社会保障和就业支出 | 100.00 |
| 20805 | 行政事业单位养老支出 | 100.00 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 100.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 本年支出合计 |
|---|---|---|
|  | 合计 | «330.00» |
| 201 | 一般公共服务支出 | 200.00 |
| 20101 | 人大事务 | 200.00 |
| 2010101 | 行政运行 | 150.00 |
| 2010104 | 人大会议 | 50.00 |
| 208 | 社会保障和就业支出 | 100.00 |
| 20805 | 行政事业单位养老支出 | 100.00 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 100.00 |
"""

_BODIES = re.compile(r"部门|单位|地区|科目")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every total line."""
    del context
    for sheet in extraction.sheets:
        relations = total_sums(sheet)
        again = _repeats(extraction, sheet)
        if again:
            relations = (_or_without(relation, again) for relation in relations)
        if extraction.governmental and _is_counted_through(extraction, sheet):
            relations = (replace(relation, stated=True, printed=True) for relation in relations)
        yield from claims(extraction, relations, "SU202", below=below_of(sheet))


def _repeats(extraction: Extraction, sheet: Sheet) -> frozenset[tuple[int, int]]:
    """Return (table, row) of the lines equal in every column to the line right above: its only part may stand on one level with it."""
    told = [(node, [_amount(extraction, cell) for cell in node.cells]) for node in sheet.nodes]
    return frozenset(
        (node.table, node.line.row)
        for (above, before), (node, amounts) in pairwise(told)
        if above.role == node.role == "item" and any(amounts) and amounts == before
    )


def _amount(extraction: Extraction, cell: Spot) -> Decimal | None:
    found = [extraction.figures[number].amount for number in extraction.in_cell.get(cell, ())]
    return found[0] if len(found) == 1 else None


def _or_without(relation: Relation, again: frozenset[tuple[int, int]]) -> Relation:
    """Return a relation that may as well hold without the lines that only tell the one above again."""
    rest = tuple(part for part in relation.parts if part[0][:2] not in again)
    if len(rest) in {0, len(relation.parts)}:
        return relation
    return replace(relation, alternatives=(*relation.alternatives, rest))


def _is_counted_through(extraction: Extraction, sheet: Sheet) -> bool:
    """Whether the lines are numbered from 1 to the last under 序号, with one total, and are of no bodies (secret ones are left out)."""
    columns = {grid.table.index: _number_column(grid) for grid in sheet.grids}
    heads = "".join(column.path[-1] for column in sheet.grids[0].columns if column.role == "label" and column.path)
    items = [node for node in sheet.nodes if node.role == "item"]
    totals = [node for node in sheet.nodes if node.role == "total"]
    if _BODIES.search(heads) or len(totals) != 1 or len(items) + 1 != len(sheet.nodes) or None in columns.values():
        return False
    printed = [_text(extraction, node.table, node.line.row, columns[node.table] or 0) for node in items]
    return len(items) > 1 and printed == [str(at + 1) for at in range(len(items))]


def _number_column(grid: Grid) -> int | None:
    found = [column.index for column in grid.columns if column.path and column.path[-1] == "序号"]
    return found[0] if len(found) == 1 else None


def _text(extraction: Extraction, table: int, row: int, column: int) -> str:
    cell = extraction.document.tables[table].at.get((row, column))
    return "" if cell is None else extraction.document.text[cell.start : cell.end].strip()


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    return f"表中数字{extraction.figures[shape.result].text}与各组成部分之和{verdict.expected}不一致，请核实。"
