"""收入月度异常：某一科目当月收入为负，或者比前几个月的平均多出数倍。

当月数取“本月数”；平均取本年以前各月。默认超过平均的 3 倍，且已有至少 3 个月的数据。
不一定有问题：按季申报的税种、土地出让入库；请财政部门说明。
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

_LEAST_MONTHS = 3
_QUERY = """
    SELECT subject, sum(amount) FILTER (month = month($until)) AS now,
        avg(amount) FILTER (month < month($until))::DECIMAL(18, 2) AS usual,
        count(*) FILTER (month < month($until)) AS months
    FROM revenue WHERE region = $region AND year = $year AND amount IS NOT NULL
    GROUP BY subject HAVING sum(amount) FILTER (month = month($until)) IS NOT NULL ORDER BY subject
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each item of revenue whose month does not fit the months before."""
    times = asked.thresholds["times"]
    for row in facts.rows(_QUERY, asked.day):
        jumps = row["months"] >= _LEAST_MONTHS and row["usual"] > 0 and row["now"] > row["usual"] * times
        if row["now"] < 0 or jumps:
            what = f"比以前各月平均高出{times}倍以上" if jumps else "为负数"
            yield Signal(
                Level.BLUE,
                {"subject": row["subject"]},
                row["now"],
                f"{row['subject']}{asked.until.month}月收入{what}，请财政部门说明。",
                (Figure("当月收入", row["now"]), Figure("以前各月平均", row["usual"] or Decimal(0))),
            )


def _case(last: int) -> dict[str, list[dict[str, object]]]:
    months = {1: 100, 2: 100, 3: 100, 4: last}
    return {
        "revenue": [
            {"year": 2026, "month": month, "subject": "契税", "amount": Decimal(amount)}
            for month, amount in months.items()
        ]
    }


INDICATOR = Indicator(
    code="RE102",
    title="收入月度异常",
    needs=("revenue",),
    thresholds=(Threshold("times", "高出平均的倍数", Decimal(3), "倍", "用户设置，可调整"),),
    basis="预算法第55条",
    run=run,
    good=Example(_case(300), dt.date(2026, 4, 30)),
    bad=Example(_case(301), dt.date(2026, 4, 30), ((Level.BLUE, {"subject": "契税"}),)),
    page=__doc__,
)
