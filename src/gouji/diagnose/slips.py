"""Slips of the pen: how a printed number may have come from the right one."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.figure import Figure


_TWO = 2


def slip(figure: Figure, value: Decimal) -> str:
    """Return the slip (Chinese, for a person) that turns ``value`` into what is printed, "" if none is plausible.

    A slip of digits neither makes a nothing nor turns a sign.
    """
    if not figure.value or (figure.value > 0) != (value > 0):
        return ""
    printed, right = _digits(figure.value, figure), _digits(value, figure)
    if printed == right:
        return ""
    if _shifted(figure.value, value):
        return "小数点错位"
    return _of_same_length(printed, right) if len(printed) == len(right) else _of_other_length(printed, right)


def _of_same_length(printed: str, right: str) -> str:
    different = [at for at, (one, other) in enumerate(zip(printed, right, strict=True)) if one != other]
    if len(different) == 1:
        return "一位数字之误"
    return "数字颠倒" if len(different) == _TWO and _swapped(printed, right, different) else ""


def _of_other_length(printed: str, right: str) -> str:
    if len(printed) == len(right) + 1 and right in set(_dropped(printed)):
        return "多写一位"
    return "漏写一位" if len(right) == len(printed) + 1 and printed in set(_dropped(right)) else ""


def slips(figure: Figure) -> Iterator[Decimal]:
    """Yield the values that a slip may have turned into what is printed: a digit too many, digits swapped, a moved point."""
    if figure.value is None or figure.value < 0:
        return
    digits = _digits(figure.value, figure)
    scale = figure.step
    for right in dict.fromkeys((*_dropped(digits), *_swaps(digits))):
        if right.isdigit() and right != digits:
            yield (Decimal(right) * scale).quantize(scale)
    for power in (1, -1, 2, -2, 4, -4):
        yield figure.value.scaleb(power).quantize(scale) if power > 0 else figure.value.scaleb(power)


def _digits(value: Decimal, figure: Figure) -> str:
    return f"{abs(value) / figure.step:.0f}"


def _dropped(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        yield digits[:at] + digits[at + 1 :]


def _swaps(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _swapped(one: str, other: str, places: list[int]) -> bool:
    first, second = places
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]


def _shifted(one: Decimal, other: Decimal) -> bool:
    return bool(one) and any(one == other.scaleb(power) for power in (1, -1, 2, -2, 4, -4))
