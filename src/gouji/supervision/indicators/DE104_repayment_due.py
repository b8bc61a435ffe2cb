"""到期债务未还清：本年应还本金到设定月份末仍有未还部分。

未还 = 应还本金 − 已还本金，按类别和地区。默认 11 月末起橙色，12 月末仍未还清为红色。
不一定有问题：再融资债券尚在发行、还款日在年末；请财政部门说明资金来源和日期。
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

_DECEMBER = 12
_QUERY = """
    SELECT category, coalesce(party, '') AS party, sum(due) AS due, sum(coalesce(repaid, 0)) AS repaid FROM debt
    WHERE region = $region AND year = $year AND due IS NOT NULL
    GROUP BY ALL HAVING sum(due) > sum(coalesce(repaid, 0)) ORDER BY category, party
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each kind of debt that is not yet repaid as it falls due."""
    if asked.until.month < asked.thresholds["month"]:
        return
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year}):
        left = row["due"] - row["repaid"]
        party = {"party": row["party"]} if row["party"] else {}
        yield Signal(
            Level.RED if asked.until.month == _DECEMBER else Level.ORANGE,
            {"category": row["category"], **party},
            left,
            f"{row['party']}{row['category']}本年到期本金还有{left:,}元未还，请说明资金来源和还款日期。",
            (Figure("应还本金", row["due"]), Figure("已还本金", row["repaid"])),
        )


def _case(repaid: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "category": "专项债务", "balance": Decimal(5000), "due": Decimal(1000)}
    return {"debt": [{**row, "repaid": Decimal(repaid)}]}


INDICATOR = Indicator(
    code="DE104",
    title="到期债务本金未还清",
    needs=("debt",),
    thresholds=(Threshold("month", "从几月末起", Decimal(11), "月", "用户设置，可调整"),),
    basis="预算法第35条",
    run=run,
    good=Example(_case(1000), dt.date(2026, 12, 31)),
    bad=Example(_case(999), dt.date(2026, 12, 31), ((Level.RED, {"category": "专项债务"}),)),
    page=__doc__,
)
