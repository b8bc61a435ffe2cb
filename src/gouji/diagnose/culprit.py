"""Which figure is wrong: of the figures in broken claims, the one whose repair mends most and breaks least.

A first, small form of DESIGN 7: each figure of a broken claim proposes the value that would mend that claim; a proposal
scores what it mends minus what it breaks among all claims on the figure. Ties fall to the figure that the rule suspects.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.diagnose.evaluate import evaluate, rounded
from gouji.diagnose.slips import slip, slips
from gouji.model.claim import Linear, Outcome, Ratio, Sign, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from decimal import Decimal

    from gouji.model.figure import Figure

_HOLDS = frozenset((Outcome.AGREES, Outcome.ROUNDING))
_MOST_CLAIMS = 40


@dataclass(frozen=True, slots=True)
class Cause:
    """A figure held to be wrong, the value that mends it (None where unclear), and the broken verdicts it explains."""

    figure: int
    value: Decimal | None
    verdicts: tuple[Verdict, ...]


def causes(verdicts: Sequence[Verdict], figures: Sequence[Figure]) -> tuple[Cause, ...]:
    """Return one cause for each group of broken claims, in the order of the figures blamed."""
    by_figure: dict[int, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.outcome is not Outcome.UNCHECKABLE:
            for number in verdict.claim.figures:
                by_figure[number].append(verdict)
    broken = [verdict for verdict in verdicts if verdict.outcome is Outcome.DIFFERS]
    open_ = sorted(broken, key=_is_bound)  # a bound is the weakest witness: it follows what equations decide
    found: list[Cause] = []
    while open_:
        cause = _best(open_, by_figure, figures, {other.figure for other in found})
        found.append(cause)
        explained = {id(verdict) for verdict in cause.verdicts}
        open_ = [verdict for verdict in open_ if id(verdict) not in explained]
    return tuple(sorted(_needed(_joined(found), figures), key=lambda cause: cause.figure))


def _joined(found: Iterable[Cause]) -> list[Cause]:
    """Join the causes that blame one figure; the value stands only where they agree on it."""
    by_figure: dict[int, Cause] = {}
    for cause in found:
        other = by_figure.get(cause.figure)
        if other is None:
            by_figure[cause.figure] = cause
            continue
        value = cause.value if other.value is None else other.value if cause.value in {None, other.value} else None
        by_figure[cause.figure] = Cause(cause.figure, value, (*other.verdicts, *cause.verdicts))
    return list(by_figure.values())


def _needed(found: Sequence[Cause], figures: Sequence[Figure]) -> list[Cause]:
    """Leave out the causes whose claims hold once all the others are mended; those then list the claims as theirs."""
    kept = {cause.figure: cause for cause in found}
    for number in sorted(kept, key=lambda number: (len(kept[number].verdicts), number)):
        cause = kept[number]
        others = [other for other in kept.values() if other is not cause and other.value is not None]
        changed = list(figures)
        for other in others:
            changed[other.figure] = replace(figures[other.figure], value=other.value)
        if any(evaluate(verdict.claim, changed).outcome not in _HOLDS for verdict in cause.verdicts):
            continue
        del kept[number]
        for other in others:
            more = tuple(verdict for verdict in cause.verdicts if other.figure in verdict.claim.figures)
            kept[other.figure] = replace(other, verdicts=(*other.verdicts, *more))
    return list(kept.values())


def _best(
    open_: list[Verdict], by_figure: dict[int, list[Verdict]], figures: Sequence[Figure], blamed: set[int]
) -> Cause:
    first = open_[0]
    own = suspect(first)
    best: tuple[tuple[int, int], Cause] | None = None
    for number in dict.fromkeys((own, *first.claim.figures)):
        for value in _proposals(first, number, figures):
            mended, broken = _effect(number, value, by_figure[number], figures)
            still_open = tuple(verdict for verdict in mended if any(verdict is other for other in open_))
            likely = bool(slip(figures[number], value)) or (value > 0 and _copied(first, number, figures))
            shape = first.claim.shape
            guessed = isinstance(shape, Sign) or (number != own and not isinstance(shape, Linear))
            groundless = number != own and not likely and len(still_open) == 1
            if first not in still_open or groundless or len(still_open) <= guessed:
                continue
            score = len(still_open) + likely - 2 * broken - _witnesses(number, by_figure) + 2 * (number in blamed)
            if best is None or (score, int(number == own)) > best[0]:
                best = ((score, int(number == own)), Cause(number, value, still_open))
    if best:
        return best[1]
    others = [number for number in first.claim.figures if number in blamed]
    return Cause(others[0] if others else own, None, (first,))


def _proposals(verdict: Verdict, number: int, figures: Sequence[Figure]) -> Iterator[Decimal]:
    """Yield the values that may mend a claim: the one that the claim determines, else what a slip of the pen hides."""
    value = _mending(verdict, number, figures)
    if value is not None:
        yield value
    elif isinstance(verdict.claim.shape, Ratio | Sign):
        yield from slips(figures[number])


def suspect(verdict: Verdict) -> int:
    """Return the figure that the rule itself would point at."""
    claim = verdict.claim
    return claim.suspect if claim.suspect is not None else claim.figures[-1]


def _witnesses(number: int, by_figure: dict[int, list[Verdict]]) -> int:
    """Return how many claims speak for a figure as printed."""
    return sum(
        verdict.outcome in _HOLDS and verdict.claim.falsifiable and not _is_bound(verdict)
        for verdict in by_figure[number]
    )


def _is_bound(verdict: Verdict) -> bool:
    shape = verdict.claim.shape
    return isinstance(shape, Linear) and shape.at_most


def _copied(verdict: Verdict, number: int, figures: Sequence[Figure]) -> bool:
    """Whether a term of a sum repeats an amount that stands among the terms before it: a neighbour copied."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear) or shape.at_most or number == shape.result or not figures[number].amount:
        return False
    before = [term.figure for term in shape.terms if term.figure < number]
    return any(figures[other].amount == figures[number].amount for other in before)


def _mending(verdict: Verdict, number: int, figures: Sequence[Figure]) -> Decimal | None:
    """Return the printed value of this figure that would mend the claim, or None where it is not determined."""
    shape = verdict.claim.shape
    if isinstance(shape, Sign):
        return None
    if number == verdict.claim.figures[-1] and not (isinstance(shape, Linear) and shape.at_most):
        return verdict.expected
    if not isinstance(shape, Linear) or shape.at_most:
        return None
    own = [term for term in shape.terms if term.figure == number]
    if len(own) != 1 or verdict.difference is None:
        return None
    result, figure = figures[shape.result], figures[number]
    rest = sum(term.coefficient * (figures[term.figure].amount or 0) for term in shape.terms if term.figure != number)
    return rounded(((result.amount or 0) - rest) / own[0].coefficient, figure)


def _effect(
    number: int, value: Decimal, concerned: Iterable[Verdict], figures: Sequence[Figure]
) -> tuple[tuple[Verdict, ...], int]:
    """Return the broken verdicts that this value mends, and how many holding ones it breaks."""
    changed = list(figures)
    changed[number] = replace(figures[number], value=value)
    mended: list[Verdict] = []
    broken = 0
    for verdict in list(concerned)[:_MOST_CLAIMS]:
        now = evaluate(verdict.claim, changed).outcome
        if verdict.outcome is Outcome.DIFFERS and now in _HOLDS:
            mended.append(verdict)
        if verdict.outcome in _HOLDS and now is Outcome.DIFFERS:
            broken += 1
    return tuple(mended), broken
