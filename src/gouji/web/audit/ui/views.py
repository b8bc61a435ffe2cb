"""The list of events and the page of one."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from django.conf import settings
from django.shortcuts import render
from django.views.decorators.http import require_safe
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from gouji.web.audit import checkpoints
from gouji.web.audit.access import access_event, access_events
from gouji.web.audit.models import Event, Head, Inspection
from gouji.web.audit.queries import readable
from gouji.web.audit.ui.filters import EventFilter
from gouji.web.audit.ui.tables import EventTable
from gouji.web.core.export import ExportMixin
from gouji.web.people.rights import rights_for

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse


class EventList(ExportMixin, SingleTableMixin, FilterView):  # type: ignore[misc]  # the libraries are untyped
    """The events that the person may read, and how the chain stands."""

    http_method_names = ("get", "head")
    table_class = EventTable
    filterset_class = EventFilter
    template_name = "audit/list.html"
    table_pagination: ClassVar = {"per_page": 25}  # the table alone counts and cuts
    export_name = "操作记录"

    def get_queryset(self) -> QuerySet[Event]:
        """Return the readable events."""
        rights = rights_for(self.request)
        access_events(rights)
        return readable(rights)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  the base's signature
        """Add how the chain stands: its length, its last inspection and its last checkpoint."""
        kept = checkpoints.read(checkpoints.file_in(settings.CONFIG.data))
        head = Head.objects.filter(pk=1).first()
        state = {"head": head, "inspection": Inspection.objects.first(), "checkpoint": kept[-1] if kept else None}
        context: dict[str, Any] = super().get_context_data(**kwargs, **state)
        return context


@require_safe
def event(request: HttpRequest, number: int) -> HttpResponse:
    """Show one event with its hashes."""
    return render(request, "audit/event.html", {"event": access_event(rights_for(request), number)})
