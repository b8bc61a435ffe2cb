"""执行率低而未说明原因：自评表预算执行率低于90%，原因一栏空白。

Asked only where the form has a column for the reason, on the line of the whole money; a reason told anywhere in that column will do.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "预算执行率低于90%而没有说明原因"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "项目支出绩效自评表的填报要求：预算执行率低于90%的说明原因"
_TABLE = """
# 虚构市示例局2024年部门决算

项目支出绩效自评表

| 预算执行情况 | 年初预算 | 调整后预算数 | 预算执行数 | 预算执行率 | 权重 | 得分 | 原因 |
|---|---|---|---|---|---|---|---|
| 总额 | 100.00 | 100.00 | 62.00 | {} | 10 | 6.2 | {} |
| 其中：财政资金 | 100.00 | 100.00 | 62.00 | | | | |
"""
GOOD = _TABLE.format("62%", "项目跨年实施，余款待验收后支付")
BAD = _TABLE.format("«62%»", "")
_LEAST = Decimal(90)
_ONE, _HUNDRED = Decimal(1), Decimal(100)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the first rate below 90% of each table whose column of reasons is blank."""
    for table in extraction.evaluations:
        rows = [row for row in table.rows if "rate" in row.amounts and "reason" in row.words]
        if not rows or any(row.words["reason"].strip("无/—- ") for row in rows):
            continue
        rate = rows[0].amounts["rate"]
        percent = rate.value * _HUNDRED if rate.value <= _ONE and rate.step < _ONE else rate.value
        if percent < _LEAST:
            yield Hit(rate.start, rate.end, f"预算执行率{percent.normalize():f}%低于90%，没有说明原因，请补充。")
