"""What a candidate takes to believe, in bits: the slip that it asks for, who says the same, whom the rule suspects.

Every price of a hypothesis stands here; which hypotheses there are, stands in ``candidates``.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.diagnose.copies import copied, stands_elsewhere
from gouji.diagnose.evaluate import rounded
from gouji.diagnose.slips import COPIED_BACK, ON_THIS_YEAR, TO_NOTHING, WRONG_WAY, Slip, slip_of
from gouji.model.claim import Claim, Kind, Linear, Ratio, Source

if TYPE_CHECKING:
    from gouji.diagnose.network import Network
    from gouji.model.figure import Figure

BASE = 9
"""The cost in bits of any figure being wrong at all."""
_TOTAL_FOLLOWS, _CHANGE_FOLLOWS = 8, 3
"""The cost of a total, and of a difference of years, that was computed from a wrong figure."""
_SUSPECT, _LATER = 2, 1
_MENTION, _MOST_MENTIONS = 3, 12
"""What each further mention of a value speaks for it, and all of them together: errors are copied too, but not so often."""
_FIRM = 12
"""What another document's saying the same speaks for a value: as much as all that its own can say."""
_MISCALCULATED = 12
_SAID = Slip("", 9)
"""100% is no number that anybody typed wrongly: it is said by habit."""
_RATE = -4
"""Rates are worked out by hand and go wrong more often than what they are worked out from; 100% is not worked out."""
COST_ON_THIS_YEAR = BASE + _RATE + ON_THIS_YEAR.cost
_MISCALCULATED_RATE = 13
ARBITRARY = 12
"""Added where no slip explains an operand and only one claim accuses it: why this one, of all that would mend the sum?"""
_KNOWN, _REPEATED = 3, 1
"""What it is worth that the right value stands elsewhere in the document, and that the printed one does: of something else?"""
_UNDETERMINED = 14
_ZERO = Decimal(0)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A quantity and its right printed values, by figure; ``lead`` is the mention in the broken claim.

    ``determined`` is False where the value only stands for others that would do; ``follows`` says that the quantity was
    computed from another cause, ``arbitrary`` that neither a slip nor the rule's suspicion speaks for it; ``base`` are the
    figures that a rate is of, ``follow_cost`` what it would cost as a follower.
    """

    quantity: int
    lead: int
    values: tuple[tuple[int, Decimal], ...]
    slip: Slip
    cost: int
    determined: bool = True
    follows: bool = False
    arbitrary: bool = False
    base: tuple[int, ...] = ()
    follow_cost: int = 0

    @property
    def value(self) -> Decimal:
        """The right value of the lead."""
        return next(value for number, value in self.values if number == self.lead)


def made(
    network: Network, claim: Claim, lead: int, amount: Decimal, *, more: int = 0, determined: bool = True
) -> Candidate:
    """Return a figure's quantity with the amount (元 or printed unit) that would mend a claim, and what that takes to believe."""
    quantity = network.root(lead)
    mentions = network.figures_of(quantity)
    figure = network.figures[lead]
    value = rounded(amount, figure)
    whole = value * factor(figure)
    values = tuple((number, rounded(whole, network.figures[number])) for number in mentions)
    cost = 0
    if determined:
        cost += _REPEATED if stands_elsewhere(network, lead, figure.amount) else 0
        cost -= _KNOWN if stands_elsewhere(network, lead, whole) else 0
    rate = isinstance(claim.shape, Ratio) and lead == claim.shape.result
    everything = isinstance(claim.shape, Ratio) and rate and figure.value == claim.shape.scale
    found = _slip(network, claim, lead, value) if determined else _unknown(network, lead, value)
    found = _SAID if everything and determined else found
    suspected = _suspicion(network, claim) if lead == _suspect(claim) else 0
    guessed = rate and not everything  # that rates go wrong more often is known already
    cost += min(found.cost, _cap(claim, lead)) + more
    cost += TO_NOTHING if figure.value and value * figure.value <= 0 and found != WRONG_WAY else 0
    cost += min(_MENTION * (len(mentions) - 1), _MOST_MENTIONS) + (_FIRM if quantity in network.firm else 0)
    cost -= 0 if guessed else suspected
    cost += _RATE if guessed else 0
    return Candidate(
        quantity,
        lead,
        values,
        found,
        BASE + cost,
        determined=determined,
        arbitrary=not (suspected or found.name or _outnumbered(network, claim, lead)),
        base=_base(claim, lead),
        follow_cost=_CHANGE_FOLLOWS if claim.kind is Kind.CHANGE else _TOTAL_FOLLOWS,
    )


