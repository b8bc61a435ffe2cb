"""A change column (增减额) of a table is not the difference of the two columns that all other rows show."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Linear, Ratio
from gouji.rules.computed import computed_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内增减额与两栏之差不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

支出情况表

单位：万元

| 项目 | 上年决算数 | 本年预算数 | 增减额 |
|---|---|---|---|
| 基本支出 | 100.00 | 110.00 | 10.00 |
| 项目支出 | 50.00 | 40.00 | -10.00 |
| 经营支出 | 20.00 | 25.00 | 5.00 |
| 其他支出 | 8.00 | 9.00 | 1.00 |
| 上缴上级支出 | 4.00 | 4.00 | 0.00 |
| 办公费 | 10.00 | 12.00 | 2.00 |
| 印刷费 | 20.00 | 24.00 | 4.00 |
| 水费 | 30.00 | 36.00 | 6.00 |
| 电费 | 40.00 | 48.00 | 8.00 |
| 邮电费 | 50.00 | 60.00 | 10.00 |
| 差旅费 | 60.00 | 72.00 | 12.00 |
| 会议费 | 70.00 | 84.00 | 14.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出情况表

单位：万元

| 项目 | 上年决算数 | 本年预算数 | 增减额 |
|---|---|---|---|
| 基本支出 | 100.00 | 110.00 | 10.00 |
| 项目支出 | 50.00 | 40.00 | -10.00 |
| 经营支出 | 20.00 | 25.00 | «6.00» |
| 其他支出 | 8.00 | 9.00 | 1.00 |
| 上缴上级支出 | 4.00 | 4.00 | 0.00 |
| 办公费 | 10.00 | 12.00 | 2.00 |
| 印刷费 | 20.00 | 24.00 | 4.00 |
| 水费 | 30.00 | 36.00 | 6.00 |
| 电费 | 40.00 | 48.00 | 8.00 |
| 邮电费 | 50.00 | 60.00 | 10.00 |
| 差旅费 | 60.00 | 72.00 | 12.00 |
| 会议费 | 70.00 | 84.00 | 14.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every computed column whose reading its rows bear out."""
    del context
    yield from computed_claims(extraction, "change", "CH201")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken row."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear | Ratio):
        return TITLE
    return f"增减额{extraction.figures[shape.result].text}与两栏之差{verdict.expected}不一致，请核实。"
