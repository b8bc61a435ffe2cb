"""A number taken from elsewhere: from the neighbour, from last year, from another table."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.diagnose.slips import COPIED, COPIED_BACK, ELSEWHERE, LAST_YEAR, Slip
from gouji.model.claim import Kind, Linear, Ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.diagnose.network import Network
    from gouji.model.claim import Claim

_TELLING, _RARE = 3, 5
"""So many digits must agree before a neighbour, or any figure of the document, was rather copied than is equal by chance."""


def copied(network: Network, number: int) -> Slip | None:
    """Return how a printed amount may have been taken from another place; None where it stands nowhere else."""
    figure = network.figures[number]
    digits = _telling_digits(network, number)
    if digits < _TELLING or not figure.amount or figure.amount < 0:
        return None
    quantity = network.root(number)
    equal = {other for other in network.of_amount.get(figure.amount, ()) if network.root(other) != quantity}
    if not equal:
        return None
    if equal & set(_last_year(network, number)):
        return LAST_YEAR
    near = equal & set(_neighbours(network, number))
    if near:
        return COPIED if min(near) < number else COPIED_BACK
    return ELSEWHERE if digits >= _RARE else None


def _telling_digits(network: Network, number: int) -> int:
    value = network.figures[number].value
    return 0 if value is None else len(f"{abs(value).normalize():f}".replace(".", "").strip("0"))


def _last_year(network: Network, number: int) -> Iterator[int]:
    """Yield the figures that a comparison of years sets against this one."""
    for index in network.of_quantity.get(network.root(number), ()):
        claim = network.verdicts[index].claim
        if claim.kind is Kind.CHANGE and number in claim.figures[:-1]:
            yield from (other for other in _operands(claim) if other != number)


def _operands(claim: Claim) -> tuple[int, ...]:
    shape = claim.shape
    if isinstance(shape, Linear):
        return tuple(term.figure for term in shape.terms)
    return tuple(term.figure for term in (*shape.numerator, *shape.denominator)) if isinstance(shape, Ratio) else ()


def _neighbours(network: Network, number: int) -> Iterator[int]:
    """Yield the terms beside this figure in a sum, the cells around it, and the figures before and after it."""
    for index in network.of_quantity.get(network.root(number), ()):
        claim = network.verdicts[index].claim
        shape = claim.shape
        if isinstance(shape, Linear) and not shape.at_most and claim.kind is not Kind.EQUAL:
            terms = [term.figure for term in shape.terms]
            if number in terms:
                yield from terms
    figure = network.figures[number]
    if figure.table is None or figure.row is None or figure.column is None:
        yield from (number - 1, number + 1)
        return
    for row, column in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        beside = network.at.get((figure.table, figure.row + row, figure.column + column))
        if beside is not None:
            yield beside
