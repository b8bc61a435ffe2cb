"""The page of the departments' sum beside the government's summary, and its file."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.web.core import export
from gouji.web.core.charts import printed
from gouji.web.filings.models import Filing, Kind
from gouji.web.lookup.contradictions import ask, questions_of
from gouji.web.lookup.summary import PAPERS, Line, Summary, in_wan, summary_of
from gouji.web.lookup.ui.asking import asked, place_address, shown
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User
    from gouji.web.units.models import Unit


@require_safe
def summary_page(request: HttpRequest) -> HttpResponse:
    """Show the departments' sums of a year beside what the government's paper says; ``?export=`` gives the table as a file."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    rights = rights_of(user)
    regions = [one for one in Region.objects.order_by("path") if rights.in_region(Right.LEDGER_READ, one)]
    wanted = request.GET.get("region", "")
    region = next((one for one in regions if str(one.pk) == wanted), _first(regions))
    years = list(
        Filing.objects.filter(unit__region=region, kind__in=PAPERS)
        .order_by("-year")
        .values_list("year", flat=True)
        .distinct()
    )
    year = next((one for one in years if str(one) == request.GET.get("year", "")), years[0] if years else None)
    kind = request.GET.get("kind", "") if request.GET.get("kind", "") in PAPERS else str(Kind.FINAL)
    found = summary_of(region, kind, year) if region and year else Summary((), (), {})
    if (form := request.GET.get("export", "")) in export.FORMATS:
        name = _("汇总核对-%(region)s-%(year)s") % {"region": region, "year": year}
        return export.answer(form, name, [str(head) for head in _HEADS], _cells(found))  # type: ignore[return-value]  # a stream is a response too
    linked = region is not None and rights.in_region(Right.FILING_READ, region)
    open_ = shown(questions_of(found), rights) if linked else []
    context = {
        "open": open_,
        "sure": any(one["sure"] for one in open_),
        "lines": [_line(line, linked=linked) for line in found.lines],
        "rows": [_row(unit, found, linked=linked) for unit in found.departments],
        "measures": [line.measure for line in found.lines],
        "regions": regions,
        "region": region,
        "years": years,
        "year": year,
        "kinds": [(kind, Kind(kind).label) for kind in PAPERS],
        "kind": kind,
    }
    return render(request, "lookup/summary.html", context)


@require_POST
def summary_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the 核实函 about what a document's figures contradict, and lead to it."""
    return asked(request, pk, ask, _back)


def _back(filing: Filing) -> str:
    kind = next((kind for kind, (paper, _basis) in PAPERS.items() if paper == filing.kind), filing.kind)
    here = {"region": filing.unit.region_id, "year": filing.year, "kind": kind}
    return f"{reverse('lookup:summary')}?{urlencode(here)}"


def _first(regions: list[Region]) -> Region | None:
    """Return the first region whose units hand in documents, else the first."""
    filing = set(Filing.objects.filter(unit__region__in=regions).values_list("unit__region", flat=True))
    return next((one for one in regions if one.pk in filing), regions[0] if regions else None)


def _line(line: Line, *, linked: bool) -> dict[str, Any]:
    return {
        "measure": line.measure,
        "total": printed(in_wan(line.total)) if line.count else "—",
        "count": line.count,
        "of": line.count + len(line.missing),
        "told": printed(in_wan(line.told.value)) if line.told else "—",
        "url": place_address(line.told, linked=linked),
        "difference": printed(in_wan(line.difference)) if line.difference is not None else "—",
        "standing": line.standing,
        "missing": line.missing,
    }


def _row(unit: Unit, found: Summary, *, linked: bool) -> tuple[Unit, list[tuple[str, str]]]:
    """Return a department with its figures as printed, each with the address of its place."""
    said = found.figures.get(unit.pk, {})
    stated = (said.get(line.measure.key) for line in found.lines)
    return unit, [(printed(in_wan(one.value)) if one else "", place_address(one, linked=linked)) for one in stated]


_HEADS = (
    _("项目"),
    _("部门合计（万元）"),
    _("已有部门"),
    _("缺少部门"),
    _("政府汇总数（万元）"),
    _("差额（万元）"),
    _("情况"),
)


def _cells(found: Summary) -> Iterable[list[object]]:
    for line in found.lines:
        yield [
            line.measure.label,
            in_wan(line.total) if line.count else None,
            line.count,
            "、".join(unit.name for unit in line.missing),
            in_wan(line.told.value) if line.told else None,
            in_wan(line.difference),
            str(line.standing.label),
        ]
