"""单个项目大于全部项目支出：绩效目标表（自评表）中一个项目的金额，大于部门支出表的项目支出合计。

No project asks for, or has spent, more than all projects together. Money of other levels (补助区县) and of several years is explained
then: a note.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import figure_of, funds
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.figure import comparable
from gouji.rules.prose import plus
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.model.figure import Figure
    from gouji.rules.rule import Context

TITLE = "单个项目的金额大于项目支出合计"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；绩效目标与项目预算相对应"
_TABLES = """
# 虚构市示例局2024年部门预算

支出总表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 170.00 | 120.00 | 50.00 |
| 2010301 | 行政运行 | 120.00 | 120.00 | |
| 2010302 | 一般行政管理事务 | 50.00 | | 50.00 |

项目支出绩效目标表

单位：万元

| 项目名称 | 资金总额 | 三级指标 | 指标值 |
|---|---|---|---|
| 示例热线运行费 | {} | 接听数 | ≥300次 |
"""
GOOD = _TABLES.format("30.00")
BAD = _TABLES.format("«300.00»")


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim of the money of each project that it is at most that of all."""
    del context
    whole = _all_projects(extraction)
    if whole is None:
        return
    spent = [
        (evaluation.table, row.amounts["executed"])
        for evaluation in extraction.evaluations
        for row in evaluation.rows[:1]
        if "executed" in row.amounts
    ]
    for table, amount in (*((each.table, each.amount) for each in funds(extraction)), *spent):
        figure = figure_of(extraction, table, amount)
        if figure is not None and figure.value and comparable(figure, whole):
            shape = Linear(plus((figure.id,)), whole.id, at_most=True)
            yield Claim(
                "PF108",
                Kind.BOUND,
                Source.FORM,
                shape,
                figure.start,
                figure.end,
                suspect=figure.id,
                falsifiable=False,
            )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a project larger than all."""
    project, whole = (extraction.figures[number] for number in verdict.claim.figures)
    return f"此项目{project.text}大于部门项目支出合计{whole.text}，如含其他级次或多年资金请说明，否则请核实。"


def _all_projects(extraction: Extraction) -> Figure | None:
    """Return the total of 项目支出 of the table of all spending, None where it is not printed plainly."""
    for (_, form, _), table in extraction.forms.items():
        spot = table.cells.get(("总计", "项目")) if form == "expenditure" else None
        try:
            figure = figure_at(extraction, spot) if spot else None
        except Unclear:
            continue
        if figure is not None and figure.unit is not None:
            return figure
    return None
