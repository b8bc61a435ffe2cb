"""年底突击花钱：11、12 月的支付占全年支付的比例过高。

比例 = 11 月和 12 月支付 ÷ 全年累计支付。只在 12 月末判断。默认 50%，为公开的审计方法库中的默认值。
不一定有问题：上级资金年底才下达；请单位说明。
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

_DECEMBER = 12
_QUERY = """
    SELECT unit_name, sum(amount) AS paid, coalesce(sum(amount) FILTER (month >= 11), 0) AS late FROM payment_month
    WHERE region = $region AND year = $year AND month <= month($until)
    GROUP BY unit_name HAVING sum(amount) > 0 ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit whose last two months outweigh the year."""
    if asked.until.month < _DECEMBER:
        return
    for row in facts.rows(_QUERY, asked.day):
        share = percent(row["late"], row["paid"])
        if share > asked.thresholds["share"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"]},
                share,
                f"11、12月支付占全年的{share}%，请说明年底集中支付的原因。",
                (Figure("11、12月支付", row["late"]), Figure("全年支付", row["paid"])),
            )


def _case(late: int) -> dict[str, list[dict[str, object]]]:
    return {
        "payment": [
            {"date": dt.date(2026, 3, 1), "unit_name": "青禾县林业局", "amount": Decimal(100)},
            {"date": dt.date(2026, 12, 20), "unit_name": "青禾县林业局", "amount": Decimal(late)},
        ]
    }


INDICATOR = Indicator(
    code="EX105",
    title="年底突击花钱",
    needs=("payment",),
    thresholds=(Threshold("share", "11、12月占全年超过", Decimal(50), "%", "公开的审计方法库默认值"),),
    basis="预算法第57条",
    run=run,
    # 100 of 200 is 50%, not more; 101 of 201 is 50.25%.
    good=Example(_case(100), dt.date(2026, 12, 31)),
    bad=Example(_case(101), dt.date(2026, 12, 31), ((Level.YELLOW, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
