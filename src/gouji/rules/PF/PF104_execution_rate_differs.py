"""自评表执行率不符：绩效自评表的执行率与执行数、预算数不符。

执行率 = 全年执行数 ÷ 全年预算数 (the opening budget where the table has no other). A rate on a budget of nothing is left alone.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import figure_of
from gouji.model.claim import Claim, Kind, Ratio, Verdict
from gouji.rules.PF.points import claim, figures
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.evaluation import Evaluation, Row
    from gouji.rules.rule import Context

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
_SCALES = (Decimal(100), Decimal(1))  # 95% and 0.95


def check(extraction: Extraction, _context: Context) -> Iterator[Claim]:
    """Claim each rate of the year's budget, else of the opening budget."""
    for table in extraction.evaluations:
        for row in table.rows:
            shapes = _shapes(extraction, table, row)
            if shapes:
                yield claim("PF104", Kind.COMPLETION, *shapes)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a rate that no reading of the budget bears out."""
    rate = extraction.figures[verdict.claim.figures[-1]].value
    return f"执行率{rate}%与按执行数、预算数计算的{verdict.expected}%不一致，请核实。"


def _shapes(extraction: Extraction, table: Evaluation, row: Row) -> list[Ratio]:
    """Return the readings of a line's rate, the likeliest first; none where the line lacks a rate, a sum or a budget."""
    rate = figure_of(extraction, table.table, row.amounts["rate"]) if "rate" in row.amounts else None
    executed = row.amounts.get("executed")
    budgets = [row.amounts[name] for name in ("budget", "opening") if name in row.amounts]
    if rate is None or executed is None:
        return []
    pairs = [figures(extraction, table, [executed, budget]) for budget in budgets if budget.value]
    return [
        Ratio(plus((pair[0].id,)), plus((pair[1].id,)), rate.id, scale) for scale in _SCALES for pair in pairs if pair
    ]
