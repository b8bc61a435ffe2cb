"""转移支付下达超期：从收到上级资金到下达的天数超过规定。

天数 = 下达日期 − 收到日期。依据：预算法第52条，县级以上政府接到上级转移支付后三十日内正式下达。
没有收到日期的行不判断。列出每一笔超期的。
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
    SELECT party, coalesce(document, project_name, '') AS what, date, received_on, amount,
        date - received_on AS days FROM transfer
    WHERE region = $region AND year = $year AND date <= $until AND received_on IS NOT NULL
        AND date - received_on > $days ORDER BY date, party, what
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each transfer that lay too long."""
    for row in facts.rows(_QUERY, asked.day | {"days": int(asked.thresholds["days"])}):
        days = Decimal(row["days"])
        yield Signal(
            Level.YELLOW,
            {"party": row["party"], "document": row["what"]},
            days,
            f"{row['what']}收到后{days}天才下达{row['party']}，请说明原因。",
            (Figure("金额", row["amount"]), Figure("天数", days, "天")),
        )


def _case(day: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "received_on": dt.date(2026, 3, 1), "party": "河口乡", "document": "青财〔2026〕8号"}
    return {"transfer": [{**row, "date": dt.date(2026, 3, day), "amount": Decimal(100)}]}


INDICATOR = Indicator(
    code="TR101",
    title="转移支付下达超期",
    needs=("transfer",),
    thresholds=(Threshold("days", "超过", Decimal(30), "天", "预算法第52条"),),
    basis="预算法第52条",
    run=run,
    good=Example(_case(31), dt.date(2026, 6, 30)),
    bad=Example(
        {"transfer": [_case(1)["transfer"][0] | {"date": dt.date(2026, 4, 1)}]},
        dt.date(2026, 6, 30),
        ((Level.YELLOW, {"party": "河口乡", "document": "青财〔2026〕8号"}),),
    ),
    page=__doc__,
)
