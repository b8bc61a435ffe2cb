"""社保基金当期缺口：某一险种到月末的累计支出大于累计收入。

按险种比较科目含“收入”与“支出”的累计数，默认从 6 月末起看。
不一定有问题：财政补助下半年才到位；请人社、财政部门说明补足办法。
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
    WITH latest AS (
        SELECT category, subject, arg_max(accumulated, coalesce(month, 12)) AS accumulated FROM insurance
        WHERE region = $region AND year = $year AND (month IS NULL OR month <= month($until))
            AND accumulated IS NOT NULL AND NOT regexp_matches(coalesce(subject, ''), '其中|结余')
        GROUP BY ALL
    )
    SELECT category, sum(accumulated) FILTER (contains(subject, '收入')) AS income,
        sum(accumulated) FILTER (contains(subject, '支出')) AS spent
    FROM latest GROUP BY category ORDER BY category
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each insurance that pays more than it takes in."""
    if asked.until.month < asked.thresholds["month"]:
        return
    for row in facts.rows(_QUERY, asked.day):
        if row["income"] is not None and row["spent"] is not None and row["spent"] > row["income"]:
            gap = row["spent"] - row["income"]
            yield Signal(
                Level.YELLOW,
                {"category": row["category"]},
                gap,
                f"{row['category']}到{asked.until.month}月末支出比收入多{gap:,}元，请说明补足办法。",
                (Figure("累计收入", row["income"]), Figure("累计支出", row["spent"])),
            )


def _case(spent: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "month": 6, "category": "城乡居民基本养老保险基金"}
    return {
        "insurance": [
            {**row, "subject": "收入", "accumulated": Decimal(1000)},
            {**row, "subject": "支出", "accumulated": Decimal(spent)},
        ]
    }


INDICATOR = Indicator(
    code="SO101",
    title="社保基金当期收不抵支",
    needs=("insurance",),
    thresholds=(Threshold("month", "从几月末起", Decimal(6), "月", "用户设置，可调整"),),
    basis="预算法第11条",
    run=run,
    good=Example(_case(1000), dt.date(2026, 6, 30)),
    bad=Example(_case(1001), dt.date(2026, 6, 30), ((Level.YELLOW, {"category": "城乡居民基本养老保险基金"}),)),
    page=__doc__,
)
