"""A share (占比) is not what its part and its whole give.

The whole is the total of the list in which the part stands, or what the sentence names (占“三公”经费的…): then the value
printed for that name, or the sum of the list where no total is printed; that the list is complete, its other shares may show. A
share taken of another denominator is the commonest slip.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.extract.labels import explain, family
from gouji.extract.prose.words import is_generic
from gouji.model.claim import Claim, Kind, Ratio, Source, Term
from gouji.rules.prose import is_department, plus, same_kind

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction, Share, Statement
    from gouji.extract.index import Node
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "占比与分项、总数不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；占比＝分项÷总数×100%"
GOOD = """
# 虚构市示例局2024年部门预算
2024年支出预算1000.00万元，其中：基本支出250.00万元，占25.00%；项目支出750.00万元，占75.00%。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年支出预算1000.00万元，其中：基本支出250.00万元，占«52.00%»；项目支出750.00万元，占75.00%。
"""

_ALL = 100
_WITNESSES = 2


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every share against its possible wholes, the likeliest first."""
    del context
    for node in extraction.index.nodes:
        statement = node.statement
        if statement.value is None:
            continue
        for share in statement.shares:
            wholes = [whole for whole in _wholes(extraction, node, share) if whole]
            if wholes:
                claim = _claim(statement.value, share, wholes, certain=_certain(extraction, node, share))
                # "All of it": then it is the amount that is not the whole.
                full = extraction.figures[share.rate].value == _ALL
                yield replace(claim, suspect=statement.value) if full else claim


def _claim(part: int, share: Share, wholes: list[tuple[Term, ...]], *, certain: bool) -> Claim:
    readings = tuple(Ratio((Term(part),), whole, share.rate) for whole in wholes)
    return Claim(
        rule="SH101",
        kind=Kind.SHARE,
        source=Source.SENTENCE,
        shape=readings[0],
        start=0,
        end=0,
        alternatives=readings[1:],
        certain=certain,
    )


def _wholes(extraction: Extraction, node: Node, share: Share) -> Iterator[tuple[Term, ...]]:
    value = node.statement.value
    above = [other.value for other in reversed(node.above) if other.value is not None and not _beside(other, share)]
    if not is_generic(share.whole_label) or (share.whole_label and not above):  # 占本年支出合计, outside of any list
        for named in _named(extraction, share, node.statement.start):
            if value is not None and named != value and same_kind(extraction, named, value):
                yield plus((named,))
    for other in above:
        if value is not None and same_kind(extraction, other, value):
            yield plus((other,))
    siblings = [part.value for part in _siblings(extraction, node, share) if part.value is not None]
    if len(siblings) > 1:
        yield plus(siblings)


def _beside(other: Statement, share: Share) -> bool:
    """Whether what stands above in a reason is a share of the same whole itself (用于甲…，占比…；用于乙…，占比…)."""
    return other.aside and _shares(other, share)


def _named(extraction: Extraction, share: Share, offset: int) -> tuple[int, ...]:
    """Return the values of what the share names: under its own words, else under others of one meaning."""
    index = extraction.index
    return index.named(share.whole_label, offset) or index.stating(share.whole_label, offset)


def _siblings(extraction: Extraction, node: Node, share: Share) -> list[Statement]:
    """Return what a sentence divides one whole into: the members of the list, or the statements side by side."""
    if node.above:
        return [part for part in node.above[-1].parts if _shares(part, share)]
    roots = extraction.statements
    at = next(index for index, root in enumerate(roots) if root is node.statement)
    first = last = at
    while first > 0 and _shares(roots[first - 1], share):
        first -= 1
    while last + 1 < len(roots) and _shares(roots[last + 1], share):
        last += 1
    return list(roots[first : last + 1])


def _shares(statement: Statement, share: Share) -> bool:
    return statement.value is not None and any(other.whole_label == share.whole_label for other in statement.shares)


def _certain(extraction: Extraction, node: Node, share: Share) -> bool:
    """Whether the sentence itself fixes the whole: it names it, or lists the part under it.

    A government's report has several wholes of one name (全市, 市级): there only the list decides.
    """
    if node.parent is not None and is_generic(share.whole_label):
        return True
    if not is_department(extraction, node.statement.start):
        return False
    if _named(extraction, share, node.statement.start):
        return True
    siblings = _siblings(extraction, node, share)
    return (
        node.parent is not None
        or _divide_one_whole(node, share, siblings)
        or _others_agree(extraction, share, siblings)
    )


def _divide_one_whole(node: Node, share: Share, siblings: Sequence[Statement]) -> bool:
    """Whether the statements side by side are the members of the whole that is named (出国, 用车, 接待 of 三公)."""
    whole = share.whole_label or (node.above[-1].label if node.above else "")
    kinds = {family(part.label) for part in siblings}
    return len(siblings) > 1 and kinds == {f"topic:{explain(whole).axes.get('topic', '')}"}


def _others_agree(extraction: Extraction, share: Share, siblings: Sequence[Statement]) -> bool:
    """Whether the other shares, two at least, are those of the sum of all: then the list is complete."""
    figures = extraction.figures
    values = {part.value: figures[part.value].amount or Decimal(0) for part in siblings if part.value is not None}
    whole = sum(values.values())
    told = [
        (values[part.value], figures[other.rate])
        for part in siblings
        for other in part.shares
        if part.value is not None and other.rate != share.rate and other.whole_label == share.whole_label
    ]
    told = [(value, rate) for value, rate in told if value and value != whole]
    return (
        whole > 0
        and len(told) >= _WITNESSES
        and all((value / whole * _ALL).quantize(rate.step, ROUND_HALF_UP) == rate.value for value, rate in told)
    )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken share."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    return f"占比{extraction.figures[shape.result].text}与计算结果{verdict.expected}%不一致，请核实占比及其分母。"