def _outnumbered(network: Network, claim: Claim, lead: int) -> bool:
    """Whether a figure stands alone in an equality, or a table's sum of one, whose other side is printed in several places."""
    if claim.kind is not Kind.EQUAL and claim.source is not Source.TABLE:
        return False
    others = {network.root(number) for number in claim.figures} - {network.root(lead)}
    said = [len(network.figures_of(other)) for other in others if network.figures[other].value]
    return len(others) == 1 and len(network.figures_of(network.root(lead))) == 1 and sum(said) > 1


def _slip(network: Network, claim: Claim, lead: int, value: Decimal) -> Slip:
    """Return the cheaper of a slip of digits and a number taken from elsewhere; no total is copied from the part after it."""
    figure = network.figures[lead]
    if lead in network.directed and figure.value and value == -figure.value:
        return WRONG_WAY
    digits = slip_of(figure, value)
    other = copied(network, lead, value) if value > 0 else None
    other = None if other == COPIED_BACK and lead == claim.figures[-1] else other
    return other if other is not None and other.cost < digits.cost else digits


def _unknown(network: Network, lead: int, about: Decimal) -> Slip:
    """Return how a figure may have gone wrong whose right value is only known to lie about here: copied, or who knows how."""
    other = copied(network, lead, about) if about > 0 and about != network.figures[lead].value else None
    return Slip("", _UNDETERMINED) if other in {None, COPIED_BACK} else other


def _cap(claim: Claim, lead: int) -> int:
    """Return what a wrong result of a calculation costs at most: it need not be a slip of the pen."""
    if lead != claim.figures[-1] or not is_computed(claim):
        return 10**9
    return _MISCALCULATED_RATE if isinstance(claim.shape, Ratio) else _MISCALCULATED


def is_computed(claim: Claim) -> bool:
    """Whether somebody worked the result out from the others; what is left of a constant is only one of its parts."""
    return claim.kind is not Kind.EQUAL and not is_bound(claim) and not _constant(claim)


def _constant(claim: Claim) -> Decimal:
    return claim.shape.constant if isinstance(claim.shape, Linear) else _ZERO


def _suspect(claim: Claim) -> int | None:
    """Return the figure that the rule points at; of parts that must make a constant it points at none."""
    if _constant(claim):
        return None
    return claim.suspect if claim.suspect is not None else claim.figures[-1]


def _base(claim: Claim, lead: int) -> tuple[int, ...]:
    shape = claim.shape
    rate = isinstance(shape, Ratio) and lead == shape.result
    return tuple(sorted(term.figure for term in shape.denominator)) if isinstance(shape, Ratio) and rate else ()


def _suspicion(network: Network, claim: Claim) -> int:
    """Return what the rule's own suspicion is worth: of two mentions in like places hardly anything."""
    tables = {network.figures[number].table is None for number in claim.figures}
    return _LATER if claim.kind is Kind.EQUAL and len(tables) == 1 else _SUSPECT


def is_bound(claim: Claim) -> bool:
    """Whether a claim says at most, and no more."""
    return isinstance(claim.shape, Linear) and claim.shape.at_most


def factor(figure: Figure) -> Decimal:
    """Return what one of a figure's printed unit is, in 元 for money."""
    return figure.unit.factor if figure.unit else Decimal(1)
