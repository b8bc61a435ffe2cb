"""A 其中 line of a table is larger than the line of which it is a part.

A single 其中 item is only a bound. Where figures below zero stand in the column (deductions, corrections) nothing is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.rowsums import of_which_bounds
from gouji.model.claim import Kind, Linear
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内“其中”项大于所属项目"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；“其中”项是所属项目的一部分"
GOOD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 项目 | 决算数 |
|---|---|
| 一、基本支出 | 60.00 |
| 其中：人员经费 | 50.00 |
| 二、项目支出 | 40.00 |
| 支出合计 | 100.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 项目 | 决算数 |
|---|---|
| 一、基本支出 | 60.00 |
| 其中：人员经费 | «65.00» |
| 二、项目支出 | 40.00 |
| 支出合计 | 100.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that every 其中 line is at most its line, unless figures below zero stand in the table."""
    del context
    for sheet in extraction.sheets:
        yield from claims(extraction, of_which_bounds(sheet), "BO201", Kind.BOUND)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken bound."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    part, whole = extraction.figures[shape.terms[0].figure], extraction.figures[shape.result]
    return f"“其中”项{part.text}大于所属项目{whole.text}，请核实。"
