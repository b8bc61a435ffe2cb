"""向协会、学会支付：一个项目的资金大部分付给协会、学会、商会等社会组织。

比例 = 付给名称含“协会”“学会”“研究会”“商会”“促进会”“联合会”的收款人的金额 ÷ 该项目的预算（年初预算加下达与调剂）。
默认超过 70%，为公开的审计方法库中的默认值。说明项目可能是替社会组织编制的预算。
不一定有问题：依法委托的残联、工商联等群团组织的工作；请单位说明委托依据和采购程序。
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
    WITH given AS (
        SELECT unit_name, project_name, sum(amount) AS given FROM payment
        WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until AND project_name IS NOT NULL
            AND regexp_matches(payee, '协会|学会|研究会|商会|促进会|联合会')
        GROUP BY ALL
    ), due AS (
        SELECT unit_name, project_name, sum(amount) AS planned FROM planned
        WHERE region = $region AND year = $year AND month <= month($until) AND project_name IS NOT NULL GROUP BY ALL
    )
    SELECT unit_name, project_name, given, planned FROM due JOIN given USING (unit_name, project_name)
    WHERE planned > 0 ORDER BY ALL
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project that mostly goes to an association."""
    for row in facts.rows(_QUERY, asked.day):
        share = percent(row["given"], row["planned"])
        if share > asked.thresholds["share"]:
            yield Signal(
                Level.YELLOW,
                {"unit_name": row["unit_name"], "project_name": row["project_name"]},
                share,
                f"项目“{row['project_name']}”预算的{share}%付给协会、学会等组织，请说明委托依据和采购程序。",
                (Figure("付给协会、学会", row["given"]), Figure("项目预算", row["planned"])),
            )


def _case(given: int) -> dict[str, list[dict[str, object]]]:
    row = {"unit_name": "青禾县林业局", "project_name": "科普"}
    return {
        "budget": [{"year": 2026, **row, "opening": Decimal(1000)}],
        "payment": [{"date": dt.date(2026, 5, 6), **row, "payee": "青禾县林学会", "amount": Decimal(given)}],
    }


INDICATOR = Indicator(
    code="EX107",
    title="项目资金大部分付给协会学会",
    needs=("budget", "payment"),
    thresholds=(Threshold("share", "占项目预算超过", Decimal(70), "%", "公开的审计方法库默认值"),),
    basis="预算法第32条",
    run=run,
    good=Example(_case(700), dt.date(2026, 6, 30)),
    bad=Example(
        _case(701), dt.date(2026, 6, 30), ((Level.YELLOW, {"unit_name": "青禾县林业局", "project_name": "科普"}),)
    ),
    page=__doc__,
)
