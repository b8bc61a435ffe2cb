"""Where a list is complete after all: it adds up, or is off by one slip of the pen.

Lists of a government's table may leave lines out (secret ones, those of past years), and so may those of 科目 in running text: a total
that differs proves nothing by itself. Where one slip in one figure mends it, it is that slip: what a line left out is short of has no reason to look
like one. A government's table must hold in two other columns besides.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.slips import informative, slip_of
from gouji.model.claim import Claim, Linear, Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.model.figure import Figure

_RULES = frozenset(("SU202", "SU203"))
_TOLD = "SU107"
_WITNESSES = 2
_LEAST = 3
_OFF = 2
_LITTLE = 100
_Row = tuple[str, int | None, int | None]


def sure_lists(extraction: Extraction, claims: Sequence[Claim]) -> list[Claim]:
    """Return the claims, those on lists certain where something bears the list out."""
    rows: dict[_Row, list[int]] = defaultdict(list)
    told: list[int] = []
    for at, claim in enumerate(claims):
        if not claim.certain and isinstance(claim.shape, Linear):
            if claim.rule == _TOLD:
                told.append(at)
            elif claim.rule in _RULES and extraction.governmental:
                result = extraction.figures[claim.shape.result]
                rows[claim.rule, result.table, result.row].append(at)
    sure = {at for found in rows.values() for at in _one_off(extraction, claims, found)}
    sure.update(at for at in told if _adds_up(extraction.figures, claims[at]))
    return [replace(claim, certain=True) if at in sure else claim for at, claim in enumerate(claims)]


def _one_off(extraction: Extraction, claims: Sequence[Claim], row: Sequence[int]) -> Iterator[int]:
    """Yield the claim of the one column of a total that breaks, if the others hold and a slip explains it."""
    figures = extraction.figures
    verdicts = {at: evaluate(replace(claims[at], certain=True), figures) for at in row}
    broken = [at for at, verdict in verdicts.items() if verdict.outcome is Outcome.DIFFERS]
    held = {_amounts(figures, claims[at]) for at in row if at not in broken and len(claims[at].figures) > _LEAST}
    if len(broken) == 1 and len(held) >= _WITNESSES and _is_slip(figures, verdicts[broken[0]]):
        yield broken[0]


def _adds_up(figures: Sequence[Figure], claim: Claim) -> bool:
    """Whether a list told in running text gives its total, but for a slip.

    What is missing must be more than little, which looks like many a slip, and stand nowhere else: it may be an item's that was not taken in.
    """
    verdict = evaluate(replace(claim, certain=True), figures)
    if verdict.outcome is not Outcome.DIFFERS or verdict.difference is None:
        return verdict.outcome in {Outcome.AGREES, Outcome.ROUNDING}
    total = figures[claim.figures[-1]]
    gap, slack = abs(verdict.difference), total.step * _OFF
    factor = total.unit.factor if total.unit else 1
    elsewhere = any(abs(abs(figure.amount or Decimal(0)) - gap * factor) <= slack * factor for figure in figures)
    return gap >= total.step * _LITTLE and not elsewhere and _is_slip(figures, verdict)


def _amounts(figures: Sequence[Figure], claim: Claim) -> tuple[Decimal | None, ...]:
    return tuple(figures[number].amount for number in claim.figures)


def _is_slip(figures: Sequence[Figure], verdict: Verdict) -> bool:
    """Whether one figure, put right by a slip of digits, makes the sum hold but for what rounding leaves."""
    shape = verdict.claim.shape
    if not isinstance(shape, Linear) or verdict.difference is None:
        return False
    result = figures[shape.result]
    concerned = [(result, Decimal(-1)), *((figures[term.figure], term.coefficient) for term in shape.terms)]
    offs = [result.step * off for off in range(-_OFF, _OFF + 1)]
    return any(
        informative(figure, slip_of(figure, right))
        for figure, sign in concerned
        for off in offs
        if figure.value is not None and (right := figure.value + sign * (verdict.difference + off)) > 0
    )
