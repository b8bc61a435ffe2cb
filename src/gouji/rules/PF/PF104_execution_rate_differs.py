"""自评表执行率不符：绩效自评表的执行率与执行数、预算数不符。

执行率 = 全年执行数 ÷ 全年预算数 (the opening budget where the table has no other). A rate on a budget of nothing is left alone.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import evaluations
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.evaluation import Amount, Row

TITLE = "绩效自评表的预算执行率与执行数、预算数不符"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "《项目支出绩效评价管理办法》（财预〔2020〕10号）：预算执行率=实际支出÷预算安排"
_TABLE = """
# 虚构市示例局2024年部门决算

项目支出绩效自评表

| 项目资金（万元） | 年初预算数 | 全年预算数 | 全年执行数 | 分值 | 执行率 | 得分 |
|---|---|---|---|---|---|---|
| 年度资金总额 | 100.00 | 120.00 | 114.00 | 10 | {} | 9.5 |
| 其中：当年财政拨款 | 100.00 | 120.00 | 114.00 | | 95% | |
"""
GOOD = _TABLE.format("95.00%")
BAD = _TABLE.format("«114.50%»")
_HUNDRED = Decimal(100)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each rate that no reading of the budget bears out."""
    for table in evaluations(extraction):
        for row in table.rows:
            rate, executed = row.amounts.get("rate"), row.amounts.get("executed")
            budgets = _budgets(row)
            if rate is None or executed is None or not budgets:
                continue
            if not any(_holds(rate, executed, budget) for budget in budgets):
                first = executed.value / budgets[0].value * _HUNDRED
                expected = str(first.quantize(min(rate.step, Decimal("0.01"))))
                working = f"{executed.value} ÷ {budgets[0].value} = {expected}%"
                message = f"执行率{rate.value}%与按执行数、预算数计算的{expected}%不一致，请核实。"
                yield Hit(rate.start, rate.end, message, expected=expected, working=working)


def _budgets(row: Row) -> list[Amount]:
    found = [row.amounts[name] for name in ("budget", "opening") if name in row.amounts]
    return [amount for amount in found if amount.value]


def _holds(rate: Amount, executed: Amount, budget: Amount) -> bool:
    """Whether the rate is right within its own rounding, as % or as a share of one, cut off or rounded, and that of the amounts."""
    exact = executed.value / budget.value
    blur = (executed.step + exact * budget.step) / budget.value / 2
    return any(abs(exact * scale - rate.value) < rate.step + blur * scale for scale in (_HUNDRED, Decimal(1)))
