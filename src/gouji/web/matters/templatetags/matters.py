"""Tags of the matters' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from gouji.web.matters.ui.shown import due_of

if TYPE_CHECKING:
    import datetime as dt
    from decimal import Decimal

    from gouji.web.matters.ui.shown import Due

register = template.Library()
_YUAN_IN_WAN = 10_000


@register.filter
def wan(value: Decimal) -> str:
    """Print 元 as 万元, as exact as it is."""
    return f"{(value / _YUAN_IN_WAN).normalize():,f} {_('万元')}"


@register.inclusion_tag("matters/due_words.html")
def due(day: dt.date | None, today: dt.date) -> dict[str, Due | None]:
    """Show a due day with the working days that are left or gone."""
    return {"due": due_of(day, today)}
