"""How amounts and states of execution are printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from gouji.web.execution.models import Alert

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.web.execution.queries import Line

register = template.Library()
_CENT = Decimal("0.01")
_YUAN_IN_WAN = 10_000


@register.filter
def wan(value: Decimal, how: str = "") -> str:
    """Print 元 as 万元 with two decimals and thousands marks; ``bare`` leaves the unit to the heading."""
    text = f"{(value / _YUAN_IN_WAN).quantize(_CENT, ROUND_HALF_UP):,}"
    return text if how else f"{text} {_('万元')}"


@register.filter
def grouped(value: str) -> str:
    """Print a decimal text with thousands marks, as exact as it is."""
    return f"{Decimal(value):,}"


@register.filter
def total(values: Iterable[int]) -> int:
    """Add counts up."""
    return sum(values)


@register.filter
def unlinked(lines: Iterable[Line]) -> list[tuple[Line, None]]:
    """Pair lines with no page of their own."""
    return [(line, None) for line in lines]


@register.filter
def alert_state(code: str) -> str:
    """Say the state of an alert in words."""
    return str(Alert.State(code).label)


@register.filter
def level_words(code: str) -> str:
    """Say a level in words."""
    return str(Alert.Level(code).label)


@register.filter
def plain(value: Decimal) -> str:
    """Print a number without trailing zeros and never as a power of ten."""
    return format(value.normalize(), "f")
