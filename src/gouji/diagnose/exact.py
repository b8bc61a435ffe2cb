"""The arithmetic of a check: enough digits that no printed numeral overflows it."""

from __future__ import annotations

from decimal import Context, localcontext
from functools import wraps
from typing import TYPE_CHECKING, ParamSpec, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

_EXACT = Context(prec=120)  # eighteen digits in 亿元 beside fractions of 元, their products and quotients
_Given = ParamSpec("_Given")
_Made = TypeVar("_Made")


def exactly(work: Callable[_Given, _Made]) -> Callable[_Given, _Made]:
    """Return the function carried out in that arithmetic, whatever the caller's."""

    @wraps(work)
    def done(*args: _Given.args, **named: _Given.kwargs) -> _Made:
        with localcontext(_EXACT):
            return work(*args, **named)

    return done
