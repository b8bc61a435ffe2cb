"""政府债务余额超限额：按类别（一般、专项）和地区，年末余额大于批准的限额。

依据：预算法第35条，举借债务不得超过批准的限额。接近限额（默认 95%）时先提示。
不一定有问题：限额调整文件未录入；请财政部门核对。
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
    SELECT category, coalesce(party, '') AS party, sum("limit") AS allowed, sum(balance) AS balance FROM debt
    WHERE region = $region AND year = $year AND "limit" IS NOT NULL AND balance IS NOT NULL
    GROUP BY ALL HAVING sum("limit") > 0 ORDER BY category, party
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each kind of debt that is over its limit, or near it."""
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year}):
        rate = percent(row["balance"], row["allowed"])
        over = row["balance"] > row["allowed"]
        if over or rate >= asked.thresholds["near"]:
            party = {"party": row["party"]} if row["party"] else {}
            yield Signal(
                Level.RED if over else Level.YELLOW,
                {"category": row["category"], **party},
                rate,
                f"{row['party']}{row['category']}余额为限额的{rate}%，请财政部门核对并说明。",
                (Figure("余额", row["balance"]), Figure("限额", row["allowed"])),
            )


def _case(balance: int) -> dict[str, list[dict[str, object]]]:
    return {"debt": [{"year": 2026, "category": "专项债务", "limit": Decimal(1000), "balance": Decimal(balance)}]}


INDICATOR = Indicator(
    code="DE101",
    title="债务余额超限额或接近限额",
    needs=("debt",),
    thresholds=(Threshold("near", "接近：达到限额的", Decimal(95), "%", "提示线，可调整"),),
    basis="预算法第35条",
    run=run,
    good=Example(_case(949), dt.date(2026, 6, 30)),
    bad=Example(_case(1001), dt.date(2026, 6, 30), ((Level.RED, {"category": "专项债务"}),)),
    page=__doc__,
)
