"""收入进度落后：某项收入的完成比例落后于时间进度。

完成比例 = 累计数 ÷ 年初预算数；时间进度 = 已过月数 ÷ 12。默认从 6 月末起看，落后超过 15 个百分点报警。
有上年全年数据的科目，先看季节：上年同期也只完成到这个比例的，不报。
不一定有问题：土地出让收入集中在年底；请财政部门说明全年完成的把握。
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
    WITH now AS (
        SELECT subject, max(opening) AS planned, max(accumulated) AS done FROM revenue
        WHERE region = $region AND year = $year AND month = month($until) GROUP BY subject
    ), before AS (
        SELECT subject, max(accumulated) FILTER (month = month($until)) AS then,
            max(accumulated) FILTER (month = 12) AS whole
        FROM revenue WHERE region = $region AND year = $year - 1 GROUP BY subject
    )
    SELECT now.*, before.then, before.whole FROM now LEFT JOIN before USING (subject)
    WHERE planned > 0 AND done IS NOT NULL ORDER BY subject
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each item of revenue that is behind the calendar and behind its own last year."""
    if asked.until.month < asked.thresholds["month"]:
        return
    due = percent(Decimal(asked.until.month), Decimal(_MONTHS))
    for row in facts.rows(_QUERY, asked.day):
        done = percent(row["done"], row["planned"])
        usual = percent(row["then"], row["whole"]) if row["whole"] and row["then"] is not None else due
        lag = min(due, usual) - done
        if lag > asked.thresholds["points"]:
            yield Signal(
                Level.YELLOW,
                {"subject": row["subject"]},
                lag,
                f"{row['subject']}到{asked.until.month}月末完成预算的{done}%，慢{lag}个百分点，请说明全年完成的把握。",
                (Figure("累计收入", row["done"]), Figure("年初预算", row["planned"])),
            )


def _case(done: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "month": 6, "subject": "契税", "opening": Decimal(1000)}
    return {"revenue": [{**row, "accumulated": Decimal(done)}]}


INDICATOR = Indicator(
    code="RE104",
    title="收入进度落后于时间进度",
    needs=("revenue",),
    thresholds=(
        Threshold("points", "落后超过", Decimal(15), "点", "用户设置，可调整"),
        Threshold("month", "从几月末起", Decimal(6), "月", "用户设置，可调整"),
    ),
    basis="预算法第55条、第56条",
    run=run,
    good=Example(_case(350), dt.date(2026, 6, 30)),
    bad=Example(_case(349), dt.date(2026, 6, 30), ((Level.YELLOW, {"subject": "契税"}),)),
    page=__doc__,
)
