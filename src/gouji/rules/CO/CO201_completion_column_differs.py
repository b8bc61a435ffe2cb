"""A completion column (完成预算%, 为上年%) of a table is not the ratio of the two columns that all other rows show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Linear, Ratio
from gouji.rules.computed import computed_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内完成比例与两栏数字不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

支出执行情况表

单位：万元

| 项目 | 预算数 | 执行数 | 完成预算% |
|---|---|---|---|
| 基本支出 | 100.00 | 90.00 | 90.00 |
| 项目支出 | 50.00 | 40.00 | 80.00 |
| 经营支出 | 20.00 | 25.00 | 125.00 |
| 其他支出 | 8.00 | 6.00 | 75.00 |
| 上缴上级支出 | 4.00 | 5.00 | 125.00 |
| 办公费 | 10.00 | 9.00 | 90.00 |
| 印刷费 | 20.00 | 18.00 | 90.00 |
| 水费 | 30.00 | 27.00 | 90.00 |
| 电费 | 40.00 | 36.00 | 90.00 |
| 邮电费 | 50.00 | 45.00 | 90.00 |
| 差旅费 | 60.00 | 54.00 | 90.00 |
| 会议费 | 70.00 | 63.00 | 90.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出执行情况表

单位：万元

| 项目 | 预算数 | 执行数 | 完成预算% |
|---|---|---|---|
| 基本支出 | 100.00 | 90.00 | 90.00 |
| 项目支出 | 50.00 | 40.00 | 80.00 |
| 经营支出 | 20.00 | 25.00 | «80.00» |
| 其他支出 | 8.00 | 6.00 | 75.00 |
| 上缴上级支出 | 4.00 | 5.00 | 125.00 |
| 办公费 | 10.00 | 9.00 | 90.00 |
| 印刷费 | 20.00 | 18.00 | 90.00 |
| 水费 | 30.00 | 27.00 | 90.00 |
| 电费 | 40.00 | 36.00 | 90.00 |
| 邮电费 | 50.00 | 45.00 | 90.00 |
| 差旅费 | 60.00 | 54.00 | 90.00 |
| 会议费 | 70.00 | 63.00 | 90.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every computed column whose reading its rows bear out."""
    del context
    yield from computed_claims(extraction, "ratio", "CO201")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken row."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear | Ratio):
        return TITLE
    return f"完成比例{extraction.figures[shape.result].text}与按两栏数字计算的{verdict.expected}不一致，请核实。"
