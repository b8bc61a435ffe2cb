"""收入总计 and 支出总计 of one form are not equal (DOMAIN C2)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.balance import balances
from gouji.model.claim import Kind, Linear
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "收入总计与支出总计不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

收支预算总表

单位：万元

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、一般公共预算 | 100.00 | 一、一般公共服务支出 | 80.00 |
| 二、政府性基金预算 |  | 二、教育支出 | 20.00 |
| 收入总计 | 100.00 | 支出总计 | 100.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

收支预算总表

单位：万元

| 项目 | 预算数 | 项目 | 预算数 |
|---|---|---|---|
| 一、一般公共预算 | 120.00 | 一、一般公共服务支出 | 80.00 |
| 二、政府性基金预算 |  | 二、教育支出 | 20.00 |
| 收入总计 | 120.00 | 支出总计 | «100.00» |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that the grand totals of the two sides of a form are equal."""
    del context
    yield from claims(extraction, balances(extraction.sheets), "EQ201", Kind.EQUAL)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    return f"支出总计{extraction.figures[shape.result].text}与收入总计{verdict.expected}不一致，请核实。"
