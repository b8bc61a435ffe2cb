"""Printed precision (DESIGN 3): that of the table column, or of the section's figures in that unit."""

from __future__ import annotations

from collections import defaultdict
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from gouji.model.figure import Dimension, Nature

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable, Sequence

    from gouji.extract.numbers import Numeral
    from gouji.model.figure import Figure


def decimals(figure: Figure | Numeral) -> int:
    """Return the number of decimals printed."""
    if figure.value is None:
        return 0
    exponent = figure.value.as_tuple().exponent
    return -exponent if isinstance(exponent, int) and exponent < 0 else 0


def precisions(found: Sequence[Numeral], groups: Iterable[Hashable]) -> list[Decimal]:
    """Return the step of each numeral: the finest precision of its group and unit.

    A trailing zero may be dropped in print, so 110万元 among 5532.75万元 is 110.00. Counts stay as printed, and so do amounts
    in 亿元: reports round them at will.
    """
    keys = [(group, numeral.unit.name if numeral.unit else "") for numeral, group in zip(found, groups, strict=True)]
    printed = [decimals(numeral) if numeral.nature is Nature.QUANTITY else 0 for numeral in found]
    finest: dict[Hashable, int] = defaultdict(int)
    for places, key in zip(printed, keys, strict=True):
        finest[key] = max(finest[key], min(places, _FINEST))
    return [
        _step(_places(numeral, places, finest[key])) if numeral.nature is Nature.QUANTITY else _ONE
        for numeral, places, key in zip(found, printed, keys, strict=True)
    ]


_ONE = Decimal(1)
_FINEST = 6
_HUNDRED_MILLION = Decimal(10) ** 8


@cache
def _step(places: int) -> Decimal:
    return _ONE.scaleb(-places)


def _places(numeral: Numeral, own: int, group: int) -> int:
    unit = numeral.unit
    if unit is not None and (unit.dimension is Dimension.COUNT or unit.factor >= _HUNDRED_MILLION):
        return own
    return max(group, own)


def telling_digits(value: Decimal | None) -> int:
    """Return how many digits tell one amount from another: one of 20.00 and 5.00, four of 53.97."""
    return 0 if value is None else len(f"{abs(value).normalize():f}".replace(".", "").strip("0"))
