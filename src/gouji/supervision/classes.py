"""Function classes (类) of payments in words, as the year's classification has them."""

from __future__ import annotations

from gouji.codes.classification import lookup_code

DIGITS = 3
"""Of a function code, those that name its class."""


def class_name(code: str, year: int) -> str:
    """Return the name of a function code's class; a code that the year does not have stays the class's code."""
    head = code[:DIGITS]
    return next((one.name for one in lookup_code(head, year) if one.code == head), head)
