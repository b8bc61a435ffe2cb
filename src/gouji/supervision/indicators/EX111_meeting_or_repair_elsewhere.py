"""非定点会议、维修：会议费、维修费付给不在定点名单里的收款人。

部门经济科目 30215（会议费）对照名单中“会议”类，30213（维修（护）费）对照“维修”类；没有那一类名单的不判断。按单位和类别列出。
不一定有问题：名单未更新、在外地参会；请单位说明。
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
    WITH kinds AS (SELECT * FROM (VALUES ('30215%', '会议'), ('30213%', '维修')) AS kinds (economic, category)),
    listed AS (
        SELECT DISTINCT kinds.category, approved.payee FROM approved JOIN kinds ON contains(approved.category, kinds.category)
        WHERE region = $region
    )
    SELECT unit_name, kinds.category, count(*) AS payments, sum(amount) AS amount
    FROM payment JOIN kinds ON department_economic LIKE economic ANTI JOIN listed USING (category, payee)
    WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until AND payee IS NOT NULL
        AND kinds.category IN (SELECT category FROM listed)
    GROUP BY ALL HAVING sum(amount) > $least ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit that met or repaired where no agreement stands."""
    for row in facts.rows(_QUERY, asked.day | {"least": asked.thresholds["least"]}):
        yield Signal(
            Level.BLUE,
            {"unit_name": row["unit_name"], "category": row["category"]},
            row["amount"],
            f"{row['category']}费有{row['payments']}笔付给不在定点名单里的收款人，请说明原因。",
            (Figure("金额", row["amount"]), Figure("笔数", Decimal(row["payments"]), "笔")),
        )


def _case(payee: str) -> dict[str, list[dict[str, object]]]:
    row = {"date": dt.date(2026, 3, 1), "unit_name": "青禾县林业局", "department_economic": "30215"}
    return {
        "payment": [{**row, "payee": payee, "amount": Decimal(3000)}],
        "approved": [{"category": "会议定点", "payee": "青禾宾馆"}],
    }


INDICATOR = Indicator(
    code="EX111",
    title="会议、维修未在定点单位",
    needs=("payment", "approved"),
    thresholds=(Threshold("least", "金额超过", Decimal(0), "元", "任何金额都列出"),),
    basis="党政机关会议定点管理有关规定",
    run=run,
    good=Example(_case("青禾宾馆"), dt.date(2026, 6, 30)),
    bad=Example(
        _case("湖畔度假村"), dt.date(2026, 6, 30), ((Level.BLUE, {"unit_name": "青禾县林业局", "category": "会议"}),)
    ),
    page=__doc__,
)
