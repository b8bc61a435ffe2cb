"""What the form divides in fixed items does not add up, wherever the items stand in the text.

“三公”经费 is 因公出国（境） plus 公务用车 plus 公务接待; 公务用车 is 购置 plus 运行维护; 公务接待 is 国内 plus 外事 (or 国内 alone, where that
takes in foreign guests); 政府采购 is 货物 plus 工程 plus 服务. The items need not stand in one list: each is found by its subject, in
the prose. Where an item is told twice with different amounts, or is missing, nothing is claimed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.model.subject import Subject
    from gouji.rules.rule import Context

TITLE = "固定组成项目之和与合计不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：“三公”经费公开总额和分项数额；政府采购按货物、工程、服务分列"
GOOD = """
# 虚构市示例局2024年部门预算

2024年“三公”经费预算80.44万元。

1. 因公出国（境）费预算0万元。

2. 公务接待费预算58.00万元。

3. 公务用车购置及运行维护费预算22.44万元。
"""
BAD = """
# 虚构市示例局2024年部门预算

2024年“三公”经费预算«80.40万元»。

1. 因公出国（境）费预算0万元。

2. 公务接待费预算58.00万元。

3. 公务用车购置及运行维护费预算22.44万元。
"""
_INCLUSIVE = frozenset(("三公.接待",))  # its first item may hold the second: 国内公务接待支出（含外宾接待支出）
_ITEMS = {
    "三公": ("三公.出国", "三公.用车", "三公.接待"),
    "三公.用车": ("三公.用车.购置", "三公.用车.运行"),
    "三公.接待": ("三公.接待.国内", "三公.接待.外事"),
    "采购": ("采购.货物", "采购.工程", "采购.服务"),
}


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim the sum of the form's items for each whole that the prose states once."""
    del context
    told = _told(extraction)
    for whole, number in told.items():
        parts = [_find(told, whole, topic) for topic in _ITEMS.get(whole.topic, ())]
        values = [value for part in parts if part is not None for value in part]
        if parts and None not in parts and number not in values:
            figure = extraction.figures[number]
            yield Claim(
                rule="SU102",
                kind=Kind.SUM,
                source=Source.FORM,
                shape=Linear(plus(values), number),
                start=figure.start,
                end=figure.end,
                alternatives=(Linear(plus(values[:1]), number),) if whole.topic in _INCLUSIVE else (),
            )


def _told(extraction: Extraction) -> dict[Subject, int]:
    """Return subject to its figure for what the prose states with one amount."""
    found: dict[Subject, int] = {}
    for quantity in extraction.quantities:
        figures = [extraction.figures[number] for number in quantity.mentions]
        prose = [figure for figure in figures if figure.table is None and figure.exact]
        if prose and quantity.subject.known and len({figure.amount for figure in prose}) == 1:
            found[quantity.subject] = prose[0].id
    return found


def _find(told: Mapping[Subject, int], whole: Subject, topic: str) -> tuple[int, ...] | None:
    """Return the figure of an item, or those of its own items where only these are told."""
    item = told.get(whole._replace(topic=topic))
    if item is not None:
        return (item,)
    inner = [told.get(whole._replace(topic=name)) for name in _ITEMS.get(topic, ())]
    return tuple(value for value in inner if value is not None) if inner and None not in inner else None


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken sum of the form's items."""
    total = extraction.figures[verdict.claim.figures[-1]]
    return f"合计{total.text}与各组成项目之和{verdict.expected}不一致，请核实。"
