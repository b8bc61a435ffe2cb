"""项目未启动：有预算而到期仍无一笔支付的项目。

本年安排了预算（年初预算或下达）的项目，到设定的月份末累计支付为零。默认 6 月末起黄色，9 月末起红色。
不一定有问题：按进度付款的工程、下半年才启动的项目；请单位说明启动时间。
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
    WITH paid AS (
        SELECT unit_name, project_name FROM payment_month
        WHERE region = $region AND year = $year AND month <= month($until)
        GROUP BY ALL HAVING sum(amount) <> 0
    ), due AS (
        SELECT unit_name, project_name, sum(amount) AS amount FROM planned
        WHERE region = $region AND year = $year AND month <= month($until) AND project_name IS NOT NULL GROUP BY ALL
    )
    SELECT due.* FROM due ANTI JOIN paid USING (unit_name, project_name)
    WHERE amount > 0 ORDER BY unit_name, project_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project with money and no payment once the month has come."""
    month = Decimal(asked.until.month)
    if month < asked.thresholds["yellow"]:
        return
    level = Level.RED if month >= asked.thresholds["red"] else Level.YELLOW
    for row in facts.rows(_QUERY, asked.day):
        yield Signal(
            level,
            {"unit_name": row["unit_name"], "project_name": row["project_name"]},
            None,
            f"项目“{row['project_name']}”到{asked.until.month}月末没有支付，请说明启动时间。",
            (Figure("预算数", row["amount"]),),
        )


def _case(projects: tuple[str, ...]) -> dict[str, list[dict[str, object]]]:
    unit = "青禾县林业局"
    return {
        "budget": [
            {"year": 2026, "unit_name": unit, "project_name": name, "opening": Decimal(100)}
            for name in ("造林", "防火")
        ],
        "payment": [
            {"date": dt.date(2026, 5, 6), "unit_name": unit, "project_name": name, "amount": Decimal(1)}
            for name in projects
        ],
    }


INDICATOR = Indicator(
    code="EX102",
    title="项目有预算没有支付",
    needs=("budget", "payment"),
    thresholds=(
        Threshold("yellow", "黄色：从几月末起", Decimal(6), "月", "通行做法，可调整"),
        Threshold("red", "红色：从几月末起", Decimal(9), "月", "通行做法，可调整"),
    ),
    basis="预算法第57条",
    run=run,
    good=Example(_case(("造林", "防火")), dt.date(2026, 6, 30)),
    bad=Example(
        _case(("造林",)),
        dt.date(2026, 6, 30),
        ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "防火"}),),
    ),
    page=__doc__,
)
