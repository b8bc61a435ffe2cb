"""项目没有绩效目标：有年初预算的项目，绩效数据中没有对应的目标。

按单位和项目名称对应。依据：预算绩效管理要求未按要求设定绩效目标的项目不得安排预算。
本地区本年没有导入绩效数据时不判断。
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
    WITH due AS (
        SELECT unit_name, project_name, sum(amount) AS amount FROM planned
        WHERE region = $region AND year = $year AND opening AND project_name IS NOT NULL GROUP BY ALL
    ), aimed AS (
        SELECT DISTINCT unit_name, project_name FROM performance
        WHERE region = $region AND year = $year AND target IS NOT NULL
    )
    SELECT due.* FROM due ANTI JOIN aimed USING (unit_name, project_name)
    WHERE amount > $least AND EXISTS (FROM performance WHERE region = $region AND year = $year)
    ORDER BY unit_name, project_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project with money and no target."""
    values = {"region": asked.region, "year": asked.year, "least": asked.thresholds["least"]}
    for row in facts.rows(_QUERY, values):
        yield Signal(
            Level.YELLOW,
            {"unit_name": row["unit_name"], "project_name": row["project_name"]},
            None,
            f"项目“{row['project_name']}”没有绩效目标，请补报。",
            (Figure("年初预算", row["amount"]),),
        )


def _case(name: str) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "unit_name": "青禾县林业局"}
    return {
        "budget": [{**row, "project_name": "造林", "opening": Decimal(100)}],
        "performance": [{**row, "project_name": name, "target": "造林一千亩"}],
    }


INDICATOR = Indicator(
    code="PE101",
    title="项目没有绩效目标",
    needs=("budget", "performance"),
    thresholds=(Threshold("least", "年初预算超过", Decimal(0), "元", "任何金额都列出"),),
    basis="预算法第32条",
    run=run,
    good=Example(_case("造林"), dt.date(2026, 3, 31)),
    bad=Example(
        _case("防火"), dt.date(2026, 3, 31), ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
