"""A row breaks the formula that the header prints over its columns (A=B+C, 3=1+2), or that a column prints over its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.formulas import formula_sums, row_formulas
from gouji.model.claim import Linear
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "表内数字不符合栏次公式"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

债务余额表

单位：万元

| 地区 | 合计 | 一般债务 | 专项债务 |
|---|---|---|---|
|  | A=B+C | B | C |
| 甲县 | 30.00 | 10.00 | 20.00 |
| 乙县 | 50.00 | 20.00 | 30.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

债务余额表

单位：万元

| 地区 | 合计 | 一般债务 | 专项债务 |
|---|---|---|---|
|  | A=B+C | B | C |
| 甲县 | 30.00 | 10.00 | 20.00 |
| 乙县 | «60.00» | 20.00 | 30.00 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every printed column formula in every row."""
    del context
    for sheet in extraction.sheets:
        stated = (*formula_sums(extraction.document, sheet), *row_formulas(extraction.document, sheet))
        yield from claims(extraction, stated, "SU205")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    return f"表中数字{extraction.figures[shape.result].text}与按栏次公式计算的{verdict.expected}不一致，请核实。"
