"""债务率：政府债务余额占综合财力的比例所在的区间。

债务率 = 政府债务余额 ÷ 政府综合财力。120% 以下绿色，不提示；120% 至 200% 黄色，200% 至 300% 橙色，300% 以上红色。
余额为债务数据各类别之和，综合财力由财政部门报送。
不一定有问题：等级评定以上级通报为准；请财政部门说明化债安排。
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
    SELECT (SELECT sum(balance) FROM debt WHERE region = $region AND year = $year) AS balance,
        (SELECT max(capacity) FROM capacity WHERE region = $region AND year = $year) AS means
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise one signal for a region whose debt is high for its means."""
    row = facts.rows(_QUERY, {"region": asked.region, "year": asked.year})[0]
    if row["balance"] is None or not row["means"] or row["means"] < 0:
        return
    rate = percent(row["balance"], row["means"])
    bands = (("red", Level.RED), ("orange", Level.ORANGE), ("yellow", Level.YELLOW))
    level = next((level for name, level in bands if rate >= asked.thresholds[name]), None)
    if level is not None:
        yield Signal(
            level,
            {"topic": "债务率"},
            rate,
            f"债务率{rate}%，请财政部门说明风险和化债安排。",
            (Figure("债务余额", row["balance"]), Figure("综合财力", row["means"])),
        )


def _case(balance: int) -> dict[str, list[dict[str, object]]]:
    return {
        "debt": [{"year": 2026, "category": "一般债务", "balance": Decimal(balance)}],
        "capacity": [{"year": 2026, "capacity": Decimal(1000)}],
    }


INDICATOR = Indicator(
    code="DE103",
    title="债务率偏高",
    needs=("debt", "capacity"),
    thresholds=(
        Threshold("yellow", "黄色：达到", Decimal(120), "%", "债务风险等级的通行分档"),
        Threshold("orange", "橙色：达到", Decimal(200), "%", "债务风险等级的通行分档"),
        Threshold("red", "红色：达到", Decimal(300), "%", "债务风险等级的通行分档"),
    ),
    basis="预算法第35条",
    run=run,
    good=Example(_case(1199), dt.date(2026, 6, 30)),
    bad=Example(_case(2000), dt.date(2026, 6, 30), ((Level.ORANGE, {"topic": "债务率"}),)),
    page=__doc__,
)
