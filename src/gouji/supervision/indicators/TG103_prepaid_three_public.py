"""第四季度预付三公：10 至 12 月预付、预存公务接待、车辆、会议、出国费用。

部门经济科目 30212（因公出国（境））、30215（会议）、30217（公务接待）、30231（公务用车运行维护），摘要含“预付”“预存”“充值”“充卡”，单笔超过设定金额。
默认单笔超过 1 万元，为公开的审计方法库中的默认值。
不一定有问题：车辆集中加油充值有合同的；请单位提供依据。
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
    SELECT unit_name, count(*) AS payments, sum(amount) AS amount FROM payment
    WHERE region = $region AND date BETWEEN make_date($year, 10, 1) AND $until AND amount > $least
        AND regexp_matches(department_economic, '^302(12|15|17|31)') AND regexp_matches(summary, '预付|预存|充值|充卡')
    GROUP BY unit_name ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit that pays next year's 三公 in advance."""
    if asked.until.month < _OCTOBER:
        return
    for row in facts.rows(_QUERY, asked.day | {"least": asked.thresholds["least"]}):
        yield Signal(
            Level.ORANGE,
            {"unit_name": row["unit_name"]},
            row["amount"],
            f"第四季度有{row['payments']}笔预付的接待、车辆、会议费用，请提供依据。",
            (Figure("预付金额", row["amount"]), Figure("笔数", Decimal(row["payments"]), "笔")),
        )


def _case(amount: int) -> dict[str, list[dict[str, object]]]:
    row = {"unit_name": "青禾县林业局", "department_economic": "30231", "summary": "油卡充值"}
    return {"payment": [{**row, "date": dt.date(2026, 12, 5), "amount": Decimal(amount)}]}


INDICATOR = Indicator(
    code="TG103",
    title="第四季度预付三公",
    needs=("payment",),
    thresholds=(Threshold("least", "单笔超过", Decimal(10_000), "元", "公开的审计方法库默认值"),),
    basis="党政机关厉行节约反对浪费条例",
    run=run,
    good=Example(_case(10_000), dt.date(2026, 12, 31)),
    bad=Example(_case(10_001), dt.date(2026, 12, 31), ((Level.ORANGE, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
