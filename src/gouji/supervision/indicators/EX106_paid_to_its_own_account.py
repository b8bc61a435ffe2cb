"""向本单位实有资金账户拨款：收款人就是付款单位自己。

国库集中支付要求直接付给最终收款人；转入本单位账户的资金脱离了国库监督。列出全年每个单位的笔数和金额。
不一定有问题：经批准归还垫付资金、工会经费、税款代扣；请单位说明。
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
    SELECT unit_name, count(*) AS payments, sum(amount) AS amount FROM payment
    WHERE region = $region AND year(date) = $year AND date <= $until
        AND regexp_replace(payee, '\\s', '', 'g') = regexp_replace(unit_name, '\\s', '', 'g')
    GROUP BY unit_name HAVING sum(amount) > $least ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit that paid to itself."""
    for row in facts.rows(_QUERY, asked.day | {"least": asked.thresholds["least"]}):
        yield Signal(
            Level.ORANGE,
            {"unit_name": row["unit_name"]},
            row["amount"],
            f"本年有{row['payments']}笔支付的收款人是本单位，请说明用途和依据。",
            (Figure("金额", row["amount"]), Figure("笔数", Decimal(row["payments"]), "笔")),
        )


def _case(payee: str) -> dict[str, list[dict[str, object]]]:
    return {
        "payment": [{"date": dt.date(2026, 3, 1), "unit_name": "青禾县林业局", "payee": payee, "amount": Decimal(100)}]
    }


INDICATOR = Indicator(
    code="EX106",
    title="向本单位账户拨款",
    needs=("payment",),
    thresholds=(Threshold("least", "金额超过", Decimal(0), "元", "任何金额都列出"),),
    basis="国库集中支付制度",
    run=run,
    good=Example(_case("甲苗木公司"), dt.date(2026, 6, 30)),
    bad=Example(_case("青禾县 林业局"), dt.date(2026, 6, 30), ((Level.ORANGE, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
