"""审计问题到期未整改：整改期限已过而没有完成日期的审计问题。

数据来自“审计问题与整改”。到期未完成为橙色，逾期超过设定天数（默认 90 天）为红色。以前年度没有销号的也列出。
不一定有问题：需分期整改的；请单位说明进展和新的时限。
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
    SELECT unit_name, problem, min(due_on) AS due_on, sum(coalesce(amount, 0)) AS amount, $until - min(due_on) AS days
    FROM audit WHERE region = $region AND year <= $year AND due_on < $until AND (done_on IS NULL OR done_on > $until)
    GROUP BY ALL ORDER BY unit_name, problem
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each problem that should be put right by now."""
    for row in facts.rows(_QUERY, asked.day):
        days = Decimal(row["days"])
        yield Signal(
            Level.RED if days > asked.thresholds["days"] else Level.ORANGE,
            {"unit_name": row["unit_name"], "problem": row["problem"]},
            days,
            f"审计问题“{row['problem']}”应于{row['due_on']}前整改，已逾期{days}天，请说明进展。",
            (Figure("涉及金额", row["amount"]), Figure("逾期", days, "天")),
        )


def _case(done: dt.date | None) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "unit_name": "青禾县林业局", "problem": "往来款长期未清理", "due_on": dt.date(2026, 5, 31)}
    return {"audit": [{**row, "done_on": done}]}


INDICATOR = Indicator(
    code="AU101",
    title="审计问题到期未整改",
    needs=("audit",),
    thresholds=(Threshold("days", "红色：逾期超过", Decimal(90), "天", "用户设置，可调整"),),
    basis="审计法第52条",
    run=run,
    good=Example(_case(dt.date(2026, 5, 30)), dt.date(2026, 6, 30)),
    bad=Example(
        _case(None),
        dt.date(2026, 6, 30),
        ((Level.ORANGE, {"unit_name": "青禾县林业局", "problem": "往来款长期未清理"}),),
    ),
    page=__doc__,
)
