"""Loads (导入): upload, look at the proposed columns, see what became of the rows, let it count or take it back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import django_tables2 as tables
from django import forms
from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.generic import ListView
from django_tables2 import SingleTableMixin

from gouji.supervision.items import all_items
from gouji.supervision.mapping import UNITS, Mapping
from gouji.web.core.columns import MINUTE, DayColumn, labelled
from gouji.web.core.errors import Refused
from gouji.web.core.export import ExportMixin
from gouji.web.execution.access import access_anywhere, access_load, regions_seen
from gouji.web.execution.models import Load
from gouji.web.execution.services import loading, rows
from gouji.web.execution.services.reconciling import reason_words
from gouji.web.execution.tasks import evaluate_later, process
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse, QueryDict
    from django.utils.safestring import SafeString

    from gouji.supervision.intake import Aside

COLOUR = {
    Load.State.READING: "azure",
    Load.State.MAPPING: "orange",
    Load.State.TAKING: "azure",
    Load.State.HELD: "orange",
    Load.State.LIVE: "green",
    Load.State.REPLACED: "secondary",
    Load.State.REVERSED: "secondary",
    Load.State.REFUSED: "red",
}
_SHOWN = 50


class LoadTable(tables.Table):  # type: ignore[misc]  # the library is untyped
    """File, data, year, rows, state."""

    file_name = labelled(gettext_lazy("文件"), linkify=("load", {"pk": tables.A("pk")}))
    item = labelled(gettext_lazy("数据项"))
    region = labelled(gettext_lazy("区划"))
    year = labelled(gettext_lazy("年度"))
    kept = labelled(gettext_lazy("行数"), "amount", accessor="tally__kept", orderable=False)
    state = labelled(gettext_lazy("状态"), "text-nowrap")
    made_by = labelled(gettext_lazy("导入人"))
    made_at = labelled(gettext_lazy("导入时间"), "text-nowrap", DayColumn, shape=MINUTE)

    class Meta:
        """Newest first."""

        model = Load
        fields = ("file_name", "item", "region", "year", "kept", "state", "made_by", "made_at")
        empty_text = gettext_lazy("还没有导入过执行数据。")
        attrs = {"class": "table table-vcenter card-table table-mobile-md"}

    def render_item(self, value: str) -> str:
        """Say the data item in words."""
        return all_items()[value].zh

    def render_state(self, record: Load) -> SafeString:
        """Show the state in its colour."""
        return format_html(
            '<span class="badge bg-{}-lt">{}</span>', COLOUR[Load.State(record.state)], record.get_state_display()
        )

    def value_state(self, record: Load) -> str:
        """Say the state in words."""
        return record.get_state_display()


class UploadForm(forms.Form):
    """A file, and which region and year it is of."""

    region = forms.ModelChoiceField(Region.objects.none(), label=gettext_lazy("区划"))
    year = forms.IntegerField(label=gettext_lazy("年度"), min_value=2000, max_value=2100)
    file = forms.FileField(label=gettext_lazy("文件（xlsx 或 csv）"))

    def __init__(self, *args: Any, regions: QuerySet[Region], **kwargs: Any) -> None:  # noqa: ANN401  Django's signature
        super().__init__(*args, **kwargs)
        self.fields["region"].queryset = regions  # type: ignore[attr-defined]  # a field of this form
        self.fields["region"].initial = regions.first()
        for field in self.fields.values():
            field.widget.attrs["class"] = "form-select" if isinstance(field.widget, forms.Select) else "form-control"


class LoadList(ExportMixin, SingleTableMixin, ListView):  # type: ignore[type-arg, misc]  # the libraries are untyped
    """The loads of the person's regions."""

    http_method_names = ("get", "head")
    table_class = LoadTable
    template_name = "execution/loads.html"
    table_pagination: ClassVar = {"per_page": 25}  # the table alone counts and cuts
    export_name = "导入记录"

    def get_queryset(self) -> QuerySet[Load]:
        """Return the loads of the list."""
        rights = rights_for(self.request)
        access_anywhere(rights, Right.DATA_LOAD)
        regions = regions_seen(rights, Right.DATA_LOAD)
        return Load.objects.filter(region__in=regions).select_related("region", "made_by")


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take a file and begin its load."""
    access_anywhere(rights_for(request), Right.DATA_LOAD)
    regions = regions_seen(rights_for(request), Right.DATA_LOAD)
    form = UploadForm(
        request.POST or None, request.FILES or None, regions=regions, initial={"year": timezone.localdate().year}
    )
    if form.is_valid():
        file = form.cleaned_data["file"]
        try:
            begun = loading.receive(
                request.user,  # type: ignore[arg-type]  # the middleware lets nobody else in
                form.cleaned_data["region"],
                form.cleaned_data["year"],
                file.name,
                file.chunks(),
            )
        except Refused as error:
            form.add_error("file", str(error))
        else:
            if begun.state == Load.State.LIVE:
                messages.info(request, _("这个文件已经导入过，没有变化。"))
            else:
                process.enqueue(begun.pk)
            return redirect("load", pk=begun.pk)
    return render(request, "execution/upload.html", {"form": form})


@require_safe
def load(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a load: the proposed columns, what became of the rows, what must be looked at, the steps that are open."""
    found = access_load(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    mapping = Mapping.from_json(found.mapping) if found.mapping else None
    context = {
        "load": found,
        "colour": COLOUR[Load.State(found.state)],
        "busy": found.state in {Load.State.READING, Load.State.TAKING},
        "mapping": mapping,
        "item": all_items().get(found.item),
        "items": all_items().values(),
        "units": list(UNITS),
        "columns": _columns(found, mapping) if mapping else [],
        "preview": found.head[mapping.header + 1 : mapping.header + 6] if mapping else [],
        "aside": _aside(rows.waiting(found), found) if found.tally else [],
        "decisions": found.decisions.select_related("made_by")[:_SHOWN],
        "may_decide": found.state in {Load.State.HELD, Load.State.LIVE},
        "sums": _sums(found),
    }
    page = "execution/load_state.html" if request.htmx else "execution/load.html"  # type: ignore[attr-defined]
    return render(request, page, context)


@require_POST
def confirm(request: HttpRequest, pk: int) -> HttpResponse:
    """Accept the columns as the person set them."""
    found = access_load(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    try:
        loading.confirm(request.user, found, _mapping(request.POST, found))  # type: ignore[arg-type]
        process.enqueue(found.pk)
    except Refused as error:
        messages.error(request, str(error))
    return redirect("load", pk=pk)


@require_POST
def go_live(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a load count after a person looked at what was remarked."""
    found = access_load(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    try:
        live = loading.go_live(request.user, found, request.POST.get("reason", ""))  # type: ignore[arg-type]
        evaluate_later.enqueue(live.region_id, live.year)
        messages.success(request, _("已启用，指标正在后台重新计算。"))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("load", pk=pk)


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a load count no longer."""
    found = access_load(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    try:
        loading.take_back(request.user, found, request.POST.get("reason", ""))  # type: ignore[arg-type]
        evaluate_later.enqueue(found.region_id, found.year)
        messages.success(request, _("已撤回，被它替换的数据重新生效。"))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("load", pk=pk)


def _columns(found: Load, mapping: Mapping) -> list[dict[str, Any]]:
    """Each column with its heading, its field, and its first values."""
    fields = {at: name for name, at in mapping.columns.items()}
    heading = found.head[mapping.header] if found.head else []
    return [{"at": at, "heading": name, "field": fields.get(at, "")} for at, name in enumerate(heading)]


def _mapping(sent: QueryDict, found: Load) -> Mapping:
    """Return the mapping that the form says; an unknown item or field raises Refused."""
    item = all_items().get(sent.get("item", ""))
    if item is None:
        raise Refused("item", _("请选择数据项。"))
    known = {field.name for field in item.fields}
    header = Mapping.from_json(found.mapping).header
    chosen = {sent.get(f"column-{at}", ""): at for at in range(max((len(row) for row in found.head), default=0))}
    columns = {name: at for name, at in chosen.items() if name in known}
    given = {"year": str(found.year)} if "year" in known and "year" not in columns else {}
    return Mapping(item.name, columns, header, sent.get("unit", ""), given)


def _aside(waiting: list[Aside], found: Load) -> list[dict[str, Any]]:
    """Return the rows that wait by reason: its code, its words, how many, and the first of them to look at."""
    by_reason: dict[str, list[Aside]] = {}
    for one in waiting:
        by_reason.setdefault(one.reason, []).append(one)
    return [
        {
            "code": reason,
            "why": reason_words(found.item, reason),
            "count": len(some),
            "rows": some[:_SHOWN],
            "takable": not reason.startswith(("missing", "unread")),
        }
        for reason, some in by_reason.items()
    ]


def _sums(found: Load) -> list[tuple[str, str]]:
    item = all_items().get(found.item)
    return [(item.field(name).zh, value) for name, value in found.tally.get("sums", {}).items()] if item else []
