"""非税收入增速远高于税收：到同一月份，非税收入的增幅比税收收入的增幅高出很多。

增幅与上年同月累计数比较，相差以百分点计，默认超过 20 点提示。没有上年同月数据的不判断。
可能是一次性处置资产、年底调库凑收入。不一定有问题：请财政部门说明非税增长的来源。
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
    SELECT max(accumulated) FILTER (year = $year AND other) AS other_now,
        max(accumulated) FILTER (year = $year - 1 AND other) AS other_before,
        max(accumulated) FILTER (year = $year AND NOT other) AS tax_now,
        max(accumulated) FILTER (year = $year - 1 AND NOT other) AS tax_before
    FROM (SELECT *, contains(subject, '非税收入') AS other FROM revenue) WHERE region = $region
        AND year IN ($year, $year - 1) AND month = month($until) AND (other OR contains(subject, '税收收入'))
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise one signal for a region whose other revenue runs ahead of its taxes."""
    row = facts.rows(_QUERY, asked.day)[0]
    if any(value is None for value in row.values()) or row["other_before"] <= 0 or row["tax_before"] <= 0:
        return
    other = percent(row["other_now"] - row["other_before"], row["other_before"])
    tax = percent(row["tax_now"] - row["tax_before"], row["tax_before"])
    if other - tax > asked.thresholds["points"]:
        yield Signal(
            Level.BLUE,
            {"topic": "非税增速"},
            other - tax,
            f"到{asked.until.month}月末非税收入增幅{other}%，比税收收入高{other - tax}个百分点，请说明来源。",
            (Figure("非税收入累计", row["other_now"]), Figure("税收收入累计", row["tax_now"])),
        )


def _case(other: int) -> dict[str, list[dict[str, object]]]:
    rows = ((2025, "税收收入", 1000), (2025, "非税收入", 500), (2026, "税收收入", 1050), (2026, "非税收入", other))
    return {
        "revenue": [
            {"year": year, "month": 6, "subject": subject, "accumulated": Decimal(amount)}
            for year, subject, amount in rows
        ]
    }


INDICATOR = Indicator(
    code="RE103",
    title="非税收入增速远高于税收",
    needs=("revenue",),
    thresholds=(Threshold("points", "增幅相差超过", Decimal(20), "点", "用户设置，可调整"),),
    basis="预算法第55条",
    run=run,
    # Taxes grew by 5%: 625 of 500 is 25%, 20 points more; 626 is 25.2%.
    good=Example(_case(625), dt.date(2026, 6, 30)),
    bad=Example(_case(626), dt.date(2026, 6, 30), ((Level.BLUE, {"topic": "非税增速"}),)),
    page=__doc__,
)
