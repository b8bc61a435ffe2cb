"""A number taken from elsewhere: from the neighbour or from last year. What stands elsewhere as well is the more credible."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.diagnose.slips import COPIED, COPIED_BACK, LAST_YEAR, Slip
from gouji.extract.precision import telling_digits
from gouji.model.claim import Kind, Linear, Ratio
from gouji.model.figure import Nature

if TYPE_CHECKING:
    from collections.abc import Iterator
    from decimal import Decimal

    from gouji.diagnose.network import Network
    from gouji.model.claim import Claim

_CLOSE = 2
_TELLING, _RARE = 3, 5
"""So many digits must agree before a neighbour, or any figure of the document, was rather copied than is equal by chance."""


def copied(network: Network, number: int, value: Decimal) -> Slip | None:
    """Return how a printed amount may have been taken from another place, ``value`` being right; None where it was not."""
    figure = network.figures[number]
    if telling_digits(figure.value) < _TELLING or not figure.amount or figure.amount < 0:
        return None
    if _is_before_change(network, number, value):
        return LAST_YEAR
    quantity = network.root(number)
    equal = {other for other in network.of_amount.get(figure.amount, ()) if network.root(other) != quantity}
    if not equal:
        return None
    if equal & set(_last_year(network, number)):
        return LAST_YEAR
    near = equal & set(_neighbours(network, number))
    return (COPIED if min(near) < number else COPIED_BACK) if near else None


def stands_elsewhere(network: Network, number: int, amount: Decimal | None) -> bool:
    """Whether an amount of some digits stands at a place that has nothing to do with this figure's quantity or neighbours."""
    if amount is None or telling_digits(amount) < _RARE:
        return False
    quantity = network.root(number)
    equal = {other for other in network.of_amount.get(amount, ()) if network.root(other) != quantity}
    return bool(equal - set(_neighbours(network, number)))


def _is_before_change(network: Network, number: int, value: Decimal) -> bool:
    """Whether the right value is what is printed and the change that the words after it tell (增加0.42万元): last year's was left in."""
    figure = network.figures[number]
    if figure.table is not None or figure.value is None:
        return False
    after = network.figures[number + 1 : number + 1 + _CLOSE]
    return any(
        other.exact
        and other.unit == figure.unit
        and other.value
        and value - figure.value == network.directed.get(other.id, 0) * other.value
        for other in after
    )


def _last_year(network: Network, number: int) -> Iterator[int]:
    """Yield the figures that a comparison of years sets against this one."""
    for index in network.of_quantity.get(network.root(number), ()):
        claim = network.verdicts[index].claim
        if claim.kind is Kind.CHANGE and number in claim.figures[:-1] and number not in _changes(claim):
            yield from (other for other in _operands(claim) if other != number)


def _changes(claim: Claim) -> set[int]:
    """Return the figures that say by how much something changed: they are no amount of either year."""
    return {term.figure for term in claim.shape.numerator} if isinstance(claim.shape, Ratio) else set()


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
        yield from _beside(network, number)
        return
    for row, column in ((-1, 0), (1, 0), (0, -1), (0, 1)):
        beside = network.at.get((figure.table, figure.row + row, figure.column + column))
        if beside is not None:
            yield beside


def _beside(network: Network, number: int) -> Iterator[int]:
    """Yield the quantities printed before and after a figure in the text; years and ordinals between them are none."""
    for step in (-1, 1):
        at = number + step
        while 0 <= at < len(network.figures) and network.figures[at].nature is Nature.NOT_QUANTITY:
            at += step
        yield at
