"""An amount in the text of a government's paper is not what the paper's own table prints of it (全市教育支出…, 附表：教育支出).

Compared are level, fund, side, name, year and basis: of the text by its own words and those before it, of the table by its title, its
column and its line. It accuses where other amounts of the text agree with the same column, one of them in the same paragraph (what is told of
a task may be a part: 安排教育支出3亿元，用于…), and hardly any other differs; one unit of the last digit told is no difference, and totals with what is carried over (收入总计, 支出总计) are not compared.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.rules.tabled import told_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
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


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for an amount that differs."""
    cell, told = (extraction.figures[number] for number in verdict.claim.figures)
    title = next((grid.title for grid in extraction.grids if grid.table.index == cell.table), "")
    return f"文字写{told.text}，“{title}”中为{cell.text}，不一致，请核实。"
