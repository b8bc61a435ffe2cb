"""序时进度偏差：支出进度落后于时间进度。

支出进度 = 本年累计支付 ÷ 年初预算（有下达与调剂的，加上其净额；预备费不算）；时间进度 = 已过月数 ÷ 12。偏差以百分点计。
阈值依据：部门通行的序时要求（3、6、9、11 月末 25%、50%、75%、约 92%），地方不同，可在设置中改。
把“按上年节奏”设为 1，上年有全年支付的单位改与自己上年同期的支出比例比较，两者取低：有季节的支出不再误报。
不一定有问题：有季节性的支出（如冬春造林、年底清算）；请单位说明。
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

_MONTHS = 12
_QUERY = """
    WITH paid AS (
        SELECT unit_name, sum(amount) AS amount FROM payment_month
        WHERE region = $region AND year = $year AND month <= month($until) GROUP BY unit_name
    ), due AS (
        SELECT unit_name, sum(amount) AS amount FROM planned
        WHERE region = $region AND year = $year AND month <= month($until)
            AND coalesce(function, '') NOT LIKE '227%' GROUP BY unit_name
    ), before AS (
        SELECT unit_name, sum(amount) AS whole, coalesce(sum(amount) FILTER (month <= month($until)), 0) AS part
        FROM payment_month WHERE region = $region AND year = $year - 1
        GROUP BY unit_name HAVING sum(amount) > 0 AND max(month) = 12
    )
    SELECT unit_name, due.amount AS planned, coalesce(paid.amount, 0) AS paid, before.whole, before.part
    FROM due LEFT JOIN paid USING (unit_name) LEFT JOIN before USING (unit_name)
    WHERE due.amount > 0 ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit whose payments lag behind the months gone by."""
    even = percent(Decimal(asked.until.month), Decimal(_MONTHS))
    for row in facts.rows(_QUERY, asked.day):
        done = percent(row["paid"], row["planned"])
        seasonal = asked.thresholds["season"] and row["whole"]
        due = min(even, percent(row["part"], row["whole"])) if seasonal else even
        lag = due - done
        if lag > asked.thresholds["yellow"]:
            level = Level.RED if lag > asked.thresholds["red"] else Level.YELLOW
            yield Signal(
                level,
                {"unit_name": row["unit_name"]},
                lag,
                f"到{asked.until.month}月末支出进度{done}%，比时间进度{due}%慢{lag}个百分点，请说明原因。",
                (Figure("预算数", row["planned"]), Figure("累计支付", row["paid"])),
            )


def _case(paid: str) -> dict[str, list[dict[str, object]]]:
    return {
        "budget": [{"year": 2026, "unit_name": "青禾县林业局", "opening": Decimal(1000)}],
        "payment": [{"date": dt.date(2026, 5, 6), "unit_name": "青禾县林业局", "amount": Decimal(paid)}],
    }


INDICATOR = Indicator(
    code="EX101",
    title="支出进度落后于时间进度",
    needs=("budget", "payment"),
    thresholds=(
        Threshold("yellow", "黄色：落后超过", Decimal(10), "点", "通行做法，可调整"),
        Threshold("red", "红色：落后超过", Decimal(20), "点", "通行做法，可调整"),
        Threshold("season", "按上年节奏（1 是，0 否）", Decimal(0), "", "用户设置"),
    ),
    basis="预算法第57条",
    run=run,
    # Half of the year: 50%. 450 of 1000 lags by 5 points, 250 of 1000 by 25.
    good=Example(_case("450"), dt.date(2026, 6, 30)),
    bad=Example(_case("250"), dt.date(2026, 6, 30), ((Level.RED, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
