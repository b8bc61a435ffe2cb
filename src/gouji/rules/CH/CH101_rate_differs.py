"""A growth rate (增减幅度) is not what its amounts give.

The base is the former value: printed, or latent (now minus change). A rate computed on the current value is wrong; that
slip, when it fits, is said in the working.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.extract.precision import decimals
from gouji.extract.prose.words import is_generic
from gouji.model.claim import Claim, Kind, Ratio, Source, Term
from gouji.model.figure import comparable
from gouji.rules.prose import ONE, is_department

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Change, Extraction, Statement
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "增减幅度与增减额不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；增减幅度＝增减额÷上年数×100%"
GOOD = """
# 虚构市示例局2024年部门预算
2024年支出预算1100.00万元，比上年增加100.00万元，增长10.00%。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年支出预算1100.00万元，比上年增加100.00万元，增长«9.09%»。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim every printed rate of change that has amounts to recompute it from."""
    del context
    for node in extraction.index.nodes:
        for change in node.statement.changes:
            readings = tuple(_readings(extraction, node.statement, change))
            if readings and not change.excluding and not word_is_wrong(extraction, node.statement, change):
                yield Claim(
                    rule="CH101",
                    kind=Kind.CHANGE,
                    source=Source.SENTENCE,
                    shape=readings[0],
                    start=change.word_start,
                    end=change.word_end,
                    alternatives=readings[1:],
                    certain=_certain(extraction, node.statement),
                )


def _certain(extraction: Extraction, statement: Statement) -> bool:
    """Whether it is known what changes: the statement's own value, or the one value that its name has elsewhere."""
    if statement.aside:
        return False
    elsewhere = {extraction.figures[number].amount for number in _elsewhere(extraction, statement)}
    return statement.value is not None or (len(elsewhere) == 1 and is_department(extraction, statement.start))


def _readings(extraction: Extraction, statement: Statement, change: Change) -> Iterator[Ratio]:
    if change.rate is None or not change.direction:
        return
    base = base_of(statement, change)
    if base is not None and not extraction.figures[base].value:
        return
    if change.amount is not None:
        yield from _with_amount(extraction, statement, change, base)
    elif base is not None:
        for now in compared(statement, change, base):
            if comparable(extraction.figures[now], extraction.figures[base]):
                # whether the word fits the sign is another rule's matter
                yield Ratio((Term(now), Term(base, -ONE)), (Term(base),), change.rate, absolute=True)


def _with_amount(extraction: Extraction, statement: Statement, change: Change, base: int | None) -> Iterator[Ratio]:
    if change.amount is None or change.rate is None or not change.direction:
        return
    up = Term(change.amount)
    if base is not None:
        yield Ratio((up,), (Term(base),), change.rate, absolute=True)
    elif statement.value is not None and _is_zero(extraction, statement.value, change):
        return
    for now in _values(extraction, statement, change) if statement.value is None else change.now:
        fits = comparable(extraction.figures[now], extraction.figures[change.amount])
        if fits and not _is_zero(extraction, now, change):
            yield Ratio((up,), (Term(now), Term(change.amount, -ONE * change.direction)), change.rate, absolute=True)


def word_is_wrong(extraction: Extraction, statement: Statement, change: Change) -> bool:
    """Whether amount and rate fit each other only with the direction turned: then the word is at fault, not the rate."""
    if change.amount is None or change.rate is None or not change.direction or statement.value is None:
        return False
    turned = fits(extraction, statement, change.amount, change.rate, -change.direction)
    if base_of(statement, change) is not None or not turned or _within_rounding(extraction, statement, change):
        return False
    now, amount, rate = (
        extraction.figures[number].amount or _NOTHING for number in (statement.value, change.amount, change.rate)
    )
    straight = _rate(now, amount, change.direction)
    return straight is None or abs(straight - rate) > _CLEARLY * Decimal(1).scaleb(
        -decimals(extraction.figures[change.rate])
    )


