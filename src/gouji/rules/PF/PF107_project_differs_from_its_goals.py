"""项目金额与绩效目标表不一致：项目支出表中“示例热线运行费”30.00万元，绩效目标表中写35.00万元。

One project stands under the same name in a table of projects and in a table of goals. It accuses only where two projects or more
agree with the same column, and at least two for each that does not: then both speak of the same money.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import figure_of, funds
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.figure import comparable
from gouji.rules.EQ.EQ103_named_item_differs_from_table import cells_by_name, without_year
from gouji.rules.forms import table_of
from gouji.rules.prose import plus
from gouji.rules.tables import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "绩效目标表的项目金额与项目支出表不一致"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；绩效目标与项目预算相对应"
_PROJECTS = """
# 虚构市示例局2024年部门预算

项目支出表

单位：万元

| 项目名称 | 合计 |
|---|---|
| 合计 | 73.00 |
| 示例热线运行费 | 30.00 |
| 示例场馆维修费 | 35.00 |
| 示例培训班经费 | 8.00 |

项目支出绩效目标表

单位：万元

| 项目名称 | 资金总额 | 三级指标 | 指标值 |
|---|---|---|---|
| 示例热线运行费 | 30.00 | 接听数 | ≥300次 |
| 示例场馆维修费 | {} | 验收合格率 | ≥95% |
| 示例培训班经费 | 8.00 | 培训场次 | ≥4次 |
"""
GOOD = _PROJECTS.format("35.00")
BAD = _PROJECTS.format("«53.00»")
_TWO = 2


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that each project of a table of goals has the amount of its line in another table."""
    del context
    for made in _by_column(extraction).values():
        held = [claim for claim in made if holds(extraction, claim)]
        broken = [claim for claim in made if not holds(extraction, claim)]
        accuses = len(held) >= max(_TWO, _TWO * len(broken))
        yield from (claim if accuses else replace(claim, certain=False) for claim in held)
        yield from broken if accuses else ()


def _by_column(extraction: Extraction) -> dict[tuple[int, int], list[Claim]]:
    """Return the claims of agreement by the column that they are made with, the best column of each table of goals first."""
    lines = cells_by_name(extraction)
    made: dict[tuple[int, int], list[Claim]] = defaultdict(list)
    for asked in funds(extraction):
        figure = figure_of(extraction, asked.table, asked.amount)
        row = lines.get(without_year(asked.project), {})
        if figure is None or not figure.value:
            continue
        for (table, column), number in row.items():
            other = extraction.figures[number]
            if table != asked.table.index and other.exact and other.value and comparable(figure, other):
                shape = Linear(plus((number,)), figure.id)
                made[table, column].append(Claim("PF107", Kind.EQUAL, Source.TABLE, shape, figure.start, figure.end))
    return made


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a project whose two amounts differ."""
    first, second = (extraction.figures[number] for number in verdict.claim.figures)
    return f"绩效目标表中此项目为{second.text}，{table_of(extraction, first)}为{first.text}，不一致，请核实。"
