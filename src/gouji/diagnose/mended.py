"""Which broken claims a text rule's own repair mends: they stand under its finding and ask for no other cause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.network import HOLDS, Overlay
from gouji.model.claim import Linear, Outcome, Source, Verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.model.figure import Figure
    from gouji.rules.rule import Mend


def mended(mend: Mend, verdicts: Sequence[Verdict], figures: Sequence[Figure]) -> tuple[Verdict, ...]:
    """Return the broken verdicts that hold once the repair is made."""
    values = dict(mend.values)
    overlay = Overlay(figures, values)
    return tuple(
        verdict
        for verdict in verdicts
        if verdict.outcome is Outcome.DIFFERS
        and (
            evaluate(verdict.claim, overlay).outcome in HOLDS
            if values.keys() & set(verdict.claim.figures)
            else _lacks(mend, verdict, figures)
        )
    )


def _lacks(mend: Mend, verdict: Verdict, figures: Sequence[Figure]) -> bool:
    """Whether a sum down the blank cell's column lacks just what belongs there."""
    shape = verdict.claim.shape
    if mend.blank is None or verdict.claim.source is not Source.TABLE or not isinstance(shape, Linear):
        return False
    table, _, column, amount = mend.blank
    concerned = [figures[number] for number in verdict.claim.figures]
    if any((figure.table, figure.column) != (table, column) for figure in concerned):
        return False
    gap = (figures[shape.result].amount or 0) - sum(
        term.coefficient * (figures[term.figure].amount or 0) for term in shape.terms
    )
    return abs(gap - amount) <= sum(figure.slack for figure in concerned)