def _within_rounding(extraction: Extraction, statement: Statement, change: Change) -> bool:
    """Whether values that print like value and amount make the printed rate the way the word says."""
    if statement.value is None or change.amount is None or change.rate is None or not change.direction:
        return False
    now, by, rate = (extraction.figures[number] for number in (statement.value, change.amount, change.rate))
    rates = [
        worked
        for one in (-1, 1)
        for other in (-1, 1)
        if (value := (now.amount or _NOTHING) + one * now.slack)
        and (worked := _rate(value, (by.amount or _NOTHING) + other * by.slack, change.direction)) is not None
    ]
    printed = rate.amount or _NOTHING
    return bool(rates) and min(rates) - rate.slack <= printed <= max(rates) + rate.slack


def fits(
    extraction: Extraction, statement: Statement, amount: int | None, rate: int | None, direction: int | None
) -> bool:
    """Whether amount and rate fit the statement's value when the change goes this way, to the rate's printed digits."""
    if amount is None or rate is None or not direction or statement.value is None:
        return False
    figures = [extraction.figures[number] for number in (statement.value, amount, rate)]
    now, by, printed = (figure.amount if figure.exact else None for figure in figures)
    if not now or not by or printed is None:
        return False
    worked = _rate(now, by, direction)
    return worked is not None and worked.quantize(figures[2].step, ROUND_HALF_UP) == printed


def told_direction(extraction: Extraction, statement: Statement, change: Change, rate: int | None) -> int:
    """Return the direction in which amount and rate fit the value far better than in the other; 0 where neither does."""
    by = extraction.figures[change.amount].amount if change.amount is not None else None
    printed = extraction.figures[rate].amount if rate is not None else None
    if not by or printed is None:
        return 0
    for number in _values(extraction, statement, change):
        now = extraction.figures[number].amount
        off = {way: abs(worked - printed) for way in (1, -1) if now and (worked := _rate(now, by, way)) is not None}
        if len(off) > 1 and min(off.values()) * _CLEARLY < max(off.values()):
            return min(off, key=lambda way: off[way])
    return 0


def _values(extraction: Extraction, statement: Statement, change: Change) -> tuple[int, ...]:
    """Return the figures that may state what changes: the statement's own, else those of its name elsewhere."""
    if statement.value is not None:
        return (statement.value,)
    return _elsewhere(extraction, statement) or change.now


def _elsewhere(extraction: Extraction, statement: Statement) -> tuple[int, ...]:
    """Return the figures that state elsewhere what a statement without a value of its own names."""
    if statement.value is not None or is_generic(statement.label):
        return ()
    index = extraction.index
    return index.named(statement.label, statement.start) or index.stating(statement.label, statement.start)


_NOTHING = Decimal(0)
_CLEARLY = 5  # units of the rate's last digit: less may be rounding of the rate itself


def _rate(now: Decimal, amount: Decimal, direction: int) -> Decimal | None:
    base = now - amount * direction
    return amount / abs(base) * 100 if base else None


def base_of(statement: Statement, change: Change) -> int | None:
    """Return the printed value that a change compares with: the budget where the words say so, else the former value."""
    with_budget = "预算" in change.against[1] and not any(character.isdigit() for character in change.against[0])
    if with_budget and statement.budget is not None and "上" not in change.against[0]:
        return statement.budget
    return change.base


def compared(statement: Statement, change: Change, base: int) -> tuple[int, ...]:
    """Return the values that may be meant as changing: against its own budget an item's own value alone."""
    if base == statement.budget and statement.value is not None:
        return (statement.value, *statement.restated)
    return change.now


def _is_zero(extraction: Extraction, now: int, change: Change) -> bool:
    """Whether the latent base is nothing, which is another rule's finding."""
    if change.amount is None or not change.direction:
        return False
    value, amount = extraction.figures[now].amount, extraction.figures[change.amount].amount
    return value is not None and amount is not None and value - amount * change.direction == 0


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a broken rate."""
    shape = verdict.claim.shape
    if not isinstance(shape, Ratio):
        return TITLE
    return f"增减幅度{extraction.figures[shape.result].text}与按增减额和上年数计算的{verdict.expected}%不一致，请核实。"
