"""A line of a table by areas is not the sum of the lines below it in one column, while all its other columns are.

Tables by area or project (分地区, 转移支付, 债券使用) print neither codes nor marks: that a line totals those below it is seen from the
figures, where every column bears it out. Lists of subjects may leave lines out (secret ones, those of past years), so that there it only
confirms; areas are all listed, and a column that holds everywhere else is questioned where it breaks.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Linear
from gouji.rules.found import found_sums

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Claim, Verdict
    from gouji.rules.rule import Context

TITLE = "合计行与其下各行之和不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确"
GOOD = """
# 虚构市2024年财政决算草案的报告

2024年全市转移支付分地区情况表

单位：万元

| 地区 | 合计 | 均衡性转移支付 | 教育转移支付 | 卫生转移支付 |
|---|---|---|---|---|
| 全市 | 8580 | 4120 | 2230 | 2230 |
| 甲市小计 | 5310 | 2610 | 1390 | 1310 |
| 甲区 | 3240 | 1540 | 890 | 810 |
| 乙县 | 2070 | 1070 | 500 | 500 |
| 丙市小计 | 3270 | 1510 | 840 | 920 |
| 丁区 | 1850 | 830 | 490 | 530 |
| 戊县 | 1420 | 680 | 350 | 390 |
"""
BAD = """
# 虚构市2024年财政决算草案的报告

2024年全市转移支付分地区情况表

单位：万元

| 地区 | 合计 | 均衡性转移支付 | 教育转移支付 | 卫生转移支付 |
|---|---|---|---|---|
| 全市 | 8580 | 4120 | 2230 | 2230 |
| 甲市小计 | 5310 | 2610 | 1390 | 1310 |
| 甲区 | 3240 | 1540 | 890 | 810 |
| 乙县 | 2070 | 1070 | 500 | 500 |
| 丙市小计 | 3270 | «1570» | 840 | 920 |
| 丁区 | 1850 | 830 | 490 | 530 |
| 戊县 | 1420 | 680 | 350 | 390 |
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the sums that the tables show."""
    del context
    yield from found_sums(extraction, "SU208")


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    total = extraction.figures[shape.result]
    return f"“{total.text}”与其下{len(shape.terms)}行之和{verdict.expected}不一致，而同一行其他各栏均相符，请核实。"
