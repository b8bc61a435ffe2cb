"""A numbered line of a table (一、) is not the sum of the numbered lines below it (1. 2. 3.); a group not that of its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.rowsums import below_of, list_sums
from gouji.model.claim import Linear
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内项目与其分项之和不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

收入预算总表

单位：万元

| 项目 | 预算数 |
|---|---|
| 一、财政拨款收入 | 120.00 |
| 1.一般公共预算 | 100.00 |
| 2.政府性基金预算 | 20.00 |
| 二、其他收入 | 5.00 |
| 收入合计 | 125.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

收入预算总表

单位：万元

| 项目 | 预算数 |
|---|---|
| 一、财政拨款收入 | «150.00» |
| 1.一般公共预算 | 100.00 |
| 2.政府性基金预算 | 20.00 |
| 二、其他收入 | 5.00 |
| 收入合计 | 125.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every line with numbered lines below it."""
    del context
    for sheet in extraction.sheets:
        yield from claims(extraction, list_sums(sheet), "SU203", below=below_of(sheet))


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    return f"表中数字{extraction.figures[shape.result].text}与各组成部分之和{verdict.expected}不一致，请核实。"
