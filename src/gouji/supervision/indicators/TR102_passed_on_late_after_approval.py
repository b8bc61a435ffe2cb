"""本级转移支付下达超期：本级预算安排的转移支付，人代会批准预算后没有在期限内下达。

天数 = 下达日期 − 批准预算的日期；一般性转移支付默认 30 天，专项转移支付 60 天（类别含“专项”）。有“收到日期”的是上级资金，见 TR101。
依据：预算法第52条。不一定有问题：据实结算、按季度拨付的，以及年中才确定的；请财政部门说明。
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
    WITH approved AS (
        SELECT min(date) AS day FROM decision
        WHERE region = $region AND year = $year AND contains(category, '批准') AND date <= $until
    )
    SELECT party, coalesce(document, project_name, '') AS what, coalesce(category, '') AS category, date, amount,
        date - (SELECT day FROM approved) AS days FROM transfer
    WHERE region = $region AND year = $year AND date <= $until AND received_on IS NULL
        AND date - (SELECT day FROM approved)
            > CASE WHEN contains(coalesce(category, ''), '专项') THEN $special ELSE $general END
    ORDER BY date, party, what
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each transfer that was passed on late after the congress's approval."""
    limits = {name: int(asked.thresholds[name]) for name in ("general", "special")}
    for row in facts.rows(_QUERY, asked.day | limits):
        days = Decimal(row["days"])
        yield Signal(
            Level.YELLOW,
            {"party": row["party"], "document": row["what"]},
            days,
            f"{row['category']}{row['what']}在预算批准后{days}天才下达{row['party']}，请说明原因。",
            (Figure("金额", row["amount"]), Figure("天数", days, "天")),
        )


def _case(category: str) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "date": dt.date(2026, 3, 2), "party": "河口乡", "document": "青财〔2026〕5号"}
    return {
        "transfer": [{**row, "category": category, "amount": Decimal(100)}],
        "decision": [{"year": 2026, "date": dt.date(2026, 1, 20), "category": "批准预算"}],
    }


INDICATOR = Indicator(
    code="TR102",
    title="本级转移支付下达超期",
    needs=("transfer", "decision"),
    thresholds=(
        Threshold("general", "一般性转移支付超过", Decimal(30), "天", "预算法第52条"),
        Threshold("special", "专项转移支付超过", Decimal(60), "天", "预算法第52条"),
    ),
    basis="预算法第52条",
    run=run,
    # 41 days after the approval: in time for a special transfer, late for a general one.
    good=Example(_case("专项转移支付"), dt.date(2026, 6, 30)),
    bad=Example(
        _case("一般性转移支付"),
        dt.date(2026, 6, 30),
        ((Level.YELLOW, {"party": "河口乡", "document": "青财〔2026〕5号"}),),
    ),
    page=__doc__,
)
