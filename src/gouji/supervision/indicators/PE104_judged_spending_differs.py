"""自评执行数与支付数不一致：绩效自评表里的执行数不等于国库支付的全年累计数。

按单位和项目比较，只在 12 月末判断。任何差额都列出。
不一定有问题：含财政专户资金、单位资金；请单位说明口径。
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

_DECEMBER = 12
_QUERY = """
    WITH judged AS (
        SELECT unit_name, project_name, sum(used) AS used FROM performance
        WHERE region = $region AND year = $year AND used IS NOT NULL GROUP BY ALL
    ), paid AS (
        SELECT unit_name, project_name, sum(amount) AS paid FROM payment_month
        WHERE region = $region AND year = $year AND project_name IS NOT NULL GROUP BY ALL
    )
    SELECT unit_name, project_name, used, coalesce(paid, 0) AS paid
    FROM judged LEFT JOIN paid USING (unit_name, project_name)
    WHERE abs(used - coalesce(paid, 0)) > $gap
        AND EXISTS (FROM payment_month WHERE region = $region AND year = $year) ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project whose own report of its spending differs from the treasury's."""
    if asked.until.month < _DECEMBER:
        return
    values = {"region": asked.region, "year": asked.year, "gap": asked.thresholds["gap"]}
    for row in facts.rows(_QUERY, values):
        gap = abs(row["used"] - row["paid"])
        yield Signal(
            Level.YELLOW,
            {"unit_name": row["unit_name"], "project_name": row["project_name"]},
            gap,
            f"项目“{row['project_name']}”自评执行数与国库支付相差{gap:,}元，请说明口径。",
            (Figure("自评执行数", row["used"]), Figure("国库支付", row["paid"])),
        )


def _case(used: int) -> dict[str, list[dict[str, object]]]:
    row = {"unit_name": "青禾县林业局", "project_name": "造林"}
    return {
        "payment": [{**row, "date": dt.date(2026, 6, 1), "amount": Decimal(1000)}],
        "performance": [{**row, "year": 2026, "used": Decimal(used)}],
    }


INDICATOR = Indicator(
    code="PE104",
    title="自评执行数与支付数不一致",
    needs=("payment", "performance"),
    thresholds=(Threshold("gap", "相差超过", Decimal(0), "元", "任何差额都列出"),),
    basis="项目支出绩效评价管理办法",
    run=run,
    good=Example(_case(1000), dt.date(2026, 12, 31)),
    bad=Example(
        _case(1001), dt.date(2026, 12, 31), ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
