"""What the rules on performance tables share: from the points of a table to claims about them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import figure_of
from gouji.model.claim import Claim, Kind, Linear, Ratio, Source, Term
from gouji.model.figure import comparable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.evaluation import Amount, Evaluation
    from gouji.model.figure import Figure


def figures(extraction: Extraction, table: Evaluation, amounts: Sequence[Amount]) -> list[Figure]:
    """Return the figures of these amounts; none at all where one of them is no exact figure or of another unit."""
    found = [figure for amount in amounts if (figure := figure_of(extraction, table.table, amount)) is not None]
    sound = len(found) == len(amounts) and all(comparable(found[0], figure) for figure in found)
    return found if sound else []


def claim(rule: str, kind: Kind, *shapes: Linear | Ratio, suspect: int | None = None) -> Claim:
    """Return the claim of a table in its readings, the likeliest first; it stands at its result."""
    first = shapes[0]
    at_most = isinstance(first, Linear) and first.at_most
    return Claim(rule, kind, Source.TABLE, first, 0, 0, suspect, falsifiable=not at_most, alternatives=shapes[1:])


def rest_of(full: Decimal, parts: Sequence[Figure]) -> Linear:
    """Return the shape of parts that make up ``full``, which nobody printed: the last is what the others leave of it."""
    *others, last = parts
    return Linear(tuple(Term(part.id, Decimal(-1)) for part in others), last.id, constant=full)
