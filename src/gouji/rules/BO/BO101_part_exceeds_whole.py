"""A part is larger than the whole that contains it: 一般公共预算基本支出 above 一般公共预算支出.

The parts are found by subject: the same year, basis and flow, and on one axis (nature, funds, 科目) the part's value lies
within the whole's. Nothing is said where either subject is not fully known.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.subject import ALL, Subject
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "部分大于所属总体"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；部分不应大于总体"
GOOD = """
# 虚构市示例局2024年部门预算

## 一、一般公共预算支出情况

2024年一般公共预算支出471.08万元。

## 二、一般公共预算基本支出情况

2024年一般公共预算基本支出400.53万元。
"""
BAD = """
# 虚构市示例局2024年部门预算

## 一、一般公共预算支出情况

2024年一般公共预算支出471.08万元。

## 二、一般公共预算基本支出情况

2024年一般公共预算基本支出«550.53万元»。
"""

_WITHIN_FUNDS = {
    "一般公共": ("财政拨款", "全部"),
    "政府性基金": ("财政拨款", "全部"),
    "国有资本": ("财政拨款", "全部"),
    "财政拨款": ("全部",),
}
_WITHIN_NATURE = {"人员": ("基本", ALL), "公用": ("基本", ALL), "基本": (ALL,), "项目": (ALL,)}


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim that each known part is at most each known whole stated in prose."""
    del context
    first = {
        quantity.subject: quantity.mentions[0]
        for quantity in extraction.quantities
        if quantity.subject.known and extraction.figures[quantity.mentions[0]].table is None
    }
    for subject, part in first.items():
        for container in _containers(subject):
            whole = first.get(container)
            if whole is not None:
                figure = extraction.figures[part]
                yield Claim(
                    rule="BO101",
                    kind=Kind.BOUND,
                    source=Source.FORM,
                    shape=Linear(plus((part,)), whole, at_most=True),
                    start=figure.start,
                    end=figure.end,
                    suspect=part,
                )


def _containers(subject: Subject) -> Iterator[Subject]:
    if subject.measure != "amount" or subject.topic != ALL or subject.economic != ALL:
        return
    for nature in _WITHIN_NATURE.get(subject.nature, ()):
        yield subject._replace(nature=nature)
    for funds in _WITHIN_FUNDS.get(subject.funds, ()):
        yield subject._replace(funds=funds)
    if subject.function != ALL:
        yield subject._replace(function=ALL)
        if len(subject.function) > 3:  # noqa: PLR2004  a 类 has three digits
            yield subject._replace(function=subject.function[:-2])


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a part that exceeds its whole."""
    part, whole = (extraction.figures[number] for number in verdict.claim.figures)
    return f"此项{part.text}大于所属总体的{whole.text}，请核实。"
