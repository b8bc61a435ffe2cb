"""国有资本经营预算没有发生数：到设定月份末，有预算的收入科目仍没有入库，或者支出科目仍没有支出。

按科目看累计数。默认从 9 月末起。
不一定有问题：企业利润按年度审计后才上缴；请财政部门说明入库时间。
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
    SELECT subject, max(opening) AS planned FROM state_capital
    WHERE region = $region AND year = $year AND (month IS NULL OR month <= month($until))
        AND NOT regexp_matches(subject, '合计|总计')
    GROUP BY subject HAVING max(opening) > 0 AND coalesce(max(accumulated), 0) = 0 ORDER BY subject
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each item of the state capital budget where nothing has happened."""
    if asked.until.month < asked.thresholds["month"]:
        return
    for row in facts.rows(_QUERY, asked.day):
        yield Signal(
            Level.YELLOW,
            {"subject": row["subject"]},
            None,
            f"国有资本经营预算“{row['subject']}”到{asked.until.month}月末没有发生数，请说明。",
            (Figure("预算数", row["planned"]),),
        )


def _case(done: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "month": 9, "subject": "利润收入", "opening": Decimal(1000)}
    return {"state_capital": [{**row, "accumulated": Decimal(done)}]}


INDICATOR = Indicator(
    code="SC102",
    title="国有资本经营预算没有发生数",
    needs=("state_capital",),
    thresholds=(Threshold("month", "从几月末起", Decimal(9), "月", "用户设置，可调整"),),
    basis="预算法第10条",
    run=run,
    good=Example(_case(1), dt.date(2026, 9, 30)),
    bad=Example(_case(0), dt.date(2026, 9, 30), ((Level.YELLOW, {"subject": "利润收入"}),)),
    page=__doc__,
)
