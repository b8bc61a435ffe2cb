"""A growth or completion in the text of a government's paper is not the one in its table (教育支出…，下降3.4%; 附表：3.4).

The line is the one that prints the amount told (EQ108) and agrees with it. It accuses where other rates of the paragraph and of the text agree with
the same column, and hardly any other differs; growth on a like footing (同口径) is not compared, nor a completion of another budget than the
column's. Where only the direction goes the other way, the word is shown.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from gouji.codes.opposites import opposite
from gouji.extract.numbers import half_width
from gouji.extract.prose.words import DIRECTION
from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.rules.prose import ONE
from gouji.rules.rule import Hit
from gouji.rules.tabled import Proof, told_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.papers.stream import Rate
    from gouji.extract.papers.tabled import Share
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "文字所述增减幅度或完成率与附表不一致"
SEVERITY = "warning"
SINCE = "0.2"
BASIS = "预算法第十四条：预算、决算及其报表应当真实、准确；报告文字应与附表一致"
_TABLE = """
附表1 2024年全市一般公共预算支出执行情况表

单位：万元

| 项目 | 上年决算数 | 执行数 | 比上年增长% |
|---|---|---|---|
| 教育支出 | 200000 | 230000 | 15.0 |
| 农林水支出 | 125000 | 120000 | -4.0 |
| 科学技术支出 | 20000 | 21000 | 5.0 |
"""
GOOD = f"""
# 关于虚构市2024年预算执行情况和2025年预算草案的报告

2024年，全市一般公共预算支出主要项目：教育支出23亿元，增长15%；农林水支出12亿元，下降4%；科学技术支出2.1亿元，增长5%。
{_TABLE}"""
BAD = f"""
# 关于虚构市2024年预算执行情况和2025年预算草案的报告

2024年，全市一般公共预算支出主要项目：教育支出23亿元，增长15%；农林水支出12亿元，«增长»4%；科学技术支出2.1亿元，增长5%。
{_TABLE}"""

_LIKE = re.compile(r"口径|剔除|扣除|可比|不含|因素")
_KINDS = {"growth": Kind.CHANGE, "completion": Kind.COMPLETION}
_BEHIND = 12


class _Pair(NamedTuple):
    """A rate told and the one printed in the line of its amount."""

    rate: Rate
    share: Share
    start: int
    passage: int


def check(extraction: Extraction, context: Context) -> Iterator[Claim | Hit]:
    """Claim that every rate told is the one printed in the tables; point at words that go the other way."""
    del context
    pairs = list(_pairs(extraction))
    good = [_near(extraction, pair) for pair in pairs]
    proof = Proof.of((pair.passage, _column(extraction, pair), fits) for pair, fits in zip(pairs, good, strict=True))
    for pair, fits in zip(pairs, good, strict=True):
        at = _column(extraction, pair)
        sure = not fits and proof.beside(pair.passage, at) and proof.bears_out(at)
        hit = _turned(extraction, pair) if sure else None
        yield hit if hit is not None else _claim(extraction, pair, sure=sure)


def _pairs(extraction: Extraction) -> Iterator[_Pair]:
    for told in told_of(extraction):
        if not told.agrees:
            continue
        for rate in told.fact.item.rates:
            shares = [share for share in told.cell.rates if _speak_of_one(rate, share)]
            if len(shares) == 1 and not _on_another_footing(extraction, told.fact.item.figure, rate):
                yield _Pair(rate, shares[0], told.fact.item.start, told.fact.passage)


def _on_another_footing(extraction: Extraction, amount: int, rate: Rate) -> bool:
    """Whether the words between an amount and its rate, or right behind the rate, set it on another footing than the table's."""
    start, end = extraction.figures[amount].end, extraction.figures[rate.figure].end
    return _LIKE.search(extraction.document.text[start : end + _BEHIND]) is not None


def _speak_of_one(rate: Rate, share: Share) -> bool:
    """Whether a rate told and a column of rates are of one kind, and on one base as far as both name it."""
    if rate.kind != share.kind or (rate.kind == "growth" and not rate.direction):
        return False
    if rate.kind == "growth":
        return ("预算" in rate.words) == ("预算" in share.basis)
    adjusted, opening = "调整" in share.basis or "变动" in share.basis, "年初" in share.basis
    told_adjusted = "调整" in rate.basis or "变动" in rate.basis
    return not ((told_adjusted and opening) or ("年初" in rate.basis and adjusted))


def _near(extraction: Extraction, pair: _Pair) -> bool:
    """Whether the two agree to a unit of the coarser's last digit."""
    told, printed = extraction.figures[pair.rate.figure], extraction.figures[pair.share.figure]
    if told.value is None or printed.value is None:
        return False
    sign = pair.rate.direction if pair.rate.kind == "growth" else 1
    return abs(told.value - (printed.value - pair.share.less) * sign) <= max(told.step, printed.step)


def _column(extraction: Extraction, pair: _Pair) -> tuple[int | None, int | None]:
    figure = extraction.figures[pair.share.figure]
    return figure.table, figure.column


def _turned(extraction: Extraction, pair: _Pair) -> Hit | None:
    """Return the word that goes the other way than the table where the sizes agree."""
    other = pair._replace(rate=replace(pair.rate, direction=-pair.rate.direction))
    if pair.rate.kind != "growth" or not _near(extraction, other):
        return None
    figure, printed = extraction.figures[pair.rate.figure], extraction.figures[pair.share.figure]
    before = half_width(extraction.document.text[pair.start : figure.start])
    words = list(DIRECTION.finditer(before))
    if not words:
        return None
    start, end = (pair.start + at for at in words[-1].span())
    word = extraction.document.text[start:end]
    message = f"“{word}{figure.text}”与附表同一项目的增减幅度{printed.text}方向不一致，请核实。"
    return Hit(start, end, message, expected=opposite(word), related=((printed.start, printed.end),))


def _claim(extraction: Extraction, pair: _Pair, *, sure: bool) -> Claim:
    sign = pair.rate.direction if pair.rate.kind == "growth" else 1
    figure = extraction.figures[pair.rate.figure]
    term = Term(pair.share.figure, ONE * sign)
    return Claim(
        rule="CH113",
        kind=_KINDS[pair.rate.kind],
        source=Source.TABLE,
        shape=Linear((term,), pair.rate.figure, constant=-ONE * sign * pair.share.less),
        start=figure.start,
        end=figure.end,
        certain=sure,
    )


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a rate that differs."""
    cell, told = (extraction.figures[number] for number in verdict.claim.figures)
    return f"文字写{told.text}，附表同一项目为{cell.text}，不一致，请核实。"
