"""What a line about an event shows: the thing, and what changed. Written here, not in templates: a page has fifty of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.html import format_html, format_html_join
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from gouji.web.audit import queries, words

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

    from gouji.web.audit.models import Event

_LONGEST_OLD, _LONGEST_NEW = 120, 200


def thing(event: Event) -> SafeString:
    """Show what kind of thing it was and which, with its page where it has one."""
    name, address = event.object_name or event.object_id, words.page_of(event.object_type, event.object_id)
    shown = format_html('<a href="{}">{}</a>', address, name) if address else name
    kind = words.type_word(event.object_type)
    return format_html('<span class="text-secondary small d-block">{}</span>{}', kind, shown)


def changes(event: Event) -> SafeString:
    """Show each change, a line each: its name, the old value struck out, the new one."""
    return format_html_join("", "{}", ((_change(one),) for one in queries.changes(event)))


def _change(change: queries.Change) -> SafeString:
    new = Truncator(change.new).chars(_LONGEST_NEW)
    if not change.old:
        return format_html('<div><span class="text-secondary">{}</span> {}</div>', change.label, new)
    return format_html(
        '<div><span class="text-secondary">{}</span> <del class="text-secondary">{}</del> '
        '<i class="ti ti-arrow-right" aria-label="{}"></i> {}</div>',
        change.label,
        Truncator(change.old).chars(_LONGEST_OLD),
        _("改为"),
        new,
    )
