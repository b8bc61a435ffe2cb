"""How amounts and states of execution are printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING, Any

from django import template
from django.utils.translation import gettext as _

from gouji.supervision.indicator import percent
from gouji.supervision.items import Type
from gouji.web.execution.models import Alert

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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


@register.filter
def wan_or_dash(value: Decimal | None, how: str = "") -> str:
    """Print 元 as 万元, nothing as a dash."""
    return wan(value, how) if isinstance(value, Decimal) else "—"


@register.filter
def rate_of(row: Mapping[str, Any]) -> str:
    """Print what was paid of what was planned, in percent; a dash where nothing was planned."""
    planned, paid = row.get("planned"), row.get("paid")
    return f"{percent(paid or Decimal(0), planned)}%" if planned and planned > 0 else "—"


@register.filter
def cell(value: Any, kind: str) -> str:  # noqa: ANN401  whatever a row holds
    """Print one value of a row: money with thousands marks, a day as such, a code and a year as they are."""
    if value is None:
        return ""
    return f"{value:,}" if kind == Type.AMOUNT else str(value)


@register.filter
def zipped(values: Iterable[Any], fields: Iterable[Any]) -> list[tuple[Any, Any]]:
    """Pair each field with its value."""
    return list(zip(fields, values, strict=True))


@register.filter
def item(values: Mapping[str, str], name: str) -> str:
    """Return what a mapping has under a name."""
    return values[name]
