"""What may be wrong in a broken claim: its quantities, and the values that would mend it.

A linear claim determines each of its quantities. A rate is determined by what it is computed from; an operand of a rate only
within the rate's rounding, where a slip of the pen may pick the value. A bound determines nothing: it asks for a slip too.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.diagnose.slips import (
    ON_THIS_YEAR,
    SHIFTED,
    SWAPPED,
    TOO_MANY,
    UNIT,
    Slip,
    informative,
    slip_of,
    slips,
)
from gouji.diagnose.weighing import COST_ON_THIS_YEAR, Candidate, factor, is_computed, made
from gouji.model.claim import Claim, Kind, Linear, Ratio, Sign, Term

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from gouji.diagnose.network import Network, Overlay

_WITHIN_ROUNDING = 2
_SHARP = {UNIT: 4, SHIFTED: 5, SWAPPED: 8, TOO_MANY: 10}
_SHARPEST = 11
"""So many bits of a value must a rate fix before a slip found through it is no coincidence: digits may change in many ways."""
_NEAR = (1, -1, 2, -2)
_ZERO = Decimal(0)


def candidates(network: Network, index: int, overlay: Overlay, wanted: Collection[int]) -> Iterator[Candidate]:
    """Yield the candidates of a broken claim among the wanted quantities; each of these, and the claim, is one step."""
    claim = network.claims[index]
    leads = _leads(network, claim, wanted)
    network.steps.take(1 + len(leads))
    shape = claim.shape
    if isinstance(shape, Ratio):
        for lead in leads:
            yield from _of_rate(network, index, lead, shape, overlay)
    elif isinstance(shape, Sign) and shape.expected == 0:
        yield from _of_zero_sign(network, index, leads, shape, overlay)
    elif isinstance(shape, Linear):
        balances = [_balance(network, other, overlay) for other in _readings(claim)]
        for lead in leads:
            found = _of_bound if shape.at_most else _of_sum
            made = found(network, claim, lead, balances, overlay)
            yield from map(_following, made) if _follows(network, index, lead) else made


def _leads(network: Network, claim: Claim, wanted: Collection[int]) -> list[int]:
    """Return the first mention in a claim of each wanted quantity."""
    first: dict[int, int] = {}
    for number in claim.figures:
        quantity = network.root(number)
        if quantity in wanted:
            first.setdefault(quantity, number)
    return list(first.values())


def _readings(claim: Claim) -> Iterator[Linear]:
    """Yield the linear readings that concern the same figures."""
    for shape in (claim.shape, *claim.alternatives):
        if isinstance(shape, Linear) and {shape.result, *(term.figure for term in shape.terms)} == set(claim.figures):
            yield shape


def _follows(network: Network, index: int, lead: int) -> bool:
    """Whether a figure was computed by a claim that a cause has broken: it was computed from the wrong figure."""
    claim = network.claims[index]
    return is_computed(claim) and network.holds[index] and network.root(claim.figures[-1]) == network.root(lead)


def _following(found: Candidate) -> Candidate:
    return replace(found, slip=Slip("", 0), cost=found.follow_cost, follows=True, arbitrary=False, base=())


@dataclass(frozen=True, slots=True)
class _Balance:
    """The result less the sum of the terms, in 元 for money; and by quantity its weight in that and its own part of it."""

    gap: Decimal
    parts: Mapping[int, tuple[Decimal, Decimal]]

    def solved(self, quantity: int) -> Decimal | None:
        """Return the amount of a quantity that makes both sides equal."""
        weight, own = self.parts[quantity]
        return (own - self.gap) / weight if weight else None


def _balance(network: Network, shape: Linear, overlay: Overlay) -> _Balance:
    turned = (Term(term.figure, -term.coefficient) for term in shape.terms)
    balance = _summed(network, (*turned, Term(shape.result)), overlay)
    return replace(balance, gap=balance.gap - shape.constant)


def _summed(network: Network, terms: Iterable[Term], overlay: Overlay) -> _Balance:
    gap = _ZERO
    parts: dict[int, tuple[Decimal, Decimal]] = {}
    for term in terms:
        amount = term.coefficient * (overlay[term.figure].amount or _ZERO)
        quantity = network.root(term.figure)
        weight, own = parts.get(quantity, (_ZERO, _ZERO))
        parts[quantity] = weight + term.coefficient, own + amount
        gap += amount
    return _Balance(gap, parts)


def _of_sum(
    network: Network, claim: Claim, lead: int, balances: Iterable[_Balance], overlay: Overlay
) -> Iterator[Candidate]:
    for balance in balances:
        amount = balance.solved(network.root(lead))
        if amount is None:
            continue
        exact = made(network, claim, lead, amount)
        yield exact
        figure = network.figures[lead]
        if not informative(figure, exact.slip):
            yield from _near(network, claim, lead, amount, sum((overlay[n].slack for n in claim.figures), _ZERO))


def _near(network: Network, claim: Claim, lead: int, amount: Decimal, slack: Decimal) -> Iterator[Candidate]:
    """Yield the values that rounding of the other figures allows where a slip explains them."""
    figure = network.figures[lead]
    step = figure.step * factor(figure)
    for steps in _NEAR:
        if abs(steps) * step <= slack:
            found = made(network, claim, lead, amount + steps * step, more=_WITHIN_ROUNDING)
            if informative(figure, found.slip):
                yield found


def _of_rate(network: Network, index: int, lead: int, shape: Ratio, overlay: Overlay) -> Iterator[Candidate]:
    claim = network.claims[index]
    if network.root(shape.result) == network.root(lead):
        verdict = network.try_(index, overlay)
        if verdict.expected is not None:
            rate = verdict.expected * factor(network.figures[lead])
            # A share of more than all mends nothing: then the part or the whole is wrong.
            more_than_all = claim.kind is Kind.SHARE and verdict.expected > shape.scale
            found = made(network, claim, lead, rate, determined=not more_than_all)
            less = found.cost - COST_ON_THIS_YEAR if _on_this_year(claim, shape, overlay) else 0
            yield replace(found, slip=ON_THIS_YEAR, cost=found.cost - less) if less > 0 else found
        return
    amount = _from_last_year(claim, shape, lead, overlay)
    if amount is not None:
        yield made(network, claim, lead, amount)
    twin = _twin(network, shape, lead, overlay)
    if twin is not None:
        yield made(network, claim, lead, twin)
    reach = _reach(network, claim, lead, shape, overlay)
    if reach is None:
        return
    low, high = reach
    yield from _searched(network, claim, lead, low, high)
    yield made(network, claim, lead, (low + high) / 2, determined=False)


def _on_this_year(claim: Claim, shape: Ratio, overlay: Overlay) -> bool:
    """Whether a rate of change was worked out on the current year's value instead of the former one's."""
    now, change = _now_and_change(claim, shape)
    rate = overlay[shape.result]
    if now is None or change is None or not overlay[now].amount or rate.value is None:
        return False
    quotient = (overlay[change].amount or _ZERO) / (overlay[now].amount or _ZERO) * shape.scale
    return quotient.quantize(rate.step, rounding=ROUND_HALF_UP) == rate.value


def _twin(network: Network, shape: Ratio, lead: int, overlay: Overlay) -> Decimal | None:
    """Return the other amount of a rate of exactly 100%: the two are one amount, to the digit."""
    if overlay[shape.result].value != shape.scale or len(shape.numerator) != 1 or len(shape.denominator) != 1:
        return None
    above, below = shape.numerator[0].figure, shape.denominator[0].figure
    return overlay[below if network.root(lead) == network.root(above) else above].amount


def _from_last_year(claim: Claim, shape: Ratio, lead: int, overlay: Overlay) -> Decimal | None:
    """Return the amount of this year where what is printed is last year's: that and the change."""
    now, change = _now_and_change(claim, shape)
    if now is None or change is None or lead != now:
        return None
    weight = next(term.coefficient for term in shape.denominator if term.figure == change)
    return (overlay[now].amount or _ZERO) - weight * (overlay[change].amount or _ZERO)


