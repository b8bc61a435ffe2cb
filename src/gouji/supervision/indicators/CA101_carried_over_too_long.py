"""结转两年以上：形成年度距今满两年仍未用完的结转资金。

依据：预算法第42条，连续两年未用完的结转资金应当作为结余资金管理，收回统筹。任何余额都列出。
不一定有问题：经批准继续使用的；请财政部门说明处理意见。
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
    SELECT unit_name, coalesce(project_name, '') AS project_name, min(origin_year) AS since, sum(balance) AS balance
    FROM carry_over WHERE region = $region AND year = $year AND origin_year <= $year - $years
    GROUP BY ALL HAVING sum(balance) > 0 ORDER BY unit_name, project_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each sum that should have been taken back."""
    years = int(asked.thresholds["years"])
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year, "years": years}):
        project = {"project_name": row["project_name"]} if row["project_name"] else {}
        yield Signal(
            Level.ORANGE,
            {"unit_name": row["unit_name"], **project},
            row["balance"],
            f"{row['project_name']}有{row['since']}年形成的结转资金尚未使用，已满{years}年，请说明收回安排。",
            (Figure("结转余额", row["balance"]),),
        )


def _case(origin: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "unit_name": "青禾县林业局", "project_name": "造林", "balance": Decimal(100)}
    return {"carry_over": [{**row, "origin_year": origin}]}


INDICATOR = Indicator(
    code="CA101",
    title="结转资金两年以上未用完",
    needs=("carry_over",),
    thresholds=(Threshold("years", "满几年", Decimal(2), "年", "预算法第42条"),),
    basis="预算法第42条",
    run=run,
    good=Example(_case(2025), dt.date(2026, 6, 30)),
    bad=Example(
        _case(2024), dt.date(2026, 6, 30), ((Level.ORANGE, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
