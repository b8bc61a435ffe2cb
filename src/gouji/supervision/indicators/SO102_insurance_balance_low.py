"""社保基金结余支付能力低：滚存结余可支付的月数不足。

可支付月数 = 滚存结余 ÷（本年累计支出 ÷ 已过月数）。默认少于 6 个月报警。各险种要求不同，可在设置中改。
不一定有问题：实行省级统筹的险种，以省级结余为准；请人社部门说明。
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
    SELECT category, arg_max(balance, coalesce(month, 12)) FILTER (balance IS NOT NULL) AS balance,
        max(accumulated) FILTER (contains(subject, '支出') AND NOT contains(subject, '其中')) AS spent
    FROM insurance WHERE region = $region AND year = $year AND (month IS NULL OR month <= month($until))
    GROUP BY category ORDER BY category
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each insurance whose balance lasts for few months."""
    for row in facts.rows(_QUERY, asked.day):
        if row["balance"] is None or not row["spent"] or row["spent"] < 0:
            continue
        months = (row["balance"] * asked.until.month / row["spent"]).quantize(Decimal("0.1"), rounding="ROUND_HALF_UP")
        if months < asked.thresholds["months"]:
            yield Signal(
                Level.ORANGE,
                {"category": row["category"]},
                months,
                f"{row['category']}滚存结余可支付{months}个月，请说明风险和应对办法。",
                (Figure("滚存结余", row["balance"]), Figure("累计支出", row["spent"])),
            )


def _case(balance: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "month": 6, "category": "城乡居民基本医疗保险基金"}
    return {
        "insurance": [
            {**row, "subject": "支出", "accumulated": Decimal(600)},
            {**row, "subject": "滚存结余", "balance": Decimal(balance)},
        ]
    }


INDICATOR = Indicator(
    code="SO102",
    title="社保基金结余支付月数不足",
    needs=("insurance",),
    thresholds=(Threshold("months", "少于", Decimal(6), "个月", "用户设置，可按险种统筹要求调整"),),
    basis="预算法第11条",
    run=run,
    # 600 in six months is 100 a month: 600 lasts for six months, 594 for 5.9.
    good=Example(_case(600), dt.date(2026, 6, 30)),
    bad=Example(_case(594), dt.date(2026, 6, 30), ((Level.ORANGE, {"category": "城乡居民基本医疗保险基金"}),)),
    page=__doc__,
)
