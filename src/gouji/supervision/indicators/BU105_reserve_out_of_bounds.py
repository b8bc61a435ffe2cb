"""预备费超出法定比例：预备费占本级一般公共预算支出应为 1% 至 3%。

预备费按功能科目 227 类认定；分母是年初一般公共预算支出合计（资金性质含“一般公共预算”或没有填写的）。
依据：预算法第40条。没有列预备费的地区也提示一次。
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
    SELECT sum(amount) AS planned, coalesce(sum(amount) FILTER (function LIKE '227%'), 0) AS reserve
    FROM planned WHERE region = $region AND year = $year AND opening
        AND (fund IS NULL OR contains(fund, '一般公共预算'))
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise one signal for a region whose reserve is outside the law's bounds."""
    row = facts.rows(_QUERY, {"region": asked.region, "year": asked.year})[0]
    if not row["planned"]:
        return
    share = percent(row["reserve"], row["planned"])
    low, high = asked.thresholds["low"], asked.thresholds["high"]
    if not low <= share <= high:
        yield Signal(
            Level.ORANGE,
            {"topic": "预备费"},
            share,
            f"预备费占一般公共预算支出{share}%，不在{low}%至{high}%之内，请财政部门说明。",
            (Figure("预备费", row["reserve"]), Figure("一般公共预算支出", row["planned"])),
        )


def _case(reserve: int) -> dict[str, list[dict[str, object]]]:
    return {
        "budget": [
            {"year": 2026, "unit_name": "青禾县财政局", "function": "2270101", "opening": Decimal(reserve)},
            {"year": 2026, "unit_name": "青禾县林业局", "function": "2130205", "opening": Decimal(1000 - reserve)},
        ]
    }


INDICATOR = Indicator(
    code="BU105",
    title="预备费不在法定比例内",
    needs=("budget",),
    thresholds=(
        Threshold("low", "不低于", Decimal(1), "%", "预算法第40条"),
        Threshold("high", "不高于", Decimal(3), "%", "预算法第40条"),
    ),
    basis="预算法第40条",
    run=run,
    good=Example(_case(30), dt.date(2026, 1, 31)),
    bad=Example(_case(31), dt.date(2026, 1, 31), ((Level.ORANGE, {"topic": "预备费"}),)),
    page=__doc__,
)
