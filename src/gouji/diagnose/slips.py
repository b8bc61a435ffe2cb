"""Slips of the pen: how a printed number may have come from the right one, and how much that takes to believe.

A cost is in bits: how many equally likely wrong values such a slip has, and how rare the slip is. A swap of neighbouring digits
has few outcomes, a changed digit many, a value that no slip explains all the values of its length.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.model.figure import Dimension

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.model.figure import Figure

_TWO = 2
_FEW_DIGITS = 3
_SHIFTS = (1, -1, 2, -2, 3, -3)
_UNITS = (4, -4, 8, -8)


@dataclass(frozen=True, slots=True)
class Slip:
    """A slip in words for a person ("" where none is plausible) and its cost in bits."""

    name: str
    cost: int


SHIFTED = Slip("小数点错位", 4)
UNIT = Slip("金额单位之误", 4)
SWAPPED = Slip("数字颠倒", 4)
TOO_MANY = Slip("多写一位", 5)
TOO_FEW = Slip("漏写一位", 6)
ONE_DIGIT = Slip("一位数字之误", 6)
TURNED = Slip("正负号之误", 5)
WRONG_WAY = Slip("增减方向之误", 3)
LEFT_OUT = Slip("应有数而写作0", 8)
COPIED = Slip("与相邻的数相同，可能抄错", 4)
COPIED_BACK = Slip("与相邻的数相同，可能抄错", 5)
LAST_YEAR = Slip("与上年数相同，可能未更新", 4)
ON_THIS_YEAR = Slip("以本年数而非上年数为基数", 4)
_TWO_DIGITS = 10
_MOST = 14
TO_NOTHING = 6
"""Added where the right value would be nothing or below: neither is a slip of digits."""


def slip(figure: Figure, value: Decimal) -> str:
    """Return the slip of digits (Chinese, for a person) that turns ``value`` into what is printed, "" if none is plausible."""
    return slip_of(figure, value).name


def slip_of(figure: Figure, value: Decimal) -> Slip:
    """Return the cheapest slip of digits that turns ``value`` into what is printed; a slip of digits makes no nothing."""
    printed = figure.value
    if printed is None or value == printed:
        return Slip("", 0)
    if not printed:
        return LEFT_OUT if value > 0 else Slip("", _MOST)
    if value == -printed:
        return TURNED if value > 0 else Slip("", TURNED.cost)
    if (printed > 0) != (value > 0) or not value:
        return Slip("", _MOST)
    return _moved(figure, printed, value) or _of_digits(_digits(printed, figure), _digits(value, figure))


def informative(figure: Figure, found: Slip) -> bool:
    """Whether a slip says more than that some digits differ: of two digits any is near any other."""
    return bool(found.name) and found.cost + _TWO < _unexplained(_digits(figure.value or Decimal(0), figure)).cost


def _moved(figure: Figure, printed: Decimal, value: Decimal) -> Slip | None:
    """Return the slip of the point or of the unit; what was moved may have been rounded as well."""
    exact = len(f"{abs(printed).normalize():f}".replace(".", "").strip("0")) >= _FEW_DIGITS
    money = figure.unit is not None and figure.unit.dimension is Dimension.MONEY
    powers = (*_SHIFTS, *_UNITS) if money else _SHIFTS
    for power in powers:
        moved = value.scaleb(power)
        if moved == printed or (exact and moved.quantize(figure.step, rounding=ROUND_HALF_UP) == printed):
            return UNIT if power in _UNITS else SHIFTED
    return None


def _of_digits(printed: str, right: str) -> Slip:
    if len(printed) == len(right):
        different = [at for at, (one, other) in enumerate(zip(printed, right, strict=True)) if one != other]
        if len(different) == 1:
            return ONE_DIGIT
        if len(different) == _TWO:
            likely = _swapped(printed, right, different)
            return SWAPPED if likely else Slip("", min(_TWO_DIGITS, _unexplained(printed).cost))
    if len(printed) == len(right) + 1 and right in set(_dropped(printed)):
        return TOO_MANY
    if len(right) == len(printed) + 1 and printed in set(_dropped(right)):
        return TOO_FEW
    return _unexplained(max(printed, right, key=len))


def _unexplained(digits: str) -> Slip:
    """Return the cost of any value of so many digits: three bits and a third each."""
    return Slip("", min(_MOST, len(digits) * 10 // 3 + 1))


def slips(figure: Figure) -> Iterator[Decimal]:
    """Yield the values that a slip may have turned into what is printed, each once, by kind of slip."""
    if figure.value is None or figure.value <= 0:
        return
    digits = _digits(figure.value, figure)
    near = (*_swaps(digits), *_dropped(digits), *_replaced(digits), *_inserted(digits))
    moved = (figure.value.scaleb(power) for power in (*_SHIFTS, *_UNITS[:_TWO]))
    values = (*(Decimal(right) * figure.step for right in near if right.isdigit()), *moved)
    for value in dict.fromkeys(value.quantize(figure.step) for value in values if value % figure.step == 0):
        if value not in {figure.value, 0}:
            yield value


def _digits(value: Decimal, figure: Figure) -> str:
    return f"{abs(value) / figure.step:.0f}"


def _dropped(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        yield digits[:at] + digits[at + 1 :]


def _swaps(digits: str) -> Iterator[str]:
    for at in range(len(digits) - 1):
        yield digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]


def _replaced(digits: str) -> Iterator[str]:
    for at in range(len(digits)):
        for other in "0123456789":
            yield digits[:at] + other + digits[at + 1 :]


def _inserted(digits: str) -> Iterator[str]:
    for at in range(len(digits) + 1):
        for more in "0123456789":
            yield digits[:at] + more + digits[at:]


def _swapped(one: str, other: str, places: list[int]) -> bool:
    first, second = places
    return second == first + 1 and one[first] == other[second] and one[second] == other[first]
