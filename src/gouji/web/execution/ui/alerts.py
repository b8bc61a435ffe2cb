"""Alerts (预警): the list, one with the figures behind it, and the two ways on: a reason, or a 核实函."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar
from urllib.parse import urlencode

import django_filters
import django_tables2 as tables
from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from django_filters.views import FilterView
from django_tables2 import SingleTableMixin

from gouji.supervision.indicator import all_indicators
from gouji.supervision.items import all_items
from gouji.web.core.columns import DayColumn, labelled
from gouji.web.core.errors import Refused
from gouji.web.core.export import ExportMixin
from gouji.web.execution.access import access_alert, access_anywhere, alerts_seen
from gouji.web.execution.models import Alert
from gouji.web.execution.services import alerts, asking
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right
from gouji.web.units.filters import UnitFilter

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.utils.safestring import SafeString

_AXES = {"project_name": "project", "payee": "payee", "category": "category", "subject": "subject", "party": "party"}
COLOUR = {"red": "red", "orange": "orange", "yellow": "yellow", "blue": "blue"}


class AlertTable(tables.Table):  # type: ignore[misc]  # the library is untyped
    """Level, what is said, unit, indicator, state, days."""

    level = labelled(gettext_lazy("等级"))
    message = labelled(gettext_lazy("预警"), linkify=("alert", {"pk": tables.A("pk")}))
    unit = labelled(gettext_lazy("单位"), order_by=("unit__code",))
    state = labelled(gettext_lazy("状态"), "text-nowrap")
    first_on = labelled(gettext_lazy("首次预警"), "text-nowrap", DayColumn)
    last_on = labelled(gettext_lazy("数据截至"), "text-nowrap", DayColumn)

    class Meta:
        """Newest first."""

        model = Alert
        fields = ("level", "message", "unit", "state", "first_on", "last_on")
        empty_text = gettext_lazy("没有符合条件的预警。")
        attrs = {"class": "table table-vcenter card-table table-mobile-md"}

    def render_level(self, record: Alert) -> SafeString:
        """Show the level in its colour and in words."""
        return format_html('<span class="badge bg-{}-lt">{}</span>', COLOUR[record.level], record.get_level_display())

    def value_level(self, record: Alert) -> str:
        """Say the level in words."""
        return record.get_level_display()


class AlertFilter(django_filters.FilterSet):  # type: ignore[misc]  # the library is untyped
    """By unit, state, level, indicator and year."""

    q = UnitFilter()
    indicator = django_filters.ChoiceFilter(
        label=gettext_lazy("指标"), choices=lambda: [(one.code, one.title) for one in all_indicators().values()]
    )

    class Meta:
        """The fields that one asks by."""

        model = Alert
        fields = ("state", "level", "indicator", "year")

    def __init__(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401  the base's signature
        """Call no choice 全部."""
        super().__init__(*args, **kwargs)
        for name in ("state", "level", "indicator"):
            self.filters[name].extra["empty_label"] = gettext_lazy("全部")


class AlertList(ExportMixin, SingleTableMixin, FilterView):  # type: ignore[misc]  # the libraries are untyped
    """The alerts that the person may see."""

    http_method_names = ("get", "head")
    table_class = AlertTable
    filterset_class = AlertFilter
    template_name = "execution/alerts.html"
    table_pagination: ClassVar = {"per_page": 25}  # the table alone counts and cuts
    export_name = "预警"

    def get_queryset(self) -> QuerySet[Alert]:
        """Return the alerts of the list."""
        rights = rights_for(self.request)
        access_anywhere(rights, Right.LEDGER_READ)
        return alerts_seen(rights)


@require_safe
def alert(request: HttpRequest, pk: int) -> HttpResponse:
    """Show an alert with the figures behind it and its history."""
    found = access_alert(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    rights = rights_for(request)
    context: dict[str, Any] = {
        "alert": found,
        "colour": COLOUR[found.level],
        "indicator": all_indicators().get(found.indicator),
        "figures": found.figures,
        "behind": _behind(found),
        "moves": found.moves.select_related("by"),
        "may_act": rights.in_region(Right.MATTER_OPEN, found.region) and found.state == Alert.State.OPEN,
        "may_sign": rights.in_region(Right.MATTER_LEAD, found.region),
        "may_exempt": rights.in_region(Right.MATTER_LEAD, found.region)
        and found.state in {Alert.State.OPEN, Alert.State.EXPLAINED},
    }
    return render(request, "execution/alert.html", context)


def _behind(found: Alert) -> list[tuple[str, str]]:
    """Return where the rows behind an alert's figures are shown: the words of each item that its indicator asks."""
    indicator = all_indicators().get(found.indicator)
    asked = {_AXES[axis]: value for axis, value in found.about.items() if axis in _AXES}
    asked |= {"year": found.year, "month": found.last_on.month}
    shown = []
    for name in indicator.needs if indicator else ():
        item = all_items()[name]
        if any(one.name == "unit_name" for one in item.fields) and found.unit_id:
            address = reverse("execution_unit_rows", args=[found.unit_id, name])
        else:
            address = reverse("execution_rows", args=[name])
            asked["region"] = found.region.code
        shown.append((item.zh, f"{address}?{urlencode(asked)}"))
    return shown


@require_POST
def explain(request: HttpRequest, pk: int) -> HttpResponse:
    """Close an alert by a reason."""
    found = access_alert(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    try:
        alerts.explain(request.user, found, request.POST.get("reason", ""))  # type: ignore[arg-type]
        messages.success(request, _("已记录说明；预警加重时会再次打开。"))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("alert", pk=pk)


@require_POST
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Turn an alert into a 核实函 in one step."""
    found = access_alert(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    try:
        go_on = "go" in request.POST
        matter = asking.ask(request.user, found, timezone.localdate(), go_on=go_on)  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
        return redirect("alert", pk=pk)
    messages.success(request, _("核实函：%s。") % matter.the_state.label)
    return redirect("matter_page", pk=matter.pk)
