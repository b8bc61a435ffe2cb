"""预决算差异率高：全年支出与年初预算相差过大。

差异率 = |全年累计支付 − 年初预算| ÷ 年初预算（预备费不算），只在 12 月末判断。默认超过 20% 报警。
不一定有问题：年中追加上级专项；决算说明中应写明原因。
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

_DECEMBER = 12
_QUERY = """
    WITH paid AS (
        SELECT unit_name, sum(amount) AS amount FROM payment_month
        WHERE region = $region AND year = $year GROUP BY unit_name
    ), opened AS (
        SELECT unit_name, sum(amount) AS amount FROM planned
        WHERE region = $region AND year = $year AND opening
            AND coalesce(function, '') NOT LIKE '227%' GROUP BY unit_name
    )
    SELECT unit_name, opened.amount AS planned, coalesce(paid.amount, 0) AS paid
    FROM opened LEFT JOIN paid USING (unit_name) WHERE opened.amount > 0 ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit whose year ended far from where it began."""
    if asked.until.month < _DECEMBER:
        return
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year}):
        rate = percent(abs(row["paid"] - row["planned"]), row["planned"])
        if rate > asked.thresholds["rate"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"]},
                rate,
                f"全年支出与年初预算相差{rate}%，请在决算说明中写明原因。",
                (Figure("年初预算", row["planned"]), Figure("全年支付", row["paid"])),
            )


def _case(paid: int) -> dict[str, list[dict[str, object]]]:
    return {
        "budget": [{"year": 2026, "unit_name": "青禾县林业局", "opening": Decimal(1000)}],
        "payment": [{"date": dt.date(2026, 8, 1), "unit_name": "青禾县林业局", "amount": Decimal(paid)}],
    }


INDICATOR = Indicator(
    code="BU104",
    title="预决算差异率高",
    needs=("budget", "payment"),
    thresholds=(Threshold("rate", "差异率超过", Decimal(20), "%", "通行做法，可调整"),),
    basis="预算法第75条",
    run=run,
    good=Example(_case(1200), dt.date(2026, 12, 31)),
    bad=Example(_case(1201), dt.date(2026, 12, 31), ((Level.YELLOW, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
