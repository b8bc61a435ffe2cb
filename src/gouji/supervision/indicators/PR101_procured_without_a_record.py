"""政府采购支付多于采购记录：标为政府采购的支付，超过该单位登记的采购计划和合同。

支付取“是否政府采购”为“是”的；采购取“政府采购”数据全年合计（合同多在付款以前）。任何超出都列出。
不一定有问题：上年合同在本年付款；请单位提供合同。
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
    WITH paid AS (
        SELECT unit_name, sum(amount) AS paid FROM payment
        WHERE region = $region AND date BETWEEN make_date($year, 1, 1) AND $until
            AND regexp_matches(procurement, '^(是|1|Y|y|true|TRUE)')
        GROUP BY unit_name
    ), bought AS (
        SELECT unit_name, sum(amount) AS bought FROM procurement WHERE region = $region AND year = $year GROUP BY unit_name
    )
    SELECT unit_name, paid, coalesce(bought, 0) AS bought FROM paid LEFT JOIN bought USING (unit_name)
    WHERE paid > coalesce(bought, 0) + $over AND EXISTS (FROM bought) ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit that paid for more procurement than it recorded."""
    for row in facts.rows(_QUERY, asked.day | {"over": asked.thresholds["over"]}):
        over = row["paid"] - row["bought"]
        yield Signal(
            Level.YELLOW,
            {"unit_name": row["unit_name"]},
            over,
            f"政府采购支付比采购记录多{over:,}元，请提供采购计划和合同。",
            (Figure("政府采购支付", row["paid"]), Figure("采购记录", row["bought"])),
        )


def _case(paid: int) -> dict[str, list[dict[str, object]]]:
    unit = {"unit_name": "青禾县林业局"}
    return {
        "payment": [{**unit, "date": dt.date(2026, 6, 1), "procurement": "是", "amount": Decimal(paid)}],
        "procurement": [{**unit, "year": 2026, "category": "货物", "amount": Decimal(1000)}],
    }


INDICATOR = Indicator(
    code="PR101",
    title="政府采购支付没有采购记录",
    needs=("payment", "procurement"),
    thresholds=(Threshold("over", "超过", Decimal(0), "元", "任何超出都列出"),),
    basis="政府采购法第33条、第46条",
    run=run,
    good=Example(_case(1000), dt.date(2026, 6, 30)),
    bad=Example(_case(1001), dt.date(2026, 6, 30), ((Level.YELLOW, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
