"""Figures and claims made by hand, for the tests of verdicts and causes."""

from __future__ import annotations

from decimal import Decimal

from gouji.extract.units import unit_named
from gouji.model.claim import Claim, Kind, Linear, Ratio, Sign, Source, Term
from gouji.model.figure import Bound, Figure, Nature


def figure(
    number: int, value: str, unit: str = "万元", *, step: str = "", bound: Bound = Bound.EXACT, masked: bool = False
) -> Figure:
    """Return a figure as printed; its precision is that of its digits unless ``step`` says otherwise."""
    exponent = Decimal(value).as_tuple().exponent
    assert isinstance(exponent, int)
    return Figure(
        id=number,
        start=number * 20,
        end=number * 20 + len(value) + len(unit),
        text=value + unit,
        nature=Nature.MASKED if masked else Nature.QUANTITY,
        value=None if masked else Decimal(value),
        bound=bound,
        unit=unit_named(unit),
        step=Decimal(step) if step else Decimal(1).scaleb(min(exponent, 0)),
    )


def figures(*printed: str) -> list[Figure]:
    """Return figures from texts such as ``30.15`` (万元), ``129.97%`` or ``301500元``."""
    made: list[Figure] = []
    for number, text in enumerate(printed):
        digits = text.rstrip("万亿元%个百分点")
        made.append(figure(number, digits, text[len(digits) :] or "万元"))
    return made


def plus(*signed: int) -> tuple[Term, ...]:
    """Return terms of figure numbers from 1; a negative number is subtracted."""
    return tuple(Term(abs(number) - 1, Decimal(1 if number > 0 else -1)) for number in signed)


def total(parts: tuple[int, ...], whole: int, *, at_most: bool = False, falsifiable: bool = True) -> Claim:
    """Return the claim that parts add up to (or are at most) a whole; figures count from 1."""
    shape = Linear(plus(*parts), whole - 1, at_most=at_most)
    return Claim("SU101", Kind.SUM, Source.SENTENCE, shape, 0, 1, falsifiable=falsifiable)


def rate(above: tuple[int, ...], below: tuple[int, ...], result: int, *, absolute: bool = False) -> Claim:
    """Return the claim that a quotient in percent is the printed rate; figures count from 1."""
    shape = Ratio(plus(*above), plus(*below), result - 1, absolute=absolute)
    return Claim("CH101", Kind.CHANGE, Source.SENTENCE, shape, 0, 1)


def sign(terms: tuple[int, ...], expected: int, *, near: bool = False) -> Claim:
    """Return the claim that a word fits the sign of a difference; figures count from 1."""
    shape = Sign(plus(*terms), expected, 5, 7, near=near)
    return Claim("CH103", Kind.SIGN, Source.SENTENCE, shape, 5, 7, falsifiable=expected == 0 and not near)
