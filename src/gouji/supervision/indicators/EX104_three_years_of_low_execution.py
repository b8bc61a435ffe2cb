"""连续三年执行率低：同一项目本年和前两年的全年执行率都低于阈值。

只在年末（12 月）判断。默认 50%，为公开的审计方法库中的默认值。连续低说明预算编得偏大或项目不成熟，建议压减下年预算。
不一定有问题：跨年度的工程按合同付款；请单位说明。
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

_YEARS = 3
_QUERY = """
    WITH paid AS (
        SELECT year, unit_name, project_name, sum(amount) AS amount FROM payment_month
        WHERE region = $region AND year BETWEEN $year - 2 AND $year GROUP BY ALL
    ), due AS (
        SELECT year, unit_name, project_name, sum(amount) AS amount FROM planned
        WHERE region = $region AND year BETWEEN $year - 2 AND $year AND project_name IS NOT NULL GROUP BY ALL
    )
    SELECT year, unit_name, project_name, due.amount AS planned, coalesce(paid.amount, 0) AS paid
    FROM due LEFT JOIN paid USING (year, unit_name, project_name) WHERE due.amount > 0
    ORDER BY unit_name, project_name, year
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each project that stayed low in three years running."""
    if asked.until.month < asked.thresholds["month"]:
        return
    rates: dict[tuple[str, str], list[tuple[int, Decimal]]] = {}
    for row in facts.rows(_QUERY, {"region": asked.region, "year": asked.year}):
        rate = percent(row["paid"], row["planned"])
        rates.setdefault((row["unit_name"], row["project_name"]), []).append((row["year"], rate))
    for (unit, project), years in rates.items():
        if len(years) == _YEARS and all(rate < asked.thresholds["rate"] for _year, rate in years):
            said = "、".join(f"{year}年{rate}%" for year, rate in years)
            yield Signal(
                Level.ORANGE,
                {"unit_name": unit, "project_name": project},
                years[-1][1],
                f"项目“{project}”连续三年执行率低（{said}），请说明原因，并研究压减下年预算。",
                tuple(Figure(f"{year}年执行率", rate, "%") for year, rate in years),
            )


def _case(last: int) -> dict[str, list[dict[str, object]]]:
    unit = {"unit_name": "青禾县林业局", "project_name": "造林"}
    paid = {2024: 400, 2025: 300, 2026: last}
    return {
        "budget": [{"year": year, "opening": Decimal(1000), **unit} for year in paid],
        "payment": [{"date": dt.date(year, 8, 1), "amount": Decimal(sum_), **unit} for year, sum_ in paid.items()],
    }


INDICATOR = Indicator(
    code="EX104",
    title="项目连续三年执行率低",
    needs=("budget", "payment"),
    thresholds=(
        Threshold("rate", "每年执行率低于", Decimal(50), "%", "公开的审计方法库默认值"),
        Threshold("month", "从几月末起判断", Decimal(12), "月", "年末判断"),
    ),
    basis="预算法第57条、第59条",
    run=run,
    good=Example(_case(500), dt.date(2026, 12, 31)),
    bad=Example(
        _case(499), dt.date(2026, 12, 31), ((Level.ORANGE, {"unit_name": "青禾县林业局", "project_name": "造林"}),)
    ),
    page=__doc__,
)
