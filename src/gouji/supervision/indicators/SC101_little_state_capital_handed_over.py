"""国有资本经营预算调出比例低：国有资本经营收入调入一般公共预算的比例过低。

比例 = 科目含“调出”或“调入一般公共预算”的预算数 ÷ 科目含“收入”的预算数合计。默认低于 30%，依据国有资本收益上缴公共财政比例的要求。
不一定有问题：用于解决国企历史遗留问题；请财政部门说明。
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
    SELECT coalesce(sum(opening) FILTER (regexp_matches(subject, '调出|调入一般公共预算')), 0) AS passed,
        coalesce(sum(opening) FILTER (contains(subject, '收入') AND NOT regexp_matches(subject, '调出|调入|转移|合计|总计')), 0)
            AS income
    FROM (SELECT DISTINCT subject, opening FROM state_capital WHERE region = $region AND year = $year AND opening IS NOT NULL)
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise one signal for a region that keeps its state capital's income for itself."""
    row = facts.rows(_QUERY, {"region": asked.region, "year": asked.year})[0]
    if row["income"] <= 0:
        return
    share = percent(row["passed"], row["income"])
    if share < asked.thresholds["share"]:
        yield Signal(
            Level.BLUE,
            {"topic": "国资调出"},
            share,
            f"国有资本经营收入调入一般公共预算的占{share}%，请财政部门说明。",
            (Figure("调出资金", row["passed"]), Figure("国有资本经营收入", row["income"])),
        )


def _case(passed: int) -> dict[str, list[dict[str, object]]]:
    return {
        "state_capital": [
            {"year": 2026, "subject": "利润收入", "opening": Decimal(1000)},
            {"year": 2026, "subject": "调出资金", "opening": Decimal(passed)},
        ]
    }


INDICATOR = Indicator(
    code="SC101",
    title="国有资本收益调出比例低",
    needs=("state_capital",),
    thresholds=(Threshold("share", "低于", Decimal(30), "%", "国有资本收益上缴公共财政的要求，可调整"),),
    basis="预算法第10条",
    run=run,
    good=Example(_case(300), dt.date(2026, 1, 31)),
    bad=Example(_case(299), dt.date(2026, 1, 31), ((Level.BLUE, {"topic": "国资调出"}),)),
    page=__doc__,
)
