"""同一收款人拆分支付：短期内对同一收款人多次付款，每次都低于采购限额，合起来达到限额。

同一单位、同一项目、同一收款人，默认 30 天内 3 笔以上，单笔都低于 50 万元而合计达到 50 万元。限额因地而异，请按当地政府采购目录及标准设置。
可能是为避开采购程序而拆分合同。
不一定有问题：按合同分期付款、按月结算的水电物业；请单位提供合同和采购文件。
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
    WITH likely AS (
        SELECT unit_name, project_name, payee FROM payment
        WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until AND amount > 0 AND amount < $limit
            AND payee IS NOT NULL AND payee <> unit_name
        GROUP BY ALL HAVING count(*) >= $times AND sum(amount) >= $limit
    ), rolling AS (
        SELECT unit_name, coalesce(project_name, '') AS project_name, payee,
            count(*) OVER near AS payments, sum(amount) OVER near AS amount
        FROM payment SEMI JOIN likely USING (unit_name, payee)
        WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until AND amount > 0 AND amount < $limit
        WINDOW near AS (
            PARTITION BY unit_name, project_name, payee ORDER BY date
            RANGE BETWEEN to_days($days) PRECEDING AND CURRENT ROW
        )
    )
    SELECT unit_name, project_name, payee, arg_max(payments, amount) AS payments, max(amount) AS amount FROM rolling
    WHERE payments >= $times AND amount >= $limit GROUP BY ALL ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each payee who was paid in parts that stay below the limit."""
    days, times = int(asked.thresholds["days"]), int(asked.thresholds["times"])
    values = asked.day | {"days": days, "times": times, "limit": asked.thresholds["limit"]}
    for row in facts.rows(_QUERY, values):
        project = {"project_name": row["project_name"]} if row["project_name"] else {}
        yield Signal(
            Level.ORANGE,
            {"unit_name": row["unit_name"], **project, "payee": row["payee"]},
            row["amount"],
            f"{days}天内对{row['payee']}付款{row['payments']}笔，合计达到采购限额，请提供合同和采购文件。",
            (Figure("合计", row["amount"]), Figure("笔数", Decimal(row["payments"]), "笔")),
        )


def _case(last: int) -> dict[str, list[dict[str, object]]]:
    row = {"unit_name": "青禾县林业局", "project_name": "造林", "payee": "甲苗木公司", "amount": Decimal(200_000)}
    return {"payment": [{**row, "date": dt.date(2026, 3, 1) + dt.timedelta(days=day)} for day in (0, 10, last)]}


INDICATOR = Indicator(
    code="EX109",
    title="同一收款人拆分支付",
    needs=("payment",),
    thresholds=(
        Threshold("limit", "单笔低于而合计达到", Decimal(500_000), "元", "当地政府采购限额标准，请按当地设置"),
        Threshold("days", "几天之内", Decimal(30), "天", "用户设置，可调整"),
        Threshold("times", "至少几笔", Decimal(3), "笔", "用户设置，可调整"),
    ),
    basis="政府采购法第28条",
    run=run,
    good=Example(_case(31), dt.date(2026, 6, 30)),
    bad=Example(
        _case(30),
        dt.date(2026, 6, 30),
        (
            (
                Level.ORANGE,
                {"unit_name": "青禾县林业局", "project_name": "造林", "payee": "甲苗木公司"},
            ),
        ),
    ),
    page=__doc__,
)
