"""The table of events."""

from __future__ import annotations

from typing import TYPE_CHECKING

import django_tables2 as tables
from django.utils.translation import gettext_lazy as _

from gouji.web.audit import queries, words
from gouji.web.audit.models import Event
from gouji.web.audit.ui import cells
from gouji.web.core.columns import SECOND, DayColumn, labelled

if TYPE_CHECKING:
    from django.utils.safestring import SafeString


class EventTable(tables.Table):  # type: ignore[misc]  # the library is untyped
    """Number, time, person, action, thing and what changed."""

    number = labelled(_("序号"), "text-break", linkify=("audit_event", {"number": tables.A("number")}))
    at = labelled(_("时间"), "text-nowrap", DayColumn, shape=SECOND)
    actor_name = labelled(_("操作人"), "text-break")
    action = labelled(_("操作"), "text-break")
    object_name = labelled(_("对象"), "text-break")
    detail = labelled(_("内容"), "text-break", orderable=False, empty_values=())

    class Meta:
        """Newest first."""

        model = Event
        fields = ("number", "at", "actor_name", "action", "object_name", "detail")
        order_by = ("-number",)
        empty_text = _("没有这样的记录。")
        attrs = {"class": "table table-vcenter card-table table-mobile-md"}

    def render_action(self, value: str) -> str:
        """Name the action."""
        return str(words.action_word(value))

    def render_object_name(self, record: Event) -> SafeString:
        """Show the thing, with its page where it has one."""
        return cells.thing(record)

    def render_detail(self, record: Event) -> SafeString:
        """Show what changed."""
        return cells.changes(record)

    def value_object_name(self, record: Event) -> str:
        """Return the thing for a file."""
        return f"{words.type_word(record.object_type)} {record.object_name}"

    def value_detail(self, record: Event) -> str:
        """Return the changes for a file, one line each."""
        return "\n".join(
            f"{change.label}：{change.old} → {change.new}" if change.old else f"{change.label}：{change.new}"
            for change in queries.changes(record)
        )
