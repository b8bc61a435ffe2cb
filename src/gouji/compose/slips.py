"""What a slip of the pen makes of a printed numeral: a digit changed, two swapped, one dropped. Where it happens is the caller's.

Separators and the point stay where they are; whoever plants slips asks ``is_plain`` whether the result still looks like a number.
"""

from __future__ import annotations

import re

_PLAIN = re.compile(r"(?!0\d)\d(?:.*\d)?")


def places(text: str) -> list[int]:
    """Return where digits stand."""
    return [at for at, sign in enumerate(text) if sign.isdigit()]


def with_digit(text: str, at: int, digit: str) -> str:
    """Return the numeral with another digit at a place."""
    return text[:at] + digit + text[at + 1 :]


def swappable(text: str) -> list[int]:
    """Return where two different digits stand side by side."""
    return [at for at in range(len(text) - 1) if text[at : at + 2].isdigit() and text[at] != text[at + 1]]


def swapped(text: str, at: int) -> str:
    """Return the numeral with the digits at a place and after it exchanged."""
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def without(text: str, at: int) -> str:
    """Return the numeral without the digit at a place."""
    return text[:at] + text[at + 1 :]


def is_plain(text: str) -> bool:
    """Whether digits still look like a number: no zero before the first digit, none without a digit at either end."""
    return _PLAIN.fullmatch(text) is not None
