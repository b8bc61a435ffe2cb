"""The one cell of a government's table in which a sum breaks that everything around it bears out.

A government's lists may leave lines out (secret ones, those that had money last year only), so that a sum that breaks there proves
nothing by itself. It does where the same lines add up in all other columns and here are more than their total, or stand in a column
that adds up everywhere else; and where columns add up in all other rows.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from gouji.model.claim import Linear

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.relation import Relation
    from gouji.model.claim import Claim

_FEW = 3
_MANY = 5


def lone_breaks(
    extraction: Extraction, made: Sequence[tuple[Claim, Relation]], sound: Sequence[bool]
) -> frozenset[int]:
    """Return the positions of the broken claims of one form that stand alone among claims that hold."""
    rows: dict[object, list[int]] = defaultdict(list)
    columns: dict[object, Counter[bool]] = defaultdict(Counter)
    for at, ((claim, relation), good) in enumerate(zip(made, sound, strict=True)):
        if any(extraction.figures[number].value for number in claim.figures):
            rows[_row(relation)].append(at)
            columns[relation.result.column][good] += 1
    found: set[int] = set()
    for at, ((claim, relation), good) in enumerate(zip(made, sound, strict=True)):
        if good or relation.at_most:
            continue
        column = columns[relation.result.column]
        if along(relation):
            lone = column[False] == 1 and column[True] >= _FEW
        else:
            others = [other for other in rows[_row(relation)] if other != at]
            witnesses = [other for other in others if sound[other] and _covers(extraction, made[other], made[at])]
            steady = column[False] == 1 and column[True] >= _MANY
            lone = bool(witnesses) and all(sound[other] for other in others) and (steady or _exceeds(extraction, claim))
        if lone:
            found.add(at)
    return frozenset(found)


def _covers(extraction: Extraction, witness: tuple[Claim, Relation], broken: tuple[Claim, Relation]) -> bool:
    """Whether every line that is something in the broken sum is something in the witness too."""
    return _lines(extraction, broken) <= _lines(extraction, witness)


def _lines(extraction: Extraction, made: tuple[Claim, Relation]) -> frozenset[tuple[int, int | None]]:
    numbers = made[0].figures[:-1]
    figures = [extraction.figures[number] for number in numbers]
    return frozenset((figure.table or 0, figure.row) for figure in figures if figure.value)


def along(relation: Relation) -> bool:
    """Whether a relation runs along a row, over columns."""
    return all(spot.row == relation.result.row for spot, _ in relation.parts)


def _row(relation: Relation) -> tuple[object, ...]:
    return (relation.result.table, relation.result.row, len(relation.parts))


def _exceeds(extraction: Extraction, claim: Claim) -> bool:
    """Whether the parts are more than their total, none of them below zero: no line left out explains that."""
    shape = claim.shape
    if not isinstance(shape, Linear):
        return False
    figures = [extraction.figures[term.figure] for term in shape.terms]
    if any((figure.amount or 0) < 0 for figure in figures) or any(term.coefficient < 0 for term in shape.terms):
        return False
    total = sum((figure.amount or 0) for figure in figures)
    return total > (extraction.figures[shape.result].amount or 0)
