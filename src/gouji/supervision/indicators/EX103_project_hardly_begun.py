"""项目执行率过低：到设定月份末，执行率低于阈值而又不是零的项目（为零的见 EX102）。

执行率 = 累计支付 ÷ 预算数（年初预算加下达与调剂）。默认从 9 月末起看，低于 20% 报警；20% 为公开的审计方法库中的默认值。
不一定有问题：年底集中结算的项目；请单位说明。
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.supervision.indicator import Example, Figure, Indicator, Level, Signal, Threshold, percent

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.supervision.indicator import Asked
    from gouji.supervision.store import Facts

_QUERY = """
    WITH paid AS (
        SELECT unit_name, project_name, sum(amount) AS amount FROM payment_month
        WHERE region = $region AND year = $year AND month <= month($until) GROUP BY ALL
    ), due AS (
        SELECT unit_name, project_name, sum(amount) AS amount FROM planned
        WHERE region = $region AND year = $year AND month <= month($until) AND project_name IS NOT NULL GROUP BY ALL
    )
    SELECT unit_name, project_name, due.amount AS planned, paid.amount AS paid
    FROM due JOIN paid USING (unit_name, project_name) WHERE due.amount > 0 AND paid.amount <> 0 ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project that was begun and is far from carried out."""
    if asked.until.month < asked.thresholds["month"]:
        return
    for row in facts.rows(_QUERY, asked.day):
        rate = percent(row["paid"], row["planned"])
        if rate < asked.thresholds["rate"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"], "project_name": row["project_name"]},
                rate,
                f"项目“{row['project_name']}”到{asked.until.month}月末执行率{rate}%，请说明原因和后续安排。",
                (Figure("预算数", row["planned"]), Figure("累计支付", row["paid"])),
            )


def _case(paid: int) -> dict[str, list[dict[str, object]]]:
    unit = {"unit_name": "青禾县林业局", "project_name": "造林"}
    return {
        "budget": [{"year": 2026, "opening": Decimal(1000), **unit}],
        "payment": [{"date": dt.date(2026, 8, 1), "amount": Decimal(paid), **unit}],
    }


INDICATOR = Indicator(
    code="EX103",
    title="项目执行率过低",
    needs=("budget", "payment"),
    thresholds=(
        Threshold("rate", "执行率低于", Decimal(20), "%", "公开的审计方法库默认值"),
        Threshold("month", "从几月末起", Decimal(9), "月", "通行做法，可调整"),
    ),
    basis="预算法第57条",
    run=run,
    good=Example(_case(200), dt.date(2026, 9, 30)),
    bad=Example(
        _case(199), dt.date(2026, 9, 30), ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
