"""The page of numbers, and how the office signs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouji.web.audit.unchanged import while_unchanged
from gouji.web.core.export import FORMATS, answer
from gouji.web.matters.access import access_matters, access_office_region
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Matter
from gouji.web.matters.queries import matters_seen
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.services.numbering import office_of
from gouji.web.matters.services.offices import save_office, set_template
from gouji.web.matters.statistics import Row, by_kind, by_unit, counted, whole
from gouji.web.matters.ui.forms import OfficeForm, TemplateForm
from gouji.web.matters.ui.page import person
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

_HEAD = ("名称", "件数", "办结", "逾期", "按时答复率", "满意率", "解决率", "B转A率", "面商率")


@require_safe
def matter_statistics(request: HttpRequest) -> HttpResponseBase:
    """Show the numbers of a year by kind and by unit, with what each number counts."""
    user = person(request)
    access_matters(rights_of(user))
    today = timezone.localdate()
    seen = matters_seen(user, rights_of(user)).order_by()
    filled = Matter.objects.order_by("-year").values_list("year", flat=True).distinct()
    years = sorted({today.year, *filled}, reverse=True)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and int(asked) in years else _latest(seen, years)
    kind = request.GET.get("kind", "")
    chosen = seen.filter(year=year)
    if kind in all_kinds():
        chosen = chosen.filter(kind=kind)
    asked = f"numbers of matters {user.pk} {year} {kind if kind in all_kinds() else ''} {today}"
    cells = while_unchanged(asked, lambda: counted(chosen, today))
    kinds, units = by_kind(cells), by_unit(cells)
    if request.GET.get("export") in FORMATS:
        return answer(request.GET["export"], f"{year}年事项统计", _HEAD, [_line(row) for row in (*kinds, *units)])
    here = {
        "years": years,
        "year": year,
        "kind": kind,
        "kinds": all_kinds().values(),
        "tables": (("按种类", kinds), ("按承办单位", units)),
        "whole": whole(kinds),
        "tab": "statistics",
    }
    return render(request, "matters/statistics.html", here)


def _latest(seen: QuerySet[Matter], years: Sequence[int]) -> int:
    """Return the last year of which the person sees a matter, else the last of all; a year at a time, the last first."""
    return next((year for year in years if seen.filter(year=year).exists()), years[0])


def _line(row: Row) -> tuple[object, ...]:
    shares = (row.timely, row.satisfied, row.solved, row.b_to_a, row.met)
    return (row.name, row.opened, row.closed, row.overdue, *(share.percent for share in shares))


@require_http_methods(["GET", "HEAD", "POST"])
def office(request: HttpRequest, pk: int) -> HttpResponse:
    """Set how the office signs its letters."""
    user = person(request)
    region = access_office_region(user, pk)
    now = office_of(region)
    initial = {"name": now.name, "number_prefix": now.prefix, "contact": now.contact, "phone": now.phone}
    form = OfficeForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        signs = {"name": said["name"], "contact": said["contact"], "phone": said["phone"]}
        save_office(region, user, today=timezone.localdate(), prefix=said["number_prefix"], **signs)
        messages.success(request, "已保存发文设置。")
        return redirect("matter_office", pk)
    here = {
        "form": form,
        "template_form": TemplateForm(_letters()),
        "region": region,
        "templates": now.templates.select_related("original") if now.pk else [],
        "kinds": all_kinds(),
    }
    return render(request, "matters/office.html", here)


@require_http_methods(["POST"])
@transaction.atomic
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an office's own form of a letter."""
    user = person(request)
    region = access_office_region(user, pk)
    form = TemplateForm(_letters(), request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, "请选择函件和模板文件。")
        return redirect("matter_office", pk)
    kind, _, letter = form.cleaned_data["letter"].partition("/")
    file = form.cleaned_data["file"]
    try:
        set_template(region, user, (kind, letter), str(file.name), file.read(), today=timezone.localdate())
    except MatterError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, "已启用模板，以后的函件按它生成。")
    return redirect("matter_office", pk)


def _letters() -> list[tuple[str, str]]:
    return [
        (f"{kind.code}/{code}", f"{kind.name}　{letter.name}")
        for kind in all_kinds().values()
        for code, letter in kind.letters.items()
    ]
