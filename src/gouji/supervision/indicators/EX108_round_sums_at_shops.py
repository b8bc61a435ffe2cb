"""大额整数超市商场消费：付给超市、商场、百货的款项恰为百元整数，而且金额较大。

整数大额的超市消费常见于购买购物卡。按单位列出本年的笔数和金额；单笔默认 5,000 元以上才算。
依据：公开的审计方法库有此方法（金额为 100 的倍数）；金额起点为设置。
不一定有问题：食堂按月结算；请单位提供购物清单。
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
    WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until
        AND amount >= $least AND amount % 100 = 0 AND regexp_matches(payee, '超市|商场|百货|购物|商城')
    GROUP BY unit_name ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit that paid shops in large round sums."""
    for row in facts.rows(_QUERY, asked.day | {"least": asked.thresholds["least"]}):
        yield Signal(
            Level.BLUE,
            {"unit_name": row["unit_name"]},
            row["amount"],
            f"本年有{row['payments']}笔付给超市、商场的整数大额款项，请提供购物清单。",
            (Figure("金额", row["amount"]), Figure("笔数", Decimal(row["payments"]), "笔")),
        )


def _case(amount: str) -> dict[str, list[dict[str, object]]]:
    row = {"date": dt.date(2026, 3, 1), "unit_name": "青禾县林业局", "payee": "惠民超市"}
    return {"payment": [{**row, "amount": Decimal(amount)}]}


INDICATOR = Indicator(
    code="EX108",
    title="大额整数超市商场消费",
    needs=("payment",),
    thresholds=(Threshold("least", "单笔不低于", Decimal(5000), "元", "用户设置，可调整"),),
    basis="党政机关厉行节约反对浪费条例",
    run=run,
    good=Example(_case("5000.50"), dt.date(2026, 6, 30)),
    bad=Example(_case("5000.00"), dt.date(2026, 6, 30), ((Level.BLUE, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
