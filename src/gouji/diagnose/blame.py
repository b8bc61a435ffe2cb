"""Of figures that disagree across documents, the one to blame.

Two or more other documents contradict it, and all alike; or calculations of its own document bear out the one figure and
nothing the other.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.diagnose.evaluate import rounded
from gouji.diagnose.findings import proves
from gouji.model.claim import Kind, Linear, Outcome, Verdict
from gouji.model.finding import Beside, Severity
from gouji.rules.beside import Tie

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.diagnose.checked import Checked
    from gouji.model.ledger import Ledger, Mention

Judged = tuple[Tie, Verdict]
_ZERO = Decimal(0)
_WITNESSES = 2


@dataclass(frozen=True, slots=True)
class Culprit:
    """A figure held to be wrong, what the others say it should be (in its printed unit), and who they are."""

    rule: str
    severity: Severity
    of: Ledger
    at: Mention
    value: Decimal
    witnesses: tuple[Beside, ...]
    workings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Charge:
    """What one broken tie says of one of its figures."""

    judged: Judged
    at: Mention
    of: Ledger
    value: Decimal
    by: Beside


def culprits(judged: Sequence[Judged]) -> tuple[list[Culprit], list[Judged]]:
    """Return the figures to blame, and the ties that they do not explain."""
    charges: dict[tuple[object, ...], list[_Charge]] = defaultdict(list)
    for item in judged:
        if item[1].outcome is Outcome.DIFFERS:
            for charge in _charges(item):
                charges[(*charge.at.source, charge.at.figure.amount)].append(charge)
    found: list[Culprit] = []
    explained: set[int] = set()
    for same in sorted(charges.values(), key=lambda same: (-len(same), same[0].at.source, same[0].at.place.start)):
        open_ = [charge for charge in same if id(charge.judged) not in explained]
        culprit = _culprit(open_)
        if culprit is not None:
            found.append(culprit)
            explained.update(id(charge.judged) for charge in open_)
    return found, [item for item in judged if id(item) not in explained]


def _culprit(charges: Sequence[_Charge]) -> Culprit | None:
    """Return the culprit where witnesses from several documents agree on one value."""
    if len({(charge.by.place.document, charge.by.place.part) for charge in charges}) < _WITNESSES:
        return None
    first = min(charges, key=lambda charge: charge.at.place.start)
    if any(abs(charge.value - first.value) > first.at.figure.step for charge in charges):
        return None
    rules = sorted(
        charges, key=lambda charge: (charge.judged[0].severity is Severity.NOTE, charge.judged[0].claim.rule)
    )
    return Culprit(
        rules[0].judged[0].claim.rule,
        rules[0].judged[0].severity,
        first.of,
        first.at,
        first.value,
        tuple(dict.fromkeys(charge.by for charge in charges)),
        tuple(dict.fromkeys(charge.judged[1].working for charge in charges)),
    )


def turned(tie: Tie, verdict: Verdict) -> Culprit | None:
    """Return the other document's figure as the one to blame, where the home document's is computed and that one only said."""
    if not tie.either or tie.severity is Severity.NOTE:
        return None
    own, other = tie.mentions[0], tie.mentions[-1]
    if not own.computed or other.computed:
        return None
    charge = next((charge for charge in _charges((tie, verdict)) if charge.at == other), None)
    if charge is None:
        return None
    working = (verdict.working,)
    return Culprit(tie.claim.rule, tie.severity, charge.of, charge.at, charge.value, (charge.by,), working)


def computed(checked: Checked) -> frozenset[int]:
    """Return the figures that calculations of their own document bear out: all mentions of an amount that is a sum, or in a rate."""
    if checked.extraction is None:
        return frozenset()
    figures = checked.extraction.figures
    own = {
        number
        for verdict in checked.verdicts
        if verdict.claim.kind is not Kind.EQUAL and proves(verdict, figures)
        for number in verdict.claim.figures
    }
    for quantity in checked.extraction.quantities:
        amounts = {figures[number].amount for number in quantity.mentions if number in own}
        own.update(number for number in quantity.mentions if figures[number].amount in amounts)
    return frozenset(own)


def charged(tie: Tie, verdict: Verdict) -> Decimal | None:
    """Return what a broken equality says the home document's figure should be, in its printed unit.

    None where it says none: several readings may each ask for another value.
    """
    own = tie.mentions[0]
    asked: set[Decimal] = set()
    for shape in (verdict.claim.shape, *verdict.claim.alternatives):
        read = replace(verdict, claim=replace(verdict.claim, shape=shape, alternatives=()))
        asked.update(charge.value for charge in _charges((tie, read)) if charge.at == own)
    return asked.pop() if len(asked) == 1 else None


def _charges(item: Judged) -> Iterator[_Charge]:
    """Yield, for the value itself on either side of a broken equality, what the other side says it should be."""
    tie, verdict = item
    shape = verdict.claim.shape
    if not isinstance(shape, Linear) or shape.at_most or verdict.claim.alternatives or tie.more:
        return
    amounts = (term.coefficient * (tie.mentions[term.figure].figure.amount or _ZERO) for term in shape.terms)
    left = sum(amounts, shape.constant)
    own, other = tie.mentions[shape.terms[0].figure], tie.mentions[shape.result]
    right = other.figure.amount or _ZERO
    kind = tie.claim.kind
    yield _Charge(item, other, tie.other, _printed(left, other), Beside(kind, tie.home.title, own.place, own.line))
    should = (own.figure.amount or _ZERO) + right - left
    yield _Charge(item, own, tie.home, _printed(should, own), Beside(kind, tie.other.title, other.place, other.line))


def _printed(amount: Decimal, like: Mention) -> Decimal:
    """Return an amount as the figure would print it."""
    return rounded(amount, like.figure)
