"""A completion rate is printed although the budget is zero and something was spent: no rate exists.

0 of 0 with 0% or 100% is the form's convention and passes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.rule import Context

TITLE = "预算数为零却计算完成率"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；预算数为零时不能作分母"
GOOD = """
# 虚构市示例局2024年部门决算
公务接待费支出决算为0万元，完成预算0万元的0%。
"""
BAD = """
# 虚构市示例局2024年部门决算
公务接待费支出决算为0.16万元，完成预算0万元的«0%»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report every completion of a budget of zero with a non-zero account."""
    del context
    figures = extraction.figures
    for node in extraction.index.nodes:
        statement = node.statement
        for completion in statement.completions:
            if completion.budget is None or statement.value is None:
                continue
            budget, value = figures[completion.budget], figures[statement.value]
            if budget.exact and budget.amount == 0 and value.exact and value.amount:
                rate = figures[completion.rate]
                yield Hit(
                    rate.start,
                    rate.end,
                    f"预算数为0而决算数为{value.text}，不能计算完成率，此处却写“{rate.text}”，请删去或说明。",
                )
