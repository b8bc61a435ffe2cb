"""三公经费比上年增加：到同一月份，累计支出比上年多，按单位和项目分别看。

只比较两年都有数据的同一月份；没有按月数据的比较全年。默认任何增加都列出。
不一定有问题：上年因故未安排出国任务；请单位说明。
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
    WITH at_month AS (
        SELECT year, unit_name, category, max(accumulated) AS paid FROM three_public
        WHERE region = $region AND year IN ($year, $year - 1) AND (month IS NULL OR month <= month($until))
        GROUP BY ALL
    )
    SELECT now.unit_name, now.category, now.paid, before.paid AS earlier
    FROM at_month AS now JOIN at_month AS before USING (unit_name, category)
    WHERE now.year = $year AND before.year = $year - 1 AND now.paid > before.paid + $more ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit and item that spends more than last year."""
    for row in facts.rows(_QUERY, asked.day | {"more": asked.thresholds["more"]}):
        more = row["paid"] - row["earlier"]
        yield Signal(
            Level.YELLOW,
            {"unit_name": row["unit_name"], "category": row["category"]},
            more,
            f"{row['category']}比上年同期增加{more:,}元，请说明原因。",
            (Figure("本年累计", row["paid"]), Figure("上年同期", row["earlier"])),
        )


def _case(now: int) -> dict[str, list[dict[str, object]]]:
    row = {"month": 6, "unit_name": "青禾县林业局", "category": "公务接待费", "opening": Decimal(9000)}
    return {
        "three_public": [
            {**row, "year": 2025, "accumulated": Decimal(500)},
            {**row, "year": 2025, "month": 12, "accumulated": Decimal(5000)},
            {**row, "year": 2026, "accumulated": Decimal(now)},
        ]
    }


INDICATOR = Indicator(
    code="TG102",
    title="三公经费比上年增加",
    needs=("three_public",),
    thresholds=(Threshold("more", "增加超过", Decimal(0), "元", "任何增加都列出"),),
    basis="党政机关厉行节约反对浪费条例",
    run=run,
    good=Example(_case(500), dt.date(2026, 6, 30)),
    bad=Example(
        _case(501), dt.date(2026, 6, 30), ((Level.YELLOW, {"unit_name": "青禾县林业局", "category": "公务接待费"}),)
    ),
    page=__doc__,
)
