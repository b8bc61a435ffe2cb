"""Printed precision (DESIGN 3): that of the table column, or of the section's figures in that unit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.model.figure import Dimension, Figure, Nature

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence


def decimals(figure: Figure) -> int:
    """Return the number of decimals printed."""
    if figure.value is None:
        return 0
    exponent = figure.value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def with_precision(figures: Sequence[Figure], groups: Iterable[Hashable]) -> list[Figure]:
    """Return the figures with ``step`` set: the finest precision of their group and unit.

    A trailing zero may be dropped in print, so 110万元 among 5532.75万元 is 110.00. Counts stay as printed, and so do amounts
    in 亿元: reports round them at will.
    """
    keys = [(group, figure.unit.name if figure.unit else "") for figure, group in zip(figures, groups, strict=True)]
    finest: dict[Hashable, int] = defaultdict(int)
    for figure, key in zip(figures, keys, strict=True):
        if figure.nature is Nature.QUANTITY:
            finest[key] = max(finest[key], min(decimals(figure), _FINEST))
    return [_stepped(figure, finest[key]) for figure, key in zip(figures, keys, strict=True)]


def _stepped(figure: Figure, group: int) -> Figure:
    places = _places(figure, group) if figure.nature is Nature.QUANTITY else 0
    return replace(figure, step=Decimal(1).scaleb(-places)) if places else figure


_FINEST = 6
_HUNDRED_MILLION = Decimal(10) ** 8


def _places(figure: Figure, group: int) -> int:
    if figure.unit is not None and (figure.unit.dimension is Dimension.COUNT or figure.unit.factor >= _HUNDRED_MILLION):
        return decimals(figure)
    return max(group, decimals(figure))
