"""三公经费超预算：累计支出超过年初预算，按单位和项目（接待、车辆、出国）分别看。

依据：厉行节约规定要求三公经费只减不增、不得超预算。任何超出都列出。
不一定有问题：经批准追加的出国任务；请单位提供批准文件。
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
    SELECT unit_name, category, max(opening) AS planned, max(accumulated) AS paid FROM three_public
    WHERE region = $region AND year = $year AND (month IS NULL OR month <= month($until))
    GROUP BY ALL HAVING max(accumulated) > max(opening) + $over ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit and item that is over its budget."""
    for row in facts.rows(_QUERY, asked.day | {"over": asked.thresholds["over"]}):
        over = row["paid"] - row["planned"]
        yield Signal(
            Level.RED,
            {"unit_name": row["unit_name"], "category": row["category"]},
            over,
            f"{row['category']}累计支出超过预算{over:,}元，请说明原因并提供批准文件。",
            (Figure("年初预算", row["planned"]), Figure("累计支出", row["paid"])),
        )


def _case(paid: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "month": 6, "unit_name": "青禾县林业局", "category": "公务接待费", "opening": Decimal(1000)}
    return {"three_public": [{**row, "accumulated": Decimal(paid)}]}


INDICATOR = Indicator(
    code="TG101",
    title="三公经费超预算",
    needs=("three_public",),
    thresholds=(Threshold("over", "超过", Decimal(0), "元", "任何超出都列出"),),
    basis="党政机关厉行节约反对浪费条例",
    run=run,
    good=Example(_case(1000), dt.date(2026, 6, 30)),
    bad=Example(
        _case(1001), dt.date(2026, 6, 30), ((Level.RED, {"unit_name": "青禾县林业局", "category": "公务接待费"}),)
    ),
    page=__doc__,
)
