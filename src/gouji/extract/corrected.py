"""Figures that a person read where the program misread them: a picture page, a doubtful text layer, a unit far away."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.units import unit_named
from gouji.model.figure import Bound, Figure, Nature

if TYPE_CHECKING:
    from collections.abc import Iterable

BY_HAND = "人工校正"
"""What a corrected figure gives as its reason."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The figure at ``start:end`` of the text is ``value``, in the printed ``unit`` ("" keeps the unit that was read).

    The precision is that of ``value`` as written: 110.00 is exact to the hundredth, 110 to the whole.
    """

    start: int
    end: int
    value: Decimal
    unit: str = ""


def corrected(figures: tuple[Figure, ...], corrections: Iterable[Correction]) -> tuple[Figure, ...]:
    """Return the figures with these read anew; a correction whose place holds no figure changes nothing."""
    by_place = {(one.start, one.end): one for one in corrections}
    if not by_place:
        return figures
    return tuple(_read_anew(figure, by_place.get((figure.start, figure.end))) for figure in figures)


def _read_anew(figure: Figure, correction: Correction | None) -> Figure:
    if correction is None:
        return figure
    exponent = correction.value.as_tuple().exponent
    return replace(
        figure,
        nature=Nature.QUANTITY,
        value=correction.value,
        high=None,
        bound=Bound.EXACT,
        unit=unit_named(correction.unit) if correction.unit else figure.unit,
        step=Decimal(1).scaleb(min(int(exponent), 0)),
        reason=BY_HAND,
    )
