"""预算调剂比例高：年内下达与调剂的绝对额占年初预算的比例过高。

比例 = 各笔下达、追加、调减金额的绝对值之和 ÷ 年初预算。默认超过 10% 黄色、30% 红色。
不一定有问题：上级专项年中下达；请单位说明，并核对是否须经常委会批准。
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
    SELECT unit_name, coalesce(sum(amount) FILTER (opening), 0) AS opening_budget,
        coalesce(sum(abs(amount)) FILTER (NOT opening AND month <= month($until)), 0) AS moved
    FROM planned WHERE region = $region AND year = $year
    GROUP BY unit_name HAVING coalesce(sum(amount) FILTER (opening), 0) > 0 ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit whose budget was moved much after its opening."""
    for row in facts.rows(_QUERY, asked.day):
        share = percent(row["moved"], row["opening_budget"])
        if share > asked.thresholds["yellow"]:
            yield Signal(
                Level.RED if share > asked.thresholds["red"] else Level.YELLOW,
                {"unit_name": row["unit_name"]},
                share,
                f"年内下达与调剂累计为年初预算的{share}%，请说明主要事项和批准文件。",
                (Figure("下达与调剂（绝对额）", row["moved"]), Figure("年初预算", row["opening_budget"])),
            )


def _case(moved: int) -> dict[str, list[dict[str, object]]]:
    return {
        "budget": [{"year": 2026, "unit_name": "青禾县林业局", "opening": Decimal(1000)}],
        "allotment": [
            {"year": 2026, "date": dt.date(2026, 5, 1), "unit_name": "青禾县林业局", "amount": Decimal(moved)},
            {"year": 2026, "date": dt.date(2026, 5, 1), "unit_name": "青禾县林业局", "amount": Decimal(-moved)},
        ],
    }


INDICATOR = Indicator(
    code="BU102",
    title="预算调剂比例高",
    needs=("budget", "allotment"),
    thresholds=(
        Threshold("yellow", "黄色：超过年初预算的", Decimal(10), "%", "通行做法，可调整"),
        Threshold("red", "红色：超过年初预算的", Decimal(30), "%", "通行做法，可调整"),
    ),
    basis="预算法第67至72条",
    run=run,
    good=Example(_case(50), dt.date(2026, 6, 30)),
    bad=Example(_case(151), dt.date(2026, 6, 30), ((Level.RED, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
