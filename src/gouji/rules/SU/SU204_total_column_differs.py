"""A 合计 or 小计 column of a table is not the sum of the columns that it heads, in some row (DOMAIN C4, C5, C7-C9, C12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.colsums import column_sums
from gouji.model.claim import Linear
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内合计栏与各分栏之和不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 200.00 | 150.00 | 50.00 |
| 20101 | 人大事务 | 200.00 | 150.00 | 50.00 |
| 2010101 | 行政运行 | 150.00 | 150.00 |  |
| 2010104 | 人大会议 | 50.00 |  | 50.00 |
|  | 合计 | 200.00 | 150.00 | 50.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 200.00 | 150.00 | 50.00 |
| 20101 | 人大事务 | 200.00 | 150.00 | 50.00 |
| 2010101 | 行政运行 | 150.00 | 150.00 |  |
| 2010104 | 人大会议 | «60.00» |  | 50.00 |
|  | 合计 | 200.00 | 150.00 | 50.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every total column in every row."""
    del context
    for sheet in extraction.sheets:
        yield from claims(extraction, column_sums(sheet), "SU204")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    return f"表中数字{extraction.figures[shape.result].text}与各组成部分之和{verdict.expected}不一致，请核实。"
