"""绩效指标权重之和不符：各项指标的分值（权重）之和与总分不符。

The weights of one performance table add up to the 总分 that it prints, to the points that its head promises (分值权重（90分）), else
to 100 (or one), or to 90 where ten points are kept for the execution of the budget. Asked only where every indicator bears a
weight. A note where nothing promises the sum and it stays below 100: the rest may stand elsewhere.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Verdict
from gouji.model.finding import Severity
from gouji.rules.PF.points import claim, figures, rest_of
from gouji.rules.prose import plus
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.evaluation import Evaluation
    from gouji.model.figure import Figure

TITLE = "绩效指标权重（分值）之和与总分不符"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《项目支出绩效评价管理办法》（财预〔2020〕10号）：绩效指标权重合理，总分100分"
_TABLE = """
# 虚构市示例局2024年部门决算

项目支出绩效自评表

| 一级指标 | 三级指标 | 年度指标值 | 实际完成值 | 分值 | 得分 |
|---|---|---|---|---|---|
| 产出指标 | 示例热线接听数 | 300 | 310 | 30 | 30 |
| 产出指标 | 示例培训场次 | 12 | 12 | 20 | 20 |
| 效益指标 | 示例群众知晓率 | 90% | 92% | {} | 30 |
| 满意度指标 | 示例群众满意度 | 95% | 95% | 10 | 10 |
| 预算执行 | 预算执行率 | 100% | 98% | 10 | 9.8 |
"""
GOOD = _TABLE.format("30")
BAD = _TABLE.format("«35»")
_HUNDRED = Decimal(100)
_ONE, _NOTHING = Decimal(1), Decimal(0)
_FULL = (_HUNDRED, Decimal(90))
_FEW = 4


def check(extraction: Extraction, _context: Context) -> Iterator[Claim | Hit]:
    """Claim the sum of the weights of each table; a sum below what nothing promises is a hit at the first of them."""
    for table in extraction.evaluations:
        weights = figures(extraction, table, table.column("weight"))
        if len(weights) < _FEW or not _complete(table):
            continue
        total = sum((weight.value or _NOTHING for weight in weights), _NOTHING)
        row = table.total
        if row is not None and "weight" in row.amounts:
            for whole in figures(extraction, table, [row.amounts["weight"]]):
                yield claim("PF101", Kind.SUM, Linear(plus(weight.id for weight in weights), whole.id))
        elif table.points is not None or total in _FULL or total >= _HUNDRED:
            wholes = _FULL if table.points is None else (table.points,)
            nearest = sorted(wholes, key=lambda full: abs(full - total))
            yield claim("PF101", Kind.SUM, *(rest_of(full, weights) for full in nearest))
        elif total != _ONE:
            yield _short(weights, total)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for weights that do not add up."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear):
        return TITLE
    whole = f"{shape.constant}" if shape.constant else f"总分{extraction.figures[shape.result].value}"
    return f"各项指标的分值（权重）之和不是{whole}，请核实。"


def _short(weights: Sequence[Figure], total: Decimal) -> Hit:
    working = f"{' + '.join(str(weight.value) for weight in weights)} = {total}"
    message = f"各项指标的分值（权重）之和为{total}，不是{min(_FULL, key=lambda full: abs(full - total))}，请核实。"
    start = weights[0].start
    return Hit(start, start, message, severity=Severity.NOTE, working=working)


def _complete(table: Evaluation) -> bool:
    """Whether every line with a score bears a weight, so that none was lost on the way."""
    scores = [row for row in table.rows if not row.total and row.amounts.keys() & {"score", "target", "result"}]
    return all("weight" in row.amounts for row in scores)
