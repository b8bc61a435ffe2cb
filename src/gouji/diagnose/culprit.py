"""Which figure is wrong: of the figures in broken claims, the one whose repair mends most and breaks least.

A first, small form of DESIGN 7: each figure of a broken claim proposes the value that would mend that claim; a proposal
scores what it mends minus what it breaks among all claims on the figure. Ties fall to the figure that the rule suspects.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.diagnose.evaluate import evaluate, rounded
from gouji.model.claim import Linear, Outcome, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
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
    open_ = [verdict for verdict in verdicts if verdict.outcome is Outcome.DIFFERS]
    found: list[Cause] = []
    while open_:
        cause = _best(open_, by_figure, figures)
        found.append(cause)
        explained = {id(verdict) for verdict in cause.verdicts}
        open_ = [verdict for verdict in open_ if id(verdict) not in explained]
    return tuple(sorted(found, key=lambda cause: cause.figure))


def _best(open_: list[Verdict], by_figure: dict[int, list[Verdict]], figures: Sequence[Figure]) -> Cause:
    first = open_[0]
    best: tuple[float, int, Cause] | None = None
    for number in dict.fromkeys((suspect(first), *first.claim.figures)):
        value = _mending(first, number, figures)
        if value is None:
            continue
        mended, broken = _effect(number, value, by_figure[number], figures)
        still_open = tuple(verdict for verdict in mended if any(verdict is other for other in open_))
        score = len(still_open) - 2 * broken - _witnesses(number, by_figure)
        preferred = 1 if number == suspect(first) else 0
        if best is None or (score, preferred) > best[:2]:
            best = (score, preferred, Cause(number, value, still_open or (first,)))
    return best[2] if best else Cause(suspect(first), None, (first,))


def suspect(verdict: Verdict) -> int:
    """Return the figure that the rule itself would point at."""
    claim = verdict.claim
    return claim.suspect if claim.suspect is not None else claim.figures[-1]


def _witnesses(number: int, by_figure: dict[int, list[Verdict]]) -> int:
    """Return how many claims speak for a figure as printed."""
    return sum(verdict.outcome in _HOLDS and verdict.claim.falsifiable for verdict in by_figure[number])


def _mending(verdict: Verdict, number: int, figures: Sequence[Figure]) -> Decimal | None:
    """Return the printed value of this figure that would mend the claim, or None where it is not determined."""
    shape = verdict.claim.shape
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
