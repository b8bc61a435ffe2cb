"""A share in a government's paper is not what the amounts told before it give (税收收入…，占一般公共预算收入的…%; 整改率…%).

The whole is the one amount that the paragraph told before under the name that the share gives; the part is what was told just before
the share, or what its own words name (税收占…). It accuses only where the paragraph tells one such whole and one such part; a
share on another footing (同口径, 剔除…) is not compared.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.papers.facts import bare_name
from gouji.extract.papers.stream import side_of
from gouji.model.claim import Claim, Kind, Ratio, Source, Term
from gouji.model.figure import comparable
from gouji.rules.papers import counted_of, passages_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.stream import Item, Rate
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "占比与文中数额不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；占比＝部分÷总额×100%"
GOOD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入完成120亿元，增长3%；税收收入完成90亿元，增长2%，占一般公共预算收入的75%。
"""
BAD = """
# 关于虚构市2024年预算执行情况和2025年预算草案的报告
2024年全市一般公共预算收入完成120亿元，增长3%；税收收入完成90亿元，增长2%，占一般公共预算收入的«57%»。
"""

_SHARE = re.compile(
    r"(?P<part>[^，。;:]*?)占(?:到|了)?(?P<whole>[^占，。;:]{2,24}?)(?:的)?(?:比重|比例|比率|百分比|比)?(?:约)?(?:为|达到?|是)?$"
)
_MENDED = re.compile(r"整改(?:完成)?(?:到位)?率(?:为|达到?|是)?$")
_FOUND = re.compile(r"涉及|问题")
_DONE = re.compile(r"已(?:经)?(?:全部|完成)?(?:整改|到位)")
_LIKE = re.compile(r"口径|剔除|扣除|可比|不含")
_EMPTY = re.compile(r"^(?:其|分别|仅|约|约为)?$")
_SIDE = re.compile(r"(?:总|预算)?(?:收入|支出)$")


class _Told(NamedTuple):
    """The amounts that may be the part and the whole of a share, the nearest first."""

    parts: list[Item]
    wholes: list[Item]


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every share whose part and whole the paragraph tells."""
    del context
    for passage in (*passages_of(extraction), *counted_of(extraction)):
        items = [item for item in passage.items if item.plain]
        for at, item in enumerate(items):
            for rate in item.rates:
                told = _told(items, at, rate)
                if told is not None and told.parts and told.wholes:
                    yield from _claim(extraction, told, rate)


def _told(items: Sequence[Item], at: int, rate: Rate) -> _Told | None:
    if _LIKE.search(rate.words):
        return None
    before = items[at::-1]
    if _MENDED.search(rate.words):
        near = [item for item in before if item.sentence == items[at].sentence]
        done = [item for item in near if _DONE.search(item.lead)]
        return _Told(done, [item for item in near if _FOUND.search(item.lead + item.after) and item not in done])
    match = _SHARE.search(rate.words) if rate.kind == "share" else None
    if match is None:
        return None
    whole = match["whole"]
    part = match["part"].strip("、")
    parts = [items[at]] if _EMPTY.match(part) else [item for item in before if _names(item, part)]
    wholes = [item for item in _with_nameless(before[::-1], whole) if item not in parts[:1]]
    return _Told(parts, wholes[::-1])


def _with_nameless(items: Sequence[Item], name: str) -> Iterator[Item]:
    """Yield the amounts told under a name, with those after each that name nothing of their own (预算…，实际完成…)."""
    told = False
    for item in items:
        told = _names(item, name) or (told and not bare_name(item.lead))
        if told:
            yield item


def _names(item: Item, name: str) -> bool:
    """Whether an amount is told under a name: all that is left of its own words without level, year and verbs."""
    wanted, side = _SIDE.sub("", bare_name(name)), side_of(name)
    of_side = not side or item.side == side
    return of_side and len(wanted) > 1 and _SIDE.sub("", bare_name(item.lead)) == wanted


def _claim(extraction: Extraction, told: _Told, rate: Rate) -> Iterator[Claim]:
    part = told.parts[0]
    wholes = [
        item for item in told.wholes if comparable(extraction.figures[item.figure], extraction.figures[part.figure])
    ]
    if not wholes:
        return
    amounts = {extraction.figures[item.figure].amount for item in wholes}
    parts = {extraction.figures[item.figure].amount for item in told.parts}
    shapes = [Ratio((Term(part.figure),), (Term(whole.figure),), rate.figure) for whole in wholes]
    near = wholes[0].block == part.block and wholes[0].sentence >= part.sentence - 1
    yield Claim(
        rule="SH103",
        kind=Kind.SHARE,
        source=Source.SENTENCE,
        shape=shapes[0],
        start=wholes[0].start,
        end=part.start,
        certain=len(amounts) == 1 and len(parts) == 1 and near,
        alternatives=tuple(shapes[1:]),
    )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken share."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    return (
        f"占比{extraction.figures[shape.result].text}与按文中数额计算的{verdict.expected}%不一致，请核实占比及其分母。"
    )
