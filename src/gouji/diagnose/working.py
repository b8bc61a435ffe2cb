"""The working (核算过程) of a claim in printed figures: 41.20 - 30.15 - 4.05 = 7.00."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Ratio, Term
from gouji.model.figure import Dimension

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.model.figure import Figure

_MOST_TERMS = 12


def working(claim: Claim, figures: Sequence[Figure], expected: Decimal | None) -> str:
    """Return the calculation as a person would write it; long sums are cut in the middle, and say so."""
    shape = claim.shape
    if isinstance(shape, Linear):
        end = figures[shape.result]
        if claim.kind is Kind.EQUAL and len(shape.terms) == 1:
            return _agreement(figures[shape.terms[0].figure], end)
        sign = "≤" if shape.at_most else "="
        value = printed(end) if shape.at_most else plain(expected)
        if shape.constant:
            return _to_constant(shape, figures)
        return f"{terms(shape.terms, figures, end)} {sign} {value}"
    if isinstance(shape, Ratio):
        above, below = terms(shape.numerator, figures, None), terms(shape.denominator, figures, None)
        above, below = _grouped(above, shape.numerator), _grouped(below, shape.denominator)
        rate = figures[shape.result].unit
        unit = rate.name if rate and rate.dimension is Dimension.PERCENT else ""
        if expected is None:
            return f"{above} ÷ {below}：分母为0"
        return f"{above} ÷ {below} = {plain(expected)}{unit}"
    return terms(shape.terms, figures, None)


def _to_constant(shape: Linear, figures: Sequence[Figure]) -> str:
    """Return what the figures give beside what they must give: 30 + 20 + 35 = 85 ≠ 90; a bound reads ≥."""
    parts = (*(Term(term.figure, -term.coefficient) for term in shape.terms), Term(shape.result))
    unit = figures[shape.result].unit
    factor = unit.factor if unit else Decimal(1)
    total = sum((part.coefficient * (figures[part.figure].amount or 0) for part in parts), Decimal(0)) / factor
    due = shape.constant / factor
    sign = "≥" if shape.at_most else "≠"
    shown = f"{terms(parts, figures, None)} = {plain(total)}"
    return shown if total == due and not shape.at_most else f"{shown} {sign} {plain(due)}"


def _agreement(one: Figure, other: Figure) -> str:
    """Return two mentions side by side, with their units where these differ."""
    names = [printed(one), printed(other)]
    if one.unit != other.unit:
        names = [
            f"{name}{figure.unit.name if figure.unit else ''}" for name, figure in zip(names, (one, other), strict=True)
        ]
    return f"{names[0]} {'=' if one.amount == other.amount else '≠'} {names[1]}"


def _grouped(text: str, parts: Sequence[Term]) -> str:
    return f"({text})" if len(parts) > 1 else text


def terms(parts: Sequence[Term], figures: Sequence[Figure], like: Figure | None) -> str:
    """Return a sum of printed figures; a unit is shown where it differs from that of the result."""
    pieces: list[str] = []
    units = {figures[term.figure].unit for term in parts} | ({like.unit} if like else set())
    for term in parts:
        figure = figures[term.figure]
        sign = " + " if term.coefficient > 0 else " - "
        size = abs(term.coefficient)
        name = printed(figure) if size == 1 else f"{plain(size)}×{printed(figure)}"
        if len(units) > 1 and figure.unit is not None:
            name += figure.unit.name
        pieces.append((sign if pieces else sign.strip().replace("+", "")) + name)
    if len(pieces) > _MOST_TERMS:
        half = _MOST_TERMS // 2
        pieces = [*pieces[:half], f" + …（共{len(pieces)}项）…", *pieces[-half:]]
    return "".join(pieces)


def printed(figure: Figure) -> str:
    """Return the value with the digits printed."""
    return plain(figure.value)


def plain(value: Decimal | None) -> str:
    """Return a Decimal without exponent."""
    return "—" if value is None else f"{value:f}"
