"""年初预算到位率低：年初批复到单位的金额占全年可用预算的比例过低。

到位率 = 年初预算 ÷（年初预算 + 年内下达与调剂净额），按单位算。默认低于 70% 报警，从 6 月末起看。
不一定有问题：以上级专项为主的单位；请财政部门说明代编预算情况。
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
    SELECT unit_name, coalesce(sum(amount) FILTER (opening), 0) AS opening_budget, sum(amount) AS planned
    FROM planned WHERE region = $region AND year = $year AND month <= month($until)
    GROUP BY unit_name HAVING sum(amount) > 0 ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit that had little of its money when the year began."""
    if asked.until.month < asked.thresholds["month"]:
        return
    for row in facts.rows(_QUERY, asked.day):
        share = percent(row["opening_budget"], row["planned"])
        if share < asked.thresholds["share"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"]},
                share,
                f"年初预算到位率{share}%，请财政部门说明年中下达的主要资金。",
                (Figure("年初预算", row["opening_budget"]), Figure("全年可用预算", row["planned"])),
            )


def _case(later: int) -> dict[str, list[dict[str, object]]]:
    return {
        "budget": [{"year": 2026, "unit_name": "青禾县林业局", "opening": Decimal(700)}],
        "allotment": [
            {"year": 2026, "date": dt.date(2026, 5, 1), "unit_name": "青禾县林业局", "amount": Decimal(later)}
        ],
    }


INDICATOR = Indicator(
    code="BU103",
    title="年初预算到位率低",
    needs=("budget", "allotment"),
    thresholds=(
        Threshold("share", "到位率低于", Decimal(70), "%", "通行做法，可调整"),
        Threshold("month", "从几月末起", Decimal(6), "月", "通行做法，可调整"),
    ),
    basis="预算法第52条",
    run=run,
    # 700 of 1000 is 70%, not below; 700 of 1010 is 69.31%.
    good=Example(_case(300), dt.date(2026, 6, 30)),
    bad=Example(_case(310), dt.date(2026, 6, 30), ((Level.YELLOW, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
