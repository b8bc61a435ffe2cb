"""自评执行率低而没有原因：已自评的项目，预算执行率低于 90% 而没有填写原因。

执行率 = 自评表的执行数 ÷ 预算数（年初预算加下达与调剂）。自评表的通行要求：低于 90% 应当写明原因。
不一定有问题：原因写在报告正文里；请单位补填。
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
    WITH due AS (
        SELECT unit_name, project_name, sum(amount) AS planned FROM planned
        WHERE region = $region AND year = $year AND project_name IS NOT NULL GROUP BY ALL
    ), judged AS (
        SELECT unit_name, project_name, sum(used) AS used FROM performance
        WHERE region = $region AND year = $year AND used IS NOT NULL
        GROUP BY ALL HAVING max(reason) IS NULL
    )
    SELECT unit_name, project_name, planned, used FROM due JOIN judged USING (unit_name, project_name)
    WHERE planned > 0 ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each judged project that stayed low and says not why."""
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year}):
        rate = percent(row["used"], row["planned"])
        if rate < asked.thresholds["rate"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"], "project_name": row["project_name"]},
                rate,
                f"项目“{row['project_name']}”自评执行率{rate}%，没有写原因，请补充。",
                (Figure("自评执行数", row["used"]), Figure("预算数", row["planned"])),
            )


def _case(reason: str | None) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "unit_name": "青禾县林业局", "project_name": "造林"}
    return {
        "budget": [{**row, "opening": Decimal(1000)}],
        "performance": [{**row, "score": Decimal(88), "used": Decimal(899), "reason": reason}],
    }


INDICATOR = Indicator(
    code="PE103",
    title="自评执行率低没有说明原因",
    needs=("budget", "performance"),
    thresholds=(Threshold("rate", "执行率低于", Decimal(90), "%", "项目支出绩效自评表的填报要求"),),
    basis="项目支出绩效评价管理办法",
    run=run,
    good=Example(_case("雨季停工"), dt.date(2026, 12, 31)),
    bad=Example(
        _case(None), dt.date(2026, 12, 31), ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
