"""未经批准的预算调整：已安排的支出总额超过人大及其常委会批准的数额。

已安排 = 年初预算 + 本级下达与调剂净额，按资金性质分；“指标来源”含“上级”的不算，因为接受上级专项不属于预算调整（预算法第71条）。
批准数 = 人大决议中这一资金性质截止当日最近一次“批准”或“调整”的金额。默认超过即红色。
依据：预算法第67条至第69条，增加支出总额、举借债务、调入预算稳定调节基金、调减重点支出，须报常委会审查批准。
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
    WITH arranged AS (
        SELECT coalesce(fund, '一般公共预算') AS fund, opening AS amount FROM budget
        WHERE region = $region AND year = $year
        UNION ALL
        SELECT coalesce(fund, '一般公共预算'), amount FROM allotment
        WHERE region = $region AND year = $year AND date <= $until AND NOT contains(coalesce(source, ''), '上级')
    ), approved AS (
        SELECT coalesce(fund, '一般公共预算') AS fund, arg_max(amount, date) AS amount FROM decision
        WHERE region = $region AND year = $year AND date <= $until AND amount IS NOT NULL
            AND regexp_matches(category, '批准|调整')
        GROUP BY 1
    )
    SELECT fund, sum(arranged.amount) AS arranged, any_value(approved.amount) AS approved
    FROM arranged JOIN approved USING (fund)
    GROUP BY fund HAVING sum(arranged.amount) > any_value(approved.amount) + $over ORDER BY fund
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each kind of funds of which more is arranged than was approved."""
    for row in facts.rows(_QUERY, asked.day | {"over": asked.thresholds["over"]}):
        over = row["arranged"] - row["approved"]
        yield Signal(
            Level.RED,
            {"fund": row["fund"]},
            over,
            f"{row['fund']}已安排的支出比人大批准数多{over:,}元，请财政部门说明依据和报批情况。",
            (Figure("已安排支出", row["arranged"]), Figure("人大批准数", row["approved"])),
        )


def _case(source: str) -> dict[str, list[dict[str, object]]]:
    day = {"year": 2026, "date": dt.date(2026, 5, 1), "unit_name": "青禾县林业局"}
    return {
        "budget": [{"year": 2026, "unit_name": "青禾县林业局", "opening": Decimal(1000)}],
        "allotment": [{**day, "source": source, "amount": Decimal(1)}],
        "decision": [{"year": 2026, "date": dt.date(2026, 1, 20), "category": "批准预算", "amount": Decimal(1000)}],
    }


INDICATOR = Indicator(
    code="BU108",
    title="支出超过人大批准数",
    needs=("budget", "decision"),
    thresholds=(Threshold("over", "超过", Decimal(0), "元", "任何超出都列出"),),
    basis="预算法第13条、第67条至第69条、第71条",
    run=run,
    good=Example(_case("上级专项"), dt.date(2026, 6, 30)),
    bad=Example(_case("本级追加"), dt.date(2026, 6, 30), ((Level.RED, {"fund": "一般公共预算"}),)),
    page=__doc__,
)
