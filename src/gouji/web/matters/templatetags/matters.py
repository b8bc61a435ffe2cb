"""Tags of the matters' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template
from django.utils.translation import gettext as _

from gouji.web.matters.ui import cells

if TYPE_CHECKING:
    from decimal import Decimal

register = template.Library()
_YUAN_IN_WAN = 10_000


@register.filter
def wan(value: Decimal) -> str:
    """Print 元 as 万元, as exact as it is."""
    return f"{(value / _YUAN_IN_WAN).normalize():,f} {_('万元')}"


register.simple_tag(cells.due)
