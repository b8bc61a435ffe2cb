"""One project stands under the same name in two tables, with different amounts.

Names of one's own have no code, so the name itself must be the link: it stands once in each table, and the two columns agree on
at least five other names, four for each that they do not agree on. Then both speak of the same money.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from itertools import combinations
from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.EQ.EQ103_named_item_differs_from_table import cells_by_name
from gouji.rules.forms import table_of
from gouji.rules.prose import plus
from gouji.rules.tables import holds

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "两张表中同名项目的金额不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；表间数据相互衔接"
_NAMES = ("示例热线运行费", "示例网络运行费", "示例外聘人员费", "示例场馆维修费", "示例培训班经费")


def _table(title: str, last: str) -> str:
    rows = "".join(f"| {name} | {number}1.00 |\n" for number, name in enumerate(_NAMES, start=1))
    return f"\n{title}\n\n单位：万元\n\n| 项目名称 | 预算数 |\n|---|---|\n{rows}| 示例档案整理费 | {last} |\n"


_HEAD = "\n# 虚构市示例局2024年部门预算\n"
GOOD = f"{_HEAD}{_table('项目支出预算表', '61.50')}{_table('重点项目绩效表', '61.50')}"
BAD = f"{_HEAD}{_table('项目支出预算表', '61.50')}{_table('重点项目情况表', '«61.25»')}"
_Pair = tuple[tuple[int, int], tuple[int, int]]
_FEW = 5
_MOST = 4


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that two columns agree on every name that stands in both."""
    del context
    pairs = [(_held(extraction, made), columns, made) for columns, made in _pairs(extraction).items()]
    told: set[tuple[int, int]] = set()
    for held, (first, second), made in sorted(pairs, key=lambda pair: -pair[0]):
        if held < _FEW or held < _MOST * (len(made) - held):
            continue
        accuses = (first[0], second[0]) not in told  # the columns that agree most speak of the same thing
        told.add((first[0], second[0]))
        for claim in made:
            if accuses:
                yield claim
            elif holds(extraction, claim):
                yield replace(claim, certain=False)


def _pairs(extraction: Extraction) -> dict[_Pair, list[Claim]]:
    """Return the claims of agreement by pair of columns of two tables."""
    pairs: dict[_Pair, list[Claim]] = defaultdict(list)
    for name, row in cells_by_name(extraction).items():
        if not explain(name).residue:
            continue  # a name of the forms (公共安全支出, 事业收入): its scope is that of its table
        exact = {at: cell for at, cell in row.items() if extraction.figures[cell].exact}
        for (first, one), (second, other) in combinations(sorted(exact.items()), 2):
            if first[0] != second[0]:
                pairs[first, second].append(_claim(extraction, one, other))
    return pairs


def _held(extraction: Extraction, made: list[Claim]) -> int:
    """Return on how many amounts two columns agree; nothing agrees with nothing."""
    return sum(holds(extraction, claim) and bool(extraction.figures[claim.figures[0]].value) for claim in made)


def _claim(extraction: Extraction, first: int, second: int) -> Claim:
    figure = extraction.figures[second]
    shape = Linear(plus((first,)), second)
    return Claim("EQ204", Kind.EQUAL, Source.TABLE, shape, figure.start, figure.end)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a project whose two amounts differ."""
    first, second = (extraction.figures[number] for number in verdict.claim.figures)
    return f"此处同名项目写{second.text}，{table_of(extraction, first)}为{first.text}，不一致，请核实。"
