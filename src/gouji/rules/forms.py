"""From what the official forms imply (``codes/data/forms/relations.toml``) to claims about the cells of a document.

A relation accuses only where both tables are known as forms and agree otherwise. Two tables that differ in most are of
different scope (with or without carried-over money, a department beside its head office), whatever their captions say; then
what holds verifies and nothing is accused.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from gouji.codes import forms
from gouji.extract.once import once
from gouji.model.claim import Claim, Kind, Linear, Source, Term
from gouji.rules.tables import Unclear, figure_at, holds

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.codes.forms import Address, FormRelation
    from gouji.extract.extraction import Extraction
    from gouji.extract.forms.match import Filled
    from gouji.model.figure import Figure

_MOST = 3
_Pair = tuple[int, str, str]
_Made = tuple["FormRelation", Claim]


def form_claims(extraction: Extraction, rule: str, kind: Kind = Kind.EQUAL) -> Iterator[Claim]:
    """Yield the claims of the relations that this rule owns."""
    pairs, sound = _related(extraction)
    for pair, made in pairs.items():
        yield from _standing(extraction, made, rule, kind, accuses=_accuses(pair, sound))


@once
def _related(extraction: Extraction) -> tuple[dict[_Pair, list[_Made]], dict[_Pair, _Counts]]:
    """Return the claims of all relations by the two forms that they relate, and what of each pair holds."""
    pairs: dict[_Pair, list[_Made]] = defaultdict(list)
    for relation in forms.all_relations():
        for number, part in enumerate(extraction.parts):
            if part.kind in relation.kinds:
                for claim in _claims(extraction, relation, number):
                    pairs[_pair(relation, number)].append((relation, claim))
    return pairs, {pair: _counts(extraction, made) for pair, made in pairs.items()}


def _pair(relation: FormRelation, part: int) -> _Pair:
    first = relation.readings[0][0]
    return (part, relation.result.form, first.form)


class _Counts(NamedTuple):
    """How many cells agree with the other table and how many do not; whether the totals of the two are among the first."""

    held: int
    broken: int
    total: bool


def _counts(extraction: Extraction, made: list[_Made]) -> _Counts:
    """Count the cells of which something must hold; a cell with several readings counts once."""
    cells: dict[int, bool] = {}
    total = False
    for relation, claim in made:
        if relation.certain:
            agrees = holds(extraction, claim)
            cells[claim.figures[-1]] = cells.get(claim.figures[-1], True) and agrees
            total = total or (agrees and (relation.result.line, relation.result.column) == ("总计", "合计"))
    return _Counts(sum(cells.values()), len(cells) - sum(cells.values()), total)


def _accuses(pair: _Pair, sound: Mapping[_Pair, _Counts]) -> bool:
    """Whether two tables agree enough to blame one of them.

    One cell apart among others that agree is a slip; several are, where the totals agree and most of the rest. A lone relation
    asks that one of its tables agrees with a third.
    """
    held, broken, total = sound[pair]
    if broken != 1:
        return not broken or (total and held >= _MOST * broken)
    others = [other for other in sound if other != pair and other[0] == pair[0] and set(other[1:]) & set(pair[1:])]
    return held > 0 or any(sound[other].held for other in others)


def _standing(extraction: Extraction, made: list[_Made], rule: str, kind: Kind, *, accuses: bool) -> Iterator[Claim]:
    for relation, claim in made:
        if relation.rule != rule:
            continue
        if relation.certain and accuses:
            yield replace(claim, kind=kind)
        elif holds(extraction, claim):
            yield replace(claim, kind=kind, certain=False)


def _claims(extraction: Extraction, relation: FormRelation, part: int) -> Iterator[Claim]:
    """Yield the relation's claims in one part: one, or one for each line that its tables share."""
    table = extraction.forms.get((part, relation.result.form, relation.result.side))
    if table is None:
        return
    for line in table.codes(relation.each) if relation.each else ("",):
        claim = _claim(extraction, relation, table, line)
        if claim is not None:
            yield claim


def _claim(extraction: Extraction, relation: FormRelation, table: Filled, line: str) -> Claim | None:
    try:
        result = _figure(extraction, table, relation.result, line)
        readings = [terms for reading in relation.readings if (terms := _terms(extraction, table.part, reading, line))]
    except Unclear:
        return None
    if result is None or not readings:
        return None
    concerned = [result, *(extraction.figures[term.figure] for reading in readings for term in reading)]
    if any(figure.unit is None for figure in concerned) or not any(figure.value for figure in concerned):
        return None
    if len({figure.unit.dimension for figure in concerned if figure.unit}) > 1:
        return None
    shapes = [Linear(terms, result.id, relation.at_most) for terms in readings]
    return Claim(
        rule=relation.rule,
        kind=Kind.EQUAL,
        source=Source.FORM,
        shape=shapes[0],
        start=result.start,
        end=result.end,
        suspect=shapes[0].terms[0].figure if relation.at_most else None,
        title=relation.says,
        falsifiable=not relation.at_most,
        certain=relation.certain,
        alternatives=tuple(shapes[1:]),
    )


def _terms(extraction: Extraction, part: int, reading: tuple[Address, ...], line: str) -> tuple[Term, ...]:
    """Return the terms of one reading; none where a cell that it needs is missing or blank."""
    terms: list[Term] = []
    for address in reading:
        table = extraction.forms.get((part, address.form, address.side))
        figure = _figure(extraction, table, address, line) if table else None
        if figure is not None:
            terms.append(Term(figure.id, Decimal(1)))
        elif not address.optional:
            return ()
    return tuple(terms)


def _figure(extraction: Extraction, table: Filled, address: Address, line: str) -> Figure | None:
    spot = table.cells.get((line if address.line == "*" else address.line, address.column))
    return figure_at(extraction, spot) if spot is not None else None


def table_of(extraction: Extraction, figure: Figure) -> str:
    """Return how a message names the table of a figure: by its caption, else by its number."""
    title = next((grid.title for grid in extraction.grids if grid.table.index == figure.table), "")
    return f"“{title}”" if title else f"第{(figure.table or 0) + 1}张表"
