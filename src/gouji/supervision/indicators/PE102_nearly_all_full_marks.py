"""自评满分偏多：一个单位的项目自评得满分的比例过高。

比例 = 得分为 100 的项目数 ÷ 有得分的项目数，至少 4 个项目才判断。默认超过 50% 提示。
不一定有问题：项目确实全部完成；建议抽查佐证材料。
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

_FULL = 100
_QUERY = """
    SELECT unit_name, count(*) AS judged, count(*) FILTER (score = $full) AS full_marks FROM performance
    WHERE region = $region AND year = $year AND score IS NOT NULL
    GROUP BY unit_name HAVING count(*) >= $least ORDER BY unit_name
"""


def run(facts: Facts, asked: Asked) -> Iterator[Signal]:
    """Raise a signal for each unit that finds itself faultless."""
    values = {"region": asked.region, "year": asked.year, "full": _FULL, "least": int(asked.thresholds["least"])}
    for row in facts.rows(_QUERY, values):
        share = percent(Decimal(row["full_marks"]), Decimal(row["judged"]))
        if share > asked.thresholds["share"]:
            yield Signal(
                Level.BLUE,
                {"unit_name": row["unit_name"]},
                share,
                f"{row['judged']}个项目自评中{row['full_marks']}个满分，建议抽查佐证材料。",
                (
                    Figure("满分项目", Decimal(row["full_marks"]), "个"),
                    Figure("自评项目", Decimal(row["judged"]), "个"),
                ),
            )


def _case(full: int) -> dict[str, list[dict[str, object]]]:
    scores = [100] * full + [90] * (4 - full)
    return {
        "performance": [
            {"year": 2026, "unit_name": "青禾县林业局", "project_name": f"项目{at}", "score": Decimal(score)}
            for at, score in enumerate(scores)
        ]
    }


INDICATOR = Indicator(
    code="PE102",
    title="自评满分偏多",
    needs=("performance",),
    thresholds=(
        Threshold("share", "满分占比超过", Decimal(50), "%", "用户设置，可调整"),
        Threshold("least", "至少几个项目才判断", Decimal(4), "个", "用户设置，可调整"),
    ),
    basis="预算绩效管理有关规定",
    run=run,
    good=Example(_case(2), dt.date(2026, 12, 31)),
    bad=Example(_case(3), dt.date(2026, 12, 31), ((Level.BLUE, {"unit_name": "青禾县林业局"}),)),
    page=__doc__,
)
