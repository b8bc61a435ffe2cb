"""The working (核算过程) of a claim in printed figures: 41.20 - 30.15 - 4.05 = 7.00."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Linear, Ratio, Term
from gouji.model.figure import Dimension

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from gouji.model.figure import Figure

_MOST_TERMS = 12


def working(claim: Claim, figures: Sequence[Figure], expected: Decimal | None) -> str:
    """Return the calculation as a person would write it; long sums are cut in the middle, and say so."""
    shape = claim.shape
    if isinstance(shape, Linear):
        sign = "≤" if shape.at_most else "="
        end = figures[shape.result]
        value = printed(end) if shape.at_most else plain(expected)
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
