"""A rate of change is printed although the value compared with is zero: no rate exists.

0 of 0 with 0% is the form's convention and passes; so does a rate that a base of less than the printed digits gives.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.CH.CH101_rate_differs import base_of
from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.model.figure import Figure
    from gouji.rules.rule import Context

TITLE = "基数为零却计算增减幅度"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；上年数为零时不能计算增减幅度"
GOOD = """
# 虚构市示例局2024年部门预算
2024年支出预算10.00万元，比上年增加4.00万元，增长66.67%。2024年国有资本经营预算支出0万元，比上年增加0万元，增长0%。
2024年城市基础设施配套费收入5.3亿元，比上年增加5.3亿元，增长9800%。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年支出预算10.00万元，比上年增加10.00万元，增长«100.00%»。
"""

_HUNDRED = 100


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report every rate whose base, printed or latent, is zero while something changed."""
    del context
    for node in extraction.index.nodes:
        for change in node.statement.changes:
            if change.rate is None or change.excluding or node.statement.aside:
                continue
            if _on_nothing(extraction, node.statement, change):
                rate = extraction.figures[change.rate]
                yield Hit(
                    rate.start, rate.end, f"上年数（基数）为0，不能计算增减幅度，此处却写“{rate.text}”，请删去或说明。"
                )


def _on_nothing(extraction: Extraction, statement: Statement, change: Change) -> bool:
    figures = extraction.figures
    now = next((figures[number].amount for number in change.now), None)
    base = base_of(statement, change)
    if base is not None:
        return figures[base].exact and figures[base].amount == 0 and bool(now)
    if change.amount is None or statement.value is None or not change.direction or not now:
        return False
    amount = figures[change.amount].amount
    if not figures[change.amount].exact or amount is None or now - amount * change.direction != 0:
        return False
    return not _hidden_by_rounding(figures[statement.value], figures[change.amount], change.rate, figures)


def _hidden_by_rounding(now: Figure, amount: Figure, rate: int | None, figures: Sequence[Figure]) -> bool:
    """Whether a base too small for the printed digits gives this rate: 6.6亿元, up by 6.6亿元, 14789.7% of 446万元."""
    printed = figures[rate].value if rate is not None else None
    most = now.slack + amount.slack
    if printed is None or amount.amount is None:
        return False
    return abs(printed) / _HUNDRED * most >= abs(amount.amount) - amount.slack
