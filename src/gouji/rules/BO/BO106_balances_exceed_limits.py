"""A column of limits (限额) is below the balances (余额) beside it.

Where one area is above its limit, it is named. Where most areas are, the column does not hold what it is headed: it lists the new
limits of the year only (新增限额), and that is said once.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.extract.tables.limits import ceilings
from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.model.figure import comparable
from gouji.rules.rule import Hit
from gouji.rules.tables import Unclear, figure_at, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.relation import Relation
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "债务余额大于债务限额"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第三十五条：地方政府债务余额不得突破批准的限额；财预〔2018〕209号：限额、余额表的口径"
GOOD = """
# 虚构市2024年财政决算的报告

2024年地方政府债务限额及余额情况表

单位：亿元

| 地区 | 债务限额 | 债务余额 |
|---|---|---|
| 全市 | 90.50 | 85.20 |
| 甲区 | 50.30 | 48.10 |
| 乙县 | 40.20 | 37.10 |
"""
BAD = """
# 虚构市2024年财政决算的报告

2024年地方政府债务限额及余额情况表

单位：亿元

| 地区 | 债务限额 | 债务余额 |
|---|---|---|
| 全市 | «9.50» | 85.20 |
| 甲区 | 5.30 | 48.10 |
| 乙县 | 4.20 | 37.10 |
"""

_FEW = 3


def check(extraction: Extraction, context: Context) -> Iterator[Claim | Hit]:
    """Claim every ceiling; say once of a column that most of its lines exceed."""
    del context
    for sheet in extraction.sheets:
        made: dict[int, list[Claim]] = defaultdict(list)
        for relation in ceilings(sheet):
            claim = _claim(extraction, relation)
            if claim is not None:
                made[relation.result.column].append(claim)
        for column in made.values():
            yield from _said(extraction, column)


def _claim(extraction: Extraction, relation: Relation) -> Claim | None:
    try:
        limit, balance = figure_at(extraction, relation.result), figure_at(extraction, relation.parts[0][0])
    except Unclear:
        return None
    if limit is None or balance is None or not comparable(limit, balance):
        return None
    shape = Linear((Term(balance.id),), limit.id, at_most=True)
    return Claim(
        "BO106", Kind.BOUND, Source.TABLE, shape, limit.start, limit.end, suspect=balance.id, falsifiable=False
    )


def _said(extraction: Extraction, column: Sequence[Claim]) -> Iterator[Claim | Hit]:
    over = [claim for claim in column if not holds(extraction, claim)]
    if len(over) >= _FEW and len(over) * 2 > len(column):
        first = extraction.figures[over[0].figures[-1]]
        message = f"该栏限额有{len(over)}行小于余额（共{len(column)}行），栏目似只列了新增限额，请核实栏目名称或数字。"
        yield Hit(first.start, first.end, message)
    else:
        yield from column


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a debt above its limit."""
    balance, limit = (extraction.figures[number] for number in verdict.claim.figures)
    return f"债务余额{balance.text}大于债务限额{limit.text}，请核实。"
