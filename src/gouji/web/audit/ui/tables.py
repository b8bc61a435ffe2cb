"""The table of events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from gouji.web.audit import queries, words
from gouji.web.audit.models import Event

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


def _column(label: StrOrPromise, made: type[tables.Column] = tables.Column, **how: Any) -> tables.Column:  # noqa: ANN401
    """Return a column that says its name beside each value where a narrow page stacks the cells."""
    return made(verbose_name=label, attrs={"td": {"data-label": label, "class": "text-break"}}, **how)


class EventTable(tables.Table):  # type: ignore[misc]  # the library is untyped
    """Number, time, person, action, thing and what changed."""

    number = _column(_("序号"), linkify=("audit_event", {"number": tables.A("number")}))
    at = _column(_("时间"), tables.DateTimeColumn, format="Y-m-d H:i:s")
    actor_name = _column(_("操作人"))
    action = _column(_("操作"))
    object_name = _column(_("对象"))
    detail = _column(_("内容"), orderable=False, empty_values=())

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

    # A template column would run the context processors, with their queries, for every cell.
    def render_object_name(self, record: Event) -> str:
        """Show the thing, with its page where it has one."""
        return render_to_string("audit/thing.html", {"record": record})

    def render_detail(self, record: Event) -> str:
        """Show what changed."""
        return render_to_string("audit/changes.html", {"record": record})

    def value_object_name(self, record: Event) -> str:
        """Return the thing for a file."""
        return f"{words.type_word(record.object_type)} {record.object_name}"

    def value_detail(self, record: Event) -> str:
        """Return the changes for a file, one line each."""
        return "\n".join(
            f"{change.label}：{change.old} → {change.new}" if change.old else f"{change.label}：{change.new}"
            for change in queries.changes(record)
        )
