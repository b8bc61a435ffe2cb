"""税收占比低：税收收入占一般公共预算收入的比例过低。

比例 = 税收收入累计 ÷（税收收入 + 非税收入）累计。收入科目名含“非税”的是非税，其余名含“税收”的合计行是税收。
默认低于 60% 提示。比例低说明收入结构不稳，一次性收入多。
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
    SELECT max(accumulated) FILTER (subject LIKE '%税收%' AND NOT subject LIKE '%非税%') AS tax,
        max(accumulated) FILTER (subject LIKE '%非税收入%') AS other
    FROM revenue WHERE region = $region AND year = $year AND month = month($until)
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise one signal for a region that lives little of taxes."""
    row = facts.rows(_QUERY, asked.day)[0]
    if row["tax"] is None or row["other"] is None or row["tax"] + row["other"] <= 0:
        return
    share = percent(row["tax"], row["tax"] + row["other"])
    if share < asked.thresholds["share"]:
        yield Signal(
            Level.BLUE,
            {"topic": "税收占比"},
            share,
            f"到{asked.until.month}月末税收占一般公共预算收入的{share}%，请财政部门分析收入结构。",
            (Figure("税收收入", row["tax"]), Figure("非税收入", row["other"])),
        )


def _case(tax: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "month": 6}
    return {
        "revenue": [
            {**row, "subject": "税收收入", "accumulated": Decimal(tax)},
            {**row, "subject": "非税收入", "accumulated": Decimal(1000 - tax)},
        ]
    }


INDICATOR = Indicator(
    code="RE101",
    title="税收占比低",
    needs=("revenue",),
    thresholds=(Threshold("share", "税收占比低于", Decimal(60), "%", "通行做法，可调整"),),
    basis="预算法第55条",
    run=run,
    good=Example(_case(600), dt.date(2026, 6, 30)),
    bad=Example(_case(599), dt.date(2026, 6, 30), ((Level.BLUE, {"topic": "税收占比"}),)),
    page=__doc__,
)