def _now_and_change(claim: Claim, shape: Ratio) -> tuple[int | None, int | None]:
    """Return the figures of the value and of its change where the former value is latent (now - change)."""
    changes = {term.figure for term in shape.numerator}
    now = [term.figure for term in shape.denominator if term.figure not in changes]
    latent = [term.figure for term in shape.denominator if term.figure in changes]
    fits = claim.kind is Kind.CHANGE and len(changes) == len(now) == len(latent) == 1
    return (now[0], latent[0]) if fits else (None, None)


def _of_zero_sign(
    network: Network, index: int, leads: Iterable[int], shape: Sign, overlay: Overlay
) -> Iterator[Candidate]:
    """Yield the values that make 持平 true."""
    balance = _summed(network, shape.terms, overlay)
    for lead in leads:
        amount = balance.solved(network.root(lead))
        if amount is not None:
            yield made(network, network.claims[index], lead, amount)


def _of_bound(
    network: Network, claim: Claim, lead: int, balances: Sequence[_Balance], overlay: Overlay
) -> Iterator[Candidate]:
    """Yield what satisfies a bound: a part may be anything down to nothing, a whole up to ten times its parts."""
    del overlay
    amount = balances[0].solved(network.root(lead))
    if amount is None or amount < 0:
        return
    span = (amount, amount * 10) if lead == claim.figures[-1] else (_ZERO, amount)
    yield from _searched(network, claim, lead, *span)
    yield made(network, claim, lead, amount, determined=False)


def _searched(network: Network, claim: Claim, lead: int, low: Decimal, high: Decimal) -> Iterator[Candidate]:
    """Yield the amounts between two limits that a slip may have spoilt; wide limits prove little."""
    figure = network.figures[lead]
    unit = factor(figure)
    sharpness = int((low + high) / (high - low) / 2).bit_length() if high > low else _SHARPEST
    for value in slips(figure):
        if low <= value * unit <= high:
            more = max(0, _SHARP.get(slip_of(figure, value), _SHARPEST) - sharpness)
            yield made(network, claim, lead, value * unit, more=more)


def _reach(network: Network, claim: Claim, lead: int, shape: Ratio, overlay: Overlay) -> tuple[Decimal, Decimal] | None:
    """Return the amounts of an operand between which the quotient rounds to the printed rate; None where none do."""
    quantity, rate = network.root(lead), overlay[shape.result]
    none = (_ZERO, _ZERO)
    above, below = (_summed(network, terms, overlay) for terms in (shape.numerator, shape.denominator))
    above_weight, above_own = above.parts.get(quantity, none)
    below_weight, below_own = below.parts.get(quantity, none)
    if rate.value is None:
        return None
    ends: list[Decimal] = []
    for value in (rate.value - rate.step / 2, rate.value + rate.step / 2):
        quotient = value / shape.scale
        weight = above_weight - quotient * below_weight
        if not weight:
            return None
        ends.append((quotient * (below.gap - below_own) - above.gap + above_own) / weight)
    blur = sum((overlay[number].slack for number in claim.figures[:-1]), _ZERO)
    return (min(ends) - blur, max(ends) + blur) if max(ends) > 0 else None
