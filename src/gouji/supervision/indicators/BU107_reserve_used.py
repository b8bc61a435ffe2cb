"""预备费动用：把预备费用出去的每一笔都列出。

动用 = 功能科目 227 类的调减（下达与调剂中的负数），或者直接在 227 类支付的款项，按单位和文号汇总。
依据：预算法第64条，预备费的动用方案由财政部门提出、报本级政府决定；第40条规定了用途（自然灾害等突发事件和难以预见的开支）。
不是问题，是提醒：请财政部门提供动用方案和批准文件，随预算执行情况报告。
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.supervision.indicator import Example, Figure, Indicator, Level, Signal, Threshold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.supervision.indicator import Asked
    from gouji.supervision.store import Facts

_QUERY = """
    WITH used AS (
        SELECT unit_name, coalesce(document, '') AS document, -amount AS amount FROM allotment
        WHERE region = $region AND year = $year AND date <= $until AND function LIKE '227%' AND amount < 0
        UNION ALL
        SELECT unit_name, '', amount FROM payment_month
        WHERE region = $region AND year = $year AND month <= month($until) AND function LIKE '227%'
    )
    SELECT unit_name, document, sum(amount) AS amount FROM used
    GROUP BY ALL HAVING sum(amount) > $least ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """List each use of the reserve."""
    for row in facts.rows(_QUERY, asked.day | {"least": asked.thresholds["least"]}):
        document = {"document": row["document"]} if row["document"] else {}
        yield Signal(
            Level.BLUE,
            {"unit_name": row["unit_name"], **document},
            row["amount"],
            f"动用预备费{row['amount']:,}元，请财政部门提供动用方案和批准文件。",
            (Figure("动用金额", row["amount"]),),
        )


def _case(function: str) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "date": dt.date(2026, 7, 3), "unit_name": "青禾县财政局", "document": "青财〔2026〕31号"}
    return {"allotment": [{**row, "function": function, "amount": Decimal(-500)}]}


INDICATOR = Indicator(
    code="BU107",
    title="动用预备费",
    needs=("allotment",),
    thresholds=(Threshold("least", "金额超过", Decimal(0), "元", "每一笔都列出"),),
    basis="预算法第40条、第64条",
    run=run,
    good=Example(_case("2130205"), dt.date(2026, 7, 31)),
    bad=Example(
        _case("2270101"),
        dt.date(2026, 7, 31),
        ((Level.BLUE, {"unit_name": "青禾县财政局", "document": "青财〔2026〕31号"}),),
    ),
    page=__doc__,
)
