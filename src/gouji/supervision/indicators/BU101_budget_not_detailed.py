"""预算编制不细化：年初预算中列“其他”经济科目（末两位 99）的比例过高。

比例 = 部门经济科目末两位为 99 的年初预算 ÷ 该单位有经济科目的年初预算。默认 20%，为公开的审计方法库中的默认值。
不一定有问题：确有无法归入明细科目的支出；请单位说明。
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
    SELECT unit_name, sum(amount) AS planned, coalesce(sum(amount) FILTER (department_economic LIKE '%99'), 0) AS other
    FROM planned WHERE region = $region AND year = $year AND opening AND department_economic IS NOT NULL
    GROUP BY unit_name HAVING sum(amount) > 0 ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit whose opening budget leans on the items named 其他."""
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year}):
        share = percent(row["other"], row["planned"])
        if share > asked.thresholds["share"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"]},
                share,
                f"年初预算列“其他”经济科目的占{share}%，请细化到具体科目或说明原因。",
                (Figure("列其他科目", row["other"]), Figure("年初预算", row["planned"])),
            )


def _case(other: int) -> dict[str, list[dict[str, object]]]:
    return {
        "budget": [
            {
                "year": 2026,
                "unit_name": "青禾县林业局",
                "department_economic": "30201",
                "opening": Decimal(1000 - other),
            },
            {"year": 2026, "unit_name": "青禾县林业局", "department_economic": "30299", "opening": Decimal(other)},
        ]
    }


INDICATOR = Indicator(
    code="BU101",
    title="预算编制不细化",
    needs=("budget",),
    thresholds=(Threshold("share", "“其他”科目占比超过", Decimal(20), "%", "公开的审计方法库默认值"),),
    basis="预算法第46条",
    run=run,
    good=Example(_case(200), dt.date(2026, 1, 31)),
    bad=Example(_case(201), dt.date(2026, 1, 31), ((Level.YELLOW, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
