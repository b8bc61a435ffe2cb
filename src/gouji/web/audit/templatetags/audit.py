"""``{% load audit %}``: events in words, and the history of one thing for any page to include."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template

from gouji.web.audit import queries, words
from gouji.web.audit.ui import cells
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.db.models import Model
    from django.template.context import Context
    from django_stubs_ext import StrOrPromise

register = template.Library()
_SHOWN = 30


@register.inclusion_tag("audit/history.html", takes_context=True)
def audit_history(context: Context, thing: Model) -> dict[str, Any]:
    """Show what happened to a thing, newest first, to whoever may read events; to nobody else anything."""
    rights = context["rights"]
    if not rights.anywhere(Right.AUDIT_READ):
        return {}
    events = list(queries.of_thing(rights, thing)[: _SHOWN + 1])
    label = thing._meta.label_lower
    return {"events": events[:_SHOWN], "more": len(events) > _SHOWN, "object_type": label, "object_id": thing.pk}


@register.filter
def action_word(action: str) -> StrOrPromise:
    """Return what an action is called."""
    return words.action_word(action)


register.simple_tag(cells.thing, name="event_thing")
register.simple_tag(cells.changes, name="event_changes")
