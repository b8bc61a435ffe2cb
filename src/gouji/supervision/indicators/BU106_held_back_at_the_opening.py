"""年初代编预留比例高：年初没有落实到单位和项目的资金占全部年初预算的比例过高。

代编预留 = 功能科目 22902（年初预留），或者项目名称里有“待分配”“代编”“预留”“未落实”的年初预算（预备费不算）。默认超过 25% 报警。
不一定有问题：上级提前下达而尚未分解的资金；请财政部门列出清单和分配时间。
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
    SELECT sum(amount) AS planned,
        coalesce(sum(amount) FILTER (
            function LIKE '22902%' OR regexp_matches(coalesce(project_name, ''), '待分配|代编|预留|未落实')), 0) AS held
    FROM planned WHERE region = $region AND year = $year AND opening AND coalesce(function, '') NOT LIKE '227%'
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise one signal for a region that opened its year with much money not placed."""
    row = facts.rows(_QUERY, {"region": asked.region, "year": asked.year})[0]
    if not row["planned"] or row["planned"] < 0:
        return
    share = percent(row["held"], row["planned"])
    if share > asked.thresholds["share"]:
        yield Signal(
            Level.YELLOW,
            {"topic": "年初代编预留"},
            share,
            f"年初代编预留占年初预算的{share}%，请财政部门列出清单和分配时间。",
            (Figure("年初代编预留", row["held"]), Figure("年初预算（不含预备费）", row["planned"])),
        )


def _case(held: int) -> dict[str, list[dict[str, object]]]:
    row = {"year": 2026, "unit_name": "青禾县财政局"}
    return {
        "budget": [
            {**row, "project_name": "代编项目资金", "opening": Decimal(held)},
            {**row, "project_name": "人员经费", "opening": Decimal(1000 - held)},
        ]
    }


INDICATOR = Indicator(
    code="BU106",
    title="年初代编预留比例高",
    needs=("budget",),
    thresholds=(Threshold("share", "占年初预算超过", Decimal(25), "%", "年初到位率通行要求75%以上，可调整"),),
    basis="预算法第32条、第52条",
    run=run,
    good=Example(_case(250), dt.date(2026, 1, 31)),
    bad=Example(_case(251), dt.date(2026, 1, 31), ((Level.YELLOW, {"topic": "年初代编预留"}),)),
    page=__doc__,
)
