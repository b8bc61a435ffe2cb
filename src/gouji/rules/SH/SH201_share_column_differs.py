"""A share column (占比) of a table is not the part over the 合计 of the table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Linear, Ratio
from gouji.rules.computed import computed_claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内占比与合计不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

支出结构表

单位：万元

| 项目 | 预算数 | 占比% |
|---|---|---|
| 办公费 | 20.00 | 20.00 |
| 印刷费 | 5.00 | 5.00 |
| 水费 | 5.00 | 5.00 |
| 电费 | 5.00 | 5.00 |
| 邮电费 | 5.00 | 5.00 |
| 差旅费 | 10.00 | 10.00 |
| 会议费 | 10.00 | 10.00 |
| 培训费 | 10.00 | 10.00 |
| 劳务费 | 10.00 | 10.00 |
| 工会经费 | 10.00 | 10.00 |
| 福利费 | 10.00 | 10.00 |
| 合计 | 100.00 | 100.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出结构表

单位：万元

| 项目 | 预算数 | 占比% |
|---|---|---|
| 办公费 | 20.00 | 20.00 |
| 印刷费 | 5.00 | 5.00 |
| 水费 | 5.00 | 5.00 |
| 电费 | 5.00 | 5.00 |
| 邮电费 | 5.00 | 5.00 |
| 差旅费 | 10.00 | 10.00 |
| 会议费 | 10.00 | «1.00» |
| 培训费 | 10.00 | 10.00 |
| 劳务费 | 10.00 | 10.00 |
| 工会经费 | 10.00 | 10.00 |
| 福利费 | 10.00 | 10.00 |
| 合计 | 100.00 | 100.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every computed column whose reading its rows bear out."""
    del context
    yield from computed_claims(extraction, "share", "SH201")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken row."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear | Ratio):
        return TITLE
    return f"占比{extraction.figures[shape.result].text}%与按合计计算的{verdict.expected}%不一致，请核实。"
