"""From the relations that a table's form states to claims about its figures.

A relation that the form itself states (codes, 合计 over a plain list) is claimed as it is. One that we read from the header
accuses only where its rows bear it out in a clear majority: where most rows break, it is our reading that is at fault, not the
document. One that we read from order or indentation can verify, never accuse. Even stated relations of one form fall silent
together when more of them break than hold.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.tables.words import clean, is_nil
from gouji.model.claim import Claim, Kind, Linear, Ratio, Sign, Source, Term
from gouji.model.figure import Figure, Nature
from gouji.rules.lone import lone_breaks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.relation import Relation
    from gouji.extract.tables.tree import Spot

_MOST = Decimal("0.75")
_FEW = 3
_ZERO = Decimal(0)
_SIGNS = {1: Decimal(1), -1: Decimal(-1)}
Below = "Mapping[Spot, list[Spot]]"


class Unclear(Exception):  # noqa: N818  no error: the relation is dropped
    """A cell whose content is no single exact figure."""


def claims(
    extraction: Extraction,
    relations: Iterable[Relation],
    rule: str,
    kind: Kind = Kind.SUM,
    below: Mapping[Spot, list[Spot]] | None = None,
) -> Iterator[Claim]:
    """Yield the claims of those relations that stand (see above); ``below`` gives the cells that stand for a blank one."""
    groups: dict[tuple[object, ...], list[tuple[Claim, Relation]]] = defaultdict(list)
    for relation in relations:
        claim = _claim(extraction, relation, rule, kind, below or {})
        if claim is not None:
            groups[relation.group].append((claim, relation))
    for made in groups.values():
        yield from _standing(extraction, made)


def _standing(extraction: Extraction, made: list[tuple[Claim, Relation]]) -> Iterator[Claim]:
    sound = [holds(extraction, claim) for claim, _ in made]
    doubtful = borne_out = False
    if not all(sound) or not all(relation.stated for _, relation in made):
        held = len({_values(extraction, claim) for (claim, _), good in zip(made, sound, strict=True) if good})
        broken = len({_values(extraction, claim) for (claim, _), good in zip(made, sound, strict=True) if not good})
        doubtful = broken >= _FEW and broken > held
        borne_out = held >= _FEW and held >= _MOST * (held + broken)
    partial = _leaves_out(extraction)
    lone = lone_breaks(extraction, made, sound) if extraction.governmental else frozenset()
    for at, ((claim, relation), good) in enumerate(zip(made, sound, strict=True)):
        accuses = (relation.stated and not doubtful) or (relation.majority and borne_out)
        if (accuses and (relation.printed or not partial)) or at in lone:
            yield claim
        elif good or extraction.governmental:
            yield replace(claim, certain=False)


def _leaves_out(extraction: Extraction) -> bool:
    """Whether lists may leave lines out: a government's budgets do (secret ones, those of past years), its audits do not."""
    audits = all(part.kind == "work_report" for part in extraction.parts)
    return extraction.governmental and not audits


def _values(extraction: Extraction, claim: Claim) -> tuple[Decimal | None, ...]:
    """Return the amounts of a claim: the same ones again in the next column (合计, 当年, 人员经费) are one witness, not three."""
    return tuple(extraction.figures[number].amount for number in claim.figures)


def holds(extraction: Extraction, claim: Claim) -> bool:
    """Whether a linear claim, in any of its readings, holds within the rounding of its figures."""
    return any(_shape_holds(extraction, shape) for shape in (claim.shape, *claim.alternatives))


def _shape_holds(extraction: Extraction, shape: Linear | Ratio | Sign) -> bool:
    if not isinstance(shape, Linear):
        return True
    figures = extraction.figures
    result = figures[shape.result]
    gap = shape.constant - (result.amount or _ZERO)
    for number, coefficient in shape.terms:
        gap += coefficient * (figures[number].amount or _ZERO)
    if not gap or (shape.at_most and gap < 0):
        return True  # whatever the rounding
    reach = result.slack
    for number, coefficient in shape.terms:
        reach += abs(coefficient) * figures[number].slack
    return gap <= reach if shape.at_most else abs(gap) <= reach


def figure_at(extraction: Extraction, spot: Spot) -> Figure | None:
    """Return the one exact figure of a cell, None for a blank one; raises Unclear for anything else."""
    figures = extraction.figures
    found = [figures[number] for number in extraction.in_cell.get(spot, ())]
    found = [figure for figure in found if figure.nature is not Nature.NOT_QUANTITY]
    if len(found) == 1 and found[0].exact:
        return found[0]
    if found or not _blank(extraction, spot):
        raise Unclear
    return None


def _blank(extraction: Extraction, spot: Spot) -> bool:
    table, row, column = spot
    cell = extraction.document.tables[table].at.get((row, column))
    if cell is None or cell.start == cell.end or (cell.row, cell.column) != (row, column):
        return True
    return is_nil(clean(extraction.document.text[cell.start : cell.end]))


def _terms(
    extraction: Extraction, parts: Iterable[tuple[Spot, int]], below: Mapping[Spot, list[Spot]]
) -> Iterator[Term]:
    for spot, sign in parts:
        figure = figure_at(extraction, spot)
        if figure is not None:
            yield Term(figure.id, _SIGNS[sign])
        else:
            yield from _terms(extraction, [(under, sign) for under in below.get(spot, ())], below)


def _claim(
    extraction: Extraction, relation: Relation, rule: str, kind: Kind, below: Mapping[Spot, list[Spot]]
) -> Claim | None:
    try:
        result = figure_at(extraction, relation.result)
        readings = [tuple(_terms(extraction, parts, below)) for parts in (relation.parts, *relation.alternatives)]
    except Unclear:
        return None
    terms = readings[0]
    if result is None or not terms or any(term.figure == result.id for term in terms):
        return None
    concerned = [result, *(extraction.figures[term.figure] for reading in readings for term in reading)]
    if len({figure.unit.dimension if figure.unit else None for figure in concerned}) > 1:
        return None
    if not any(figure.value for figure in concerned):
        return None
    if relation.at_most and any((figure.value or 0) < 0 for figure in concerned):
        return None
    return Claim(
        rule=rule,
        kind=kind,
        source=Source.TABLE,
        shape=Linear(terms, result.id, relation.at_most),
        start=result.start,
        end=result.end,
        suspect=terms[0].figure if relation.at_most else None,
        falsifiable=not relation.at_most,
        alternatives=tuple(Linear(other, result.id, relation.at_most) for other in readings[1:]),
    )
