"""``{% load demo %}``: the made-up people on the login page."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import template
from django.conf import settings

from gouji.web.demo.cast import PASSWORD, PEOPLE

if TYPE_CHECKING:
    from django.template.context import Context

register = template.Library()


@register.inclusion_tag("demo/people.html", takes_context=True)
def demo_people(context: Context) -> dict[str, Any]:
    """Show who there is and their password, in the demonstration and nowhere else."""
    if not settings.DESK_DEMO:
        return {}
    return {"people": PEOPLE, "password": PASSWORD, "csrf_token": context.get("csrf_token")}
