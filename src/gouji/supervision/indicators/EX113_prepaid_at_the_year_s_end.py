"""第四季度集中预付：10 至 12 月以预付、预拨、预支名义支付的大额项目资金。

摘要含“预付”“预拨”“预支”“预存”，同一项目第四季度合计达到设定金额，而前三季度的支付不到它的一半：没有进度的预付，常是为了年底前把钱花出去。
默认 50 万元。不一定有问题：合同约定的首付款；请单位提供合同和进度。
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

_OCTOBER = 10
_QUERY = """
    WITH prepaid AS (
        SELECT unit_name, coalesce(project_name, '') AS project_name, count(*) AS payments, sum(amount) AS amount
        FROM payment
        WHERE region = $region AND date BETWEEN make_date($year, 10, 1) AND $until
            AND regexp_matches(summary, '预付|预拨|预支|预存')
        GROUP BY ALL HAVING sum(amount) >= $least
    ), earlier AS (
        SELECT unit_name, coalesce(project_name, '') AS project_name, sum(amount) AS amount FROM payment_month
        WHERE region = $region AND year = $year AND month < 10 GROUP BY ALL
    )
    SELECT prepaid.*, coalesce(earlier.amount, 0) AS earlier
    FROM prepaid LEFT JOIN earlier USING (unit_name, project_name)
    WHERE coalesce(earlier.amount, 0) * 2 < prepaid.amount ORDER BY unit_name, project_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project that is paid in advance when the year ends."""
    if asked.until.month < _OCTOBER:
        return
    for row in facts.rows(_QUERY, asked.day | {"least": asked.thresholds["least"]}):
        project = {"project_name": row["project_name"]} if row["project_name"] else {}
        yield Signal(
            Level.YELLOW,
            {"unit_name": row["unit_name"], **project},
            row["amount"],
            f"第四季度预付{row['amount']:,}元，前三季度只支付{row['earlier']:,}元，请提供合同和进度。",
            (
                Figure("第四季度预付", row["amount"]),
                Figure("前三季度支付", row["earlier"]),
                Figure("预付笔数", Decimal(row["payments"]), "笔"),
            ),
        )


def _case(earlier: int) -> dict[str, list[dict[str, object]]]:
    row = {"unit_name": "青禾县林业局", "project_name": "造林"}
    return {
        "payment": [
            {**row, "date": dt.date(2026, 6, 1), "amount": Decimal(earlier)},
            {**row, "date": dt.date(2026, 11, 1), "summary": "预付工程款", "amount": Decimal(500_000)},
        ]
    }


INDICATOR = Indicator(
    code="EX113",
    title="第四季度没有进度的预付",
    needs=("payment",),
    thresholds=(Threshold("least", "合计不低于", Decimal(500_000), "元", "用户设置，可调整"),),
    basis="预算法第57条",
    run=run,
    good=Example(_case(250_000), dt.date(2026, 11, 30)),
    bad=Example(
        _case(249_999),
        dt.date(2026, 11, 30),
        ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "造林"}),),
    ),
    page=__doc__,
)
