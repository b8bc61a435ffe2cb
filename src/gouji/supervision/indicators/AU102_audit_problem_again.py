"""同类审计问题再次出现：同一单位上年被指出的问题类别，本年又被指出。

按单位和问题类别比较相邻两年；没有类别的不判断。说明整改没有触及原因，建议列为重点督办。
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
    WITH years AS (
        SELECT year, unit_name, category, count(*) AS problems, sum(coalesce(amount, 0)) AS amount FROM audit
        WHERE region = $region AND year IN ($year, $year - 1) AND category IS NOT NULL GROUP BY ALL
    )
    SELECT now.unit_name, now.category, now.problems, now.amount, before.problems AS earlier
    FROM years AS now JOIN years AS before USING (unit_name, category)
    WHERE now.year = $year AND before.year = $year - 1 AND now.problems >= $times ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each kind of problem that came back."""
    values = {"region": asked.region, "year": asked.year, "times": int(asked.thresholds["times"])}
    for row in facts.rows(_QUERY, values):
        yield Signal(
            Level.ORANGE,
            {"unit_name": row["unit_name"], "category": row["category"]},
            Decimal(row["problems"]),
            f"“{row['category']}”类审计问题连续两年出现，请说明原因和长效措施。",
            (
                Figure("本年问题", Decimal(row["problems"]), "个"),
                Figure("上年问题", Decimal(row["earlier"]), "个"),
                Figure("本年涉及金额", row["amount"]),
            ),
        )


def _case(earlier: str) -> dict[str, list[dict[str, object]]]:
    row = {"unit_name": "青禾县林业局", "due_on": dt.date(2030, 1, 1), "problem": "虚构"}
    return {"audit": [{**row, "year": 2025, "category": earlier}, {**row, "year": 2026, "category": "往来款"}]}


INDICATOR = Indicator(
    code="AU102",
    title="同类审计问题再次出现",
    needs=("audit",),
    thresholds=(Threshold("times", "本年至少几个", Decimal(1), "个", "用户设置，可调整"),),
    basis="审计法第52条",
    run=run,
    good=Example(_case("资产"), dt.date(2026, 6, 30)),
    bad=Example(
        _case("往来款"),
        dt.date(2026, 6, 30),
        ((Level.ORANGE, {"unit_name": "青禾县林业局", "category": "往来款"}),),
    ),
    page=__doc__,
)
