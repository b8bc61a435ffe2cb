"""部门预算中安排对地方的转移支付：部门的项目资金大量拨给多个地方政府。

比例 = 付给名称以“人民政府”“财政局（厅、所）”“街道办事处”“管理委员会”结尾的收款人的金额 ÷ 该项目累计支付。
默认比例超过 60% 且收款地方超过 20 个，两项为公开的审计方法库中的默认值。应当编入转移支付预算，不应编入部门预算。
不一定有问题：与地方共建、按协议结算的；请单位说明。
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

_QUERY = """
    SELECT unit_name, project_name, sum(amount) AS paid, coalesce(sum(amount) FILTER (local), 0) AS passed,
        count(DISTINCT payee) FILTER (local) AS places
    FROM (
        SELECT unit_name, project_name, payee, amount,
            coalesce(regexp_matches(payee, '(人民政府|财政[局厅所]|街道办事处|管理委员会)$'), false) AS local
        FROM payment WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until AND project_name IS NOT NULL
    )
    GROUP BY ALL HAVING sum(amount) > 0 AND count(DISTINCT payee) FILTER (local) > $places ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project that is a transfer under another name."""
    for row in facts.rows(_QUERY, asked.day | {"places": int(asked.thresholds["places"])}):
        share = percent(row["passed"], row["paid"])
        if share > asked.thresholds["share"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"], "project_name": row["project_name"]},
                share,
                f"项目“{row['project_name']}”的{share}%拨给{row['places']}个地方，请说明为何不编入转移支付预算。",
                (
                    Figure("拨给地方", row["passed"]),
                    Figure("项目累计支付", row["paid"]),
                    Figure("收款地方", Decimal(row["places"]), "个"),
                ),
            )


def _case(places: int) -> dict[str, list[dict[str, object]]]:
    row = {"date": dt.date(2026, 5, 6), "unit_name": "青禾县林业局", "project_name": "造林", "amount": Decimal(10)}
    return {"payment": [{**row, "payee": f"第{at}乡人民政府"} for at in range(places)]}


INDICATOR = Indicator(
    code="BU109",
    title="部门预算中安排对地方转移支付",
    needs=("payment",),
    thresholds=(
        Threshold("share", "拨给地方的占比超过", Decimal(60), "%", "公开的审计方法库默认值"),
        Threshold("places", "收款地方超过", Decimal(20), "个", "公开的审计方法库默认值"),
    ),
    basis="预算法第16条",
    run=run,
    good=Example(_case(20), dt.date(2026, 6, 30)),
    bad=Example(
        _case(21), dt.date(2026, 6, 30), ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
