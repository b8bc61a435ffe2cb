"""专项债资金闲置：发行后到设定月份，已使用的比例过低。

使用率 = 已使用 ÷ 本年发行额，按类别和地区。默认从 9 月末起看，低于 50% 报警。
不一定有问题：项目尚在前期；请主管部门说明开工和支付计划。
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
    SELECT category, coalesce(party, '') AS party, sum(issued) AS issued, sum(coalesce(used, 0)) AS used FROM debt
    WHERE region = $region AND year = $year AND issued IS NOT NULL
    GROUP BY ALL HAVING sum(issued) > 0 ORDER BY category, party
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each kind of bond whose money is hardly used."""
    if asked.until.month < asked.thresholds["month"]:
        return
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year}):
        rate = percent(row["used"], row["issued"])
        if "专项" in row["category"] and rate < asked.thresholds["rate"]:
            party = {"party": row["party"]} if row["party"] else {}
            yield Signal(
                Level.ORANGE,
                {"category": row["category"], **party},
                rate,
                f"{row['party']}{row['category']}本年发行的资金使用率{rate}%，请说明开工和支付计划。",
                (Figure("发行额", row["issued"]), Figure("已使用", row["used"])),
            )


def _case(used: int) -> dict[str, list[dict[str, object]]]:
    return {"debt": [{"year": 2026, "category": "专项债务", "issued": Decimal(1000), "used": Decimal(used)}]}


INDICATOR = Indicator(
    code="DE102",
    title="专项债资金闲置",
    needs=("debt",),
    thresholds=(
        Threshold("rate", "使用率低于", Decimal(50), "%", "用户设置，可调整"),
        Threshold("month", "从几月末起", Decimal(9), "月", "用户设置，可调整"),
    ),
    basis="预算法第35条",
    run=run,
    good=Example(_case(500), dt.date(2026, 9, 30)),
    bad=Example(_case(499), dt.date(2026, 9, 30), ((Level.ORANGE, {"category": "专项债务"}),)),
    page=__doc__,
)
