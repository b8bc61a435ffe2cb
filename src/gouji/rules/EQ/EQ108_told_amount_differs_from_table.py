"""An amount in the text of a government's paper is not what the paper's own table prints of it (全市教育支出…, 附表：教育支出).

Compared are level, fund, side, name, year and basis: of the text by its own words and those before it, of the table by its title, its
column and its line. It accuses where other amounts of the text agree with the same column, one of them in the same paragraph (what is told of
a task may be a part: 安排教育支出3亿元，用于…), and hardly any other differs; one unit of the last digit told is no difference, and totals with what is carried over (收入总计, 支出总计) are not compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.numbers import half_width
from gouji.extract.papers.facts import bare_name
from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.model.figure import comparable
from gouji.rules.papers import passages_of
from gouji.rules.tabled import told_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Grid
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "文字所述金额与附表不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；报告文字应与附表一致"
_TABLE = """
附表1 2024年全市一般公共预算支出执行情况表

单位：万元

| 项目 | 年初预算数 | 执行数 |
|---|---|---|
| 教育支出 | 232000 | 234567 |
| 农林水支出 | 120000 | 118432 |
| 科学技术支出 | 21000 | 20876 |
"""
GOOD = f"""
# 关于虚构市2024年预算执行情况和2025年预算草案的报告

2024年，全市一般公共预算支出主要项目：教育支出完成23.46亿元，农林水支出完成11.84亿元，科学技术支出完成2.09亿元。
{_TABLE}"""
BAD = f"""
# 关于虚构市2024年预算执行情况和2025年预算草案的报告

2024年，全市一般公共预算支出主要项目：教育支出完成23.46亿元，农林水支出完成«18.84亿元»，科学技术支出完成2.09亿元。
{_TABLE}"""
_AMOUNT = re.compile(r"金额|资金|\(.*?\)")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that every amount told is the one printed in the tables."""
    del context
    for told in told_of(extraction):
        number = told.fact.item.figure
        yield Claim(
            rule="EQ108",
            kind=Kind.EQUAL,
            source=Source.TABLE,
            shape=Linear((Term(told.cell.figure),), number),
            start=told.fact.item.start,
            end=extraction.figures[number].end,
            certain=told.sure and not told.agrees,
        )

    yield from _totals(extraction)


def _totals(extraction: Extraction) -> Iterator[Claim]:
    """Claim that the amounts of a paragraph that bear the names of a table's columns are its totals (涉及金额…，已整改…)."""
    for grid in extraction.grids if extraction.governmental else ():
        totals = _total_cells(extraction, grid)
        for passage in passages_of(extraction) if len(totals) > 1 else ():
            named = {_plain(item.lead): item.figure for item in passage.items if item.plain and item.depth == 0}
            pairs = [(number, totals[name]) for name, number in named.items() if name in totals]
            off = [pair for pair in pairs if not _agree(extraction, *pair)]
            if len(off) < len(pairs):
                for number, cell in pairs:
                    figure = extraction.figures[number]
                    sure = len(off) == 1 and (number, cell) in off
                    shape = Linear((Term(cell),), number)
                    yield Claim("EQ108", Kind.EQUAL, Source.TABLE, shape, figure.start, figure.end, certain=sure)


def _total_cells(extraction: Extraction, grid: Grid) -> dict[str, int]:
    """Return the figures of a table's one total by the names of their columns."""
    lines = [line for line in grid.lines if line.role == "total"]
    found = {}
    for column in grid.columns if len(lines) == 1 else ():
        numbers = extraction.in_cell.get((grid.table.index, lines[0].row, column.index), ())
        name = _plain(column.path[-1]) if column.role == "value" and column.path else ""
        if len(numbers) == 1 and len(name) > 1 and extraction.index.is_money(numbers[0]):
            found[name] = numbers[0]
    return found


def _plain(words: str) -> str:
    return _AMOUNT.sub("", bare_name(half_width(words)))


def _agree(extraction: Extraction, number: int, cell: int) -> bool:
    told, printed = extraction.figures[number], extraction.figures[cell]
    if told.amount is None or printed.amount is None or not comparable(told, printed):
        return False
    return abs(told.amount - printed.amount) <= 2 * told.slack + printed.slack


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for an amount that differs."""
    cell, told = (extraction.figures[number] for number in verdict.claim.figures)
    title = next((grid.title for grid in extraction.grids if grid.table.index == cell.table), "")
    return f"文字写{told.text}，“{title}”中为{cell.text}，不一致，请核实。"
