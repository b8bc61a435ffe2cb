"""Tags of the matters' pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import template

from gouji.web.matters.ui.shown import due_of

if TYPE_CHECKING:
    import datetime as dt

    from gouji.web.matters.ui.shown import Due

register = template.Library()


@register.inclusion_tag("matters/due_words.html")
def due(day: dt.date | None, today: dt.date) -> dict[str, Due | None]:
    """Show a due day with the working days that are left or gone."""
    return {"due": due_of(day, today)}
