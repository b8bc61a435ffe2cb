"""From computed columns (增减额, 增减%, 完成%, 占比) to claims: of the readings that the header allows, the one its rows bear out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.once import once
from gouji.extract.tables.changes import Computed, computed
from gouji.model.claim import Claim, Kind, Linear, Ratio, Sign, Source, Term
from gouji.model.figure import Dimension, Figure
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

_ONE = Decimal(1)
_FEW = 3
_MOST = Decimal("0.75")
_MANY = 5
_NEARLY_ALL = Decimal("0.9")
_KINDS = {"change": Kind.CHANGE, "rate": Kind.CHANGE, "ratio": Kind.COMPLETION, "share": Kind.SHARE}
_SCALES = (Decimal(100), Decimal(1))


def computed_claims(extraction: Extraction, kind: str, rule: str) -> Iterator[Claim]:
    """Yield the claims of one kind of computed column.

    A reading (which columns, which scale) stands where at least three rows and three quarters of all bear it out; a column
    that no reading fits says nothing. It accuses only where at least five rows and nine tenths of all, or all but one, bear it out.
    """
    for items in _computed(extraction):
        readings: dict[tuple[object, ...], list[Claim]] = defaultdict(list)
        for item in items:
            if item.kind == kind:
                for scale in _SCALES if kind != "change" else _SCALES[:1]:
                    claim = _claim(extraction, item, rule, scale)
                    if claim is not None:
                        readings[(*item.group, scale)].append(claim)
        yield from _best(extraction, readings)


@once
def _computed(extraction: Extraction) -> tuple[tuple[Computed, ...], ...]:
    """Return the computed cells of every sheet that has any."""
    return tuple(items for sheet in extraction.sheets if (items := tuple(computed(sheet))))


def _best(extraction: Extraction, readings: dict[tuple[object, ...], list[Claim]]) -> Iterator[Claim]:
    best: dict[tuple[object, ...], tuple[int, list[Claim]]] = {}
    for key, made in readings.items():
        held = sum(_holds(extraction, claim) for claim in made)
        column = key[:4]
        if held >= _FEW and held >= _MOST * len(made) and held > best.get(column, (0, []))[0]:
            best[column] = (held, made)
    for held, made in best.values():
        accuses = held >= _MANY and (held >= _NEARLY_ALL * len(made) or held + 1 == len(made))
        for claim in made:
            if accuses:
                yield claim
            elif _holds(extraction, claim):
                yield replace(claim, certain=False)


def _claim(extraction: Extraction, item: Computed, rule: str, scale: Decimal) -> Claim | None:
    try:
        result, now, before = (figure_at(extraction, spot) for spot in (item.result, item.now, item.before))
    except Unclear:
        return None
    if (
        result is None
        or now is None
        or before is None
        or not before.value
        or len({result.id, now.id, before.id}) < _FEW
    ):
        return None
    if now.unit != before.unit or (item.kind == "change") != _same_dimension(result, now):
        return None
    up = (Term(now.id), Term(before.id, -_ONE)) if item.kind in {"change", "rate"} else (Term(now.id),)
    if item.kind == "change":
        return Claim(rule, Kind.CHANGE, Source.TABLE, Linear(up, result.id), result.start, result.end)
    shape = Ratio(up, (Term(before.id),), result.id, scale)
    # On a base below zero some take its size and some its sign: from -20 to 750 is a growth, or is minus 3850%.
    sized = (Ratio(up, (Term(before.id, -_ONE),), result.id, scale),) if before.value < 0 else ()
    return Claim(rule, _KINDS[item.kind], Source.TABLE, shape, result.start, result.end, alternatives=sized)


def _same_dimension(result: Figure, now: Figure) -> bool:
    if result.unit is not None and result.unit.dimension is Dimension.PERCENT:
        return False
    return result.unit == now.unit


def _holds(extraction: Extraction, claim: Claim) -> bool:
    """Whether a claim, in any of its readings, holds within rounding."""
    return any(_shape_holds(extraction, shape) for shape in (claim.shape, *claim.alternatives))


def _shape_holds(extraction: Extraction, shape: Linear | Ratio | Sign) -> bool:
    figures = extraction.figures
    if isinstance(shape, Linear):
        total = sum((term.coefficient * (figures[term.figure].amount or 0) for term in shape.terms), shape.constant)
        reach = figures[shape.result].slack + sum(figures[term.figure].slack for term in shape.terms)
        return abs(total - (figures[shape.result].amount or 0)) <= reach
    if not isinstance(shape, Ratio):
        return False
    above = sum((term.coefficient * (figures[term.figure].amount or 0) for term in shape.numerator), Decimal(0))
    below = sum((term.coefficient * (figures[term.figure].amount or 0) for term in shape.denominator), Decimal(0))
    if not below:
        return False
    blur = sum(figures[term.figure].slack for term in shape.numerator) / abs(below) * shape.scale
    return (
        abs(above / below * shape.scale - (figures[shape.result].value or 0)) <= figures[shape.result].step / 2 + blur
    )
