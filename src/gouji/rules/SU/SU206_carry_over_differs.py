"""年初结转 + 本年收入 - 本年支出 is not 年末结转, in some row (DOMAIN C11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.tables.formulas import roll_forward
from gouji.model.claim import Linear
from gouji.rules.tables import claims

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "年末结转与年初结转、本年收支不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确"
GOOD = """
# 虚构市示例局2024年部门决算

政府性基金预算财政拨款收入支出决算表

单位：万元

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| 212 | 城乡社区支出 | 5.00 | 20.00 | 15.00 | 10.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 5.00 | 20.00 | 15.00 | 10.00 |
"""
BAD = """
# 虚构市示例局2024年部门决算

政府性基金预算财政拨款收入支出决算表

单位：万元

| 科目编码 | 科目名称 | 年初结转和结余 | 本年收入 | 本年支出 | 年末结转和结余 |
|---|---|---|---|---|---|
| 212 | 城乡社区支出 | 5.00 | 20.00 | 15.00 | 10.00 |
| 21208 | 国有土地使用权出让收入安排的支出 | 5.00 | 20.00 | 15.00 | «12.00» |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the roll-forward in every row of a table with its four columns."""
    del context
    for sheet in extraction.sheets:
        yield from claims(extraction, roll_forward(sheet), "SU206")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    return f"年末结转{extraction.figures[shape.result].text}与年初结转加本年收入减本年支出的{verdict.expected}不一致，请核实。"
