"""新设企业当年获大额资金：当年成立、注册资本不高的企业，当年就收到大额财政资金。

企业的成立日期和注册资本来自“供应商登记”数据。默认注册资本低于 1,001 万元（公开的审计方法库中的默认值），累计收款 100 万元以上。
不一定有问题：由原单位改制、新设的国有企业；请单位提供采购文件和履约情况。
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
    SELECT unit_name, payee, any_value(registered_on) AS registered_on, any_value(capital) AS capital,
        sum(amount) AS amount
    FROM payment JOIN supplier USING (region, payee)
    WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until
        AND year(registered_on) = $year AND coalesce(capital, 0) < $capital
    GROUP BY unit_name, payee HAVING sum(amount) >= $least ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each young and small firm that was paid much."""
    values = {"capital": asked.thresholds["capital"], "least": asked.thresholds["least"]}
    for row in facts.rows(_QUERY, asked.day | values):
        yield Signal(
            Level.YELLOW,
            {"unit_name": row["unit_name"], "payee": row["payee"]},
            row["amount"],
            f"{row['payee']}于{row['registered_on']}成立，当年收款{row['amount']:,}元，请提供采购文件和履约情况。",
            (Figure("累计收款", row["amount"]), Figure("注册资本", row["capital"] or Decimal(0))),
        )


def _case(born: dt.date) -> dict[str, list[dict[str, object]]]:
    row = {"date": dt.date(2026, 8, 1), "unit_name": "青禾县林业局", "payee": "甲苗木公司"}
    return {
        "payment": [{**row, "amount": Decimal(1_000_000)}],
        "supplier": [{"payee": "甲苗木公司", "registered_on": born, "capital": Decimal(500_000)}],
    }


INDICATOR = Indicator(
    code="EX110",
    title="新设企业当年获大额资金",
    needs=("payment", "supplier"),
    thresholds=(
        Threshold("capital", "注册资本低于", Decimal(10_010_000), "元", "公开的审计方法库默认值"),
        Threshold("least", "累计收款不低于", Decimal(1_000_000), "元", "用户设置，可调整"),
    ),
    basis="政府采购法第22条",
    run=run,
    good=Example(_case(dt.date(2025, 12, 31)), dt.date(2026, 9, 30)),
    bad=Example(
        _case(dt.date(2026, 5, 1)),
        dt.date(2026, 9, 30),
        ((Level.YELLOW, {"unit_name": "青禾县林业局", "payee": "甲苗木公司"}),),
    ),
    page=__doc__,
)
