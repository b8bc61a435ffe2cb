"""人大批准前支出：预算草案批准以前，支付了上年没有、也没有结转的项目。

预算法第54条允许批准前安排：上年度结转的支出，参照上年同期的基本支出、项目支出和对下级转移支付，法律规定必须履行的支付义务，自然灾害等突发事件的支出。
因此只列：批准日以前有支付、上年没有预算也没有支付、没有结转余额的项目；灾害防治（224）、预备费（227）、转移支付（230）、债务付息（232）不算。
没有上年数据的地区不判断。不一定有问题：项目改名；请单位说明。
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
    WITH approved AS (
        SELECT min(date) AS day FROM decision
        WHERE region = $region AND year = $year AND contains(category, '批准') AND date <= $until
    ), early AS (
        SELECT unit_name, project_name, sum(amount) AS amount FROM payment
        WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until AND date < (SELECT day FROM approved)
            AND project_name IS NOT NULL AND NOT regexp_matches(coalesce(function, ''), '^(224|227|230|232)')
        GROUP BY ALL HAVING sum(amount) > $least
    ), known AS (
        SELECT unit_name, project_name FROM payment_month WHERE region = $region AND year = $year - 1
        UNION SELECT unit_name, project_name FROM planned WHERE region = $region AND year = $year - 1
        UNION SELECT unit_name, project_name FROM carry_over WHERE region = $region AND year BETWEEN $year - 1 AND $year
    )
    SELECT early.* FROM early ANTI JOIN known USING (unit_name, project_name)
    WHERE EXISTS (FROM payment_month WHERE region = $region AND year = $year - 1) ORDER BY unit_name, project_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each new project that was paid before the congress approved the budget."""
    for row in facts.rows(_QUERY, asked.day | {"least": asked.thresholds["least"]}):
        yield Signal(
            Level.ORANGE,
            {"unit_name": row["unit_name"], "project_name": row["project_name"]},
            row["amount"],
            f"项目“{row['project_name']}”在人大批准预算前已支付{row['amount']:,}元，请说明依据。",
            (Figure("批准前支付", row["amount"]),),
        )


def _case(earlier: str) -> dict[str, list[dict[str, object]]]:
    row = {"unit_name": "青禾县林业局", "amount": Decimal(100)}
    return {
        "payment": [
            {**row, "date": dt.date(2025, 3, 1), "project_name": earlier},
            {**row, "date": dt.date(2026, 1, 10), "project_name": "造林"},
        ],
        "decision": [{"year": 2026, "date": dt.date(2026, 1, 20), "category": "批准预算"}],
    }


INDICATOR = Indicator(
    code="EX112",
    title="人大批准预算前支付新项目",
    needs=("payment", "decision"),
    thresholds=(Threshold("least", "金额超过", Decimal(0), "元", "任何金额都列出"),),
    basis="预算法第54条",
    run=run,
    good=Example(_case("造林"), dt.date(2026, 6, 30)),
    bad=Example(
        _case("防火"), dt.date(2026, 6, 30), ((Level.ORANGE, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
