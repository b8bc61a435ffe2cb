"""What a line about a matter shows. Written here, not in templates: a list has seventy-five of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _

from gouji.web.matters.models import Matter
from gouji.web.matters.ui.shown import due_of

if TYPE_CHECKING:
    import datetime as dt

    from django.utils.safestring import SafeString


def title(matter: Matter, today: dt.date) -> SafeString:
    """Show the title, and on a phone what the columns that it has no room for say."""
    more = " · ".join(
        filter(None, (matter.the_kind.name, matter.unit.name if matter.unit else "", matter.number)),
    )
    day = matter.is_open and matter.due_on
    return format_html(
        '<a href="{}">{}</a><div class="d-md-none text-secondary small">{}</div>{}',
        reverse("matter_page", args=[matter.pk]),
        matter.title,
        more,
        format_html('<div class="d-md-none small mt-1">{}</div>', due(matter.due_on, today)) if day else "",
    )


def state(matter: Matter) -> SafeString:
    """Show the state in its colour, and whether leaders follow the matter."""
    now = matter.the_state
    key = format_html(' <span class="badge bg-red text-red-fg">{}</span>', _("重点"))
    followed = matter.importance == Matter.Importance.KEY
    return format_html('<span class="badge bg-{}-lt">{}</span>{}', now.colour, now.label, key if followed else "")


def until(matter: Matter, today: dt.date) -> str | SafeString:
    """Show the due day of what is open, the last day of what is closed."""
    if matter.is_open:
        return due(matter.due_on, today)
    if matter.closed_on is None:
        return ""
    words = _("%(day)s 结束") % {"day": matter.closed_on.isoformat()}
    return format_html('<span class="text-secondary">{}</span>', words)


def due(day: dt.date | None, today: dt.date) -> SafeString:
    """Show a due day with the working days that are left or gone."""
    found = due_of(day, today)
    if found is None:
        return format_html('<span class="text-secondary">{}</span>', "—")
    return format_html(
        '<span class="text-nowrap"><span class="desk-figure">{}</span> <span class="badge bg-{}-lt">{}</span></span>',
        found.on.isoformat(),
        found.colour,
        found.words,
    )
