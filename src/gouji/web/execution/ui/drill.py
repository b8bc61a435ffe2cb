"""From a figure down to its rows: a project, the rows of an item, the four books, the flow of the money."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.web.core.charts import Chart, Series
from gouji.web.execution import books as four
from gouji.web.execution import debts, flows, projects, queries, tracing
from gouji.web.execution.access import access_region, access_unit, alerts_seen, loads_seen
from gouji.web.execution.ui.asked import Moment, moment
from gouji.web.lookup.ui import asking
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpRequest, HttpResponse

    from gouji.web.filings.models import Filing
    from gouji.web.people.models import User
    from gouji.web.units.models import Region, Unit

_YUAN_IN_WAN = 10_000


@require_safe
def project(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one project of a unit: its year, its years, what was moved, its alerts; its payees come after it."""
    unit = access_unit(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    name = request.GET.get("project", "")
    at = moment(request, unit.region)
    found = projects.project(unit, name, at.year)
    about = {"unit_name": unit.name, **({"project_name": name} if name else {})}
    alerts = [
        one
        for one in alerts_seen(rights_for(request)).filter(unit=unit, year=at.year)
        if about.items() <= one.about.items() and (name or "project_name" not in one.about)
    ]
    context = {
        "unit": unit,
        "project": name,
        "at": at,
        "found": found,
        "now": found.year(at.year),
        "alerts": alerts,
        "chart": _months(found, at.year),
        "asked": urlencode({"year": at.year, "month": at.month, "project": name}),
        "rows": {item: _rows_address(unit, item, at, {"project": name}) for item in ("budget", "planned", "payment")},
    }
    return render(request, "execution/project.html", context)


@require_safe
def payees(request: HttpRequest, pk: int) -> HttpResponse:
    """Show whom a project paid the most: a part of its page that takes longer than the rest."""
    unit = access_unit(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    name = request.GET.get("project", "")
    at = moment(request, unit.region)
    found = projects.payees(unit, name, at.year)
    rows = _rows_address(unit, "payment", at, {"project": name})
    return render(request, "execution/payees.html", {"payees": found, "rows": rows})


@require_safe
def unit_rows(request: HttpRequest, pk: int, item: str) -> HttpResponse:
    """Show the rows of an item that are a unit's."""
    unit = access_unit(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    return _rows(request, unit.region, item, unit)


@require_safe
def region_rows(request: HttpRequest, item: str) -> HttpResponse:
    """Show the rows of an item of a whole region."""
    region = access_region(request.user, request.GET.get("region", ""))  # type: ignore[arg-type]
    return _rows(request, region, item, None)


@require_safe
def books(request: HttpRequest) -> HttpResponse:
    """Show the four books of a region side by side."""
    region = access_region(request.user, request.GET.get("region", ""))  # type: ignore[arg-type]
    at = moment(request, region)
    found = four.books(region, at.year, at.month) if at.month else ()
    shown = [
        (
            book,
            [_with_rows(line, region, at) for line in book.income],
            [_with_rows(line, region, at) for line in book.spending],
        )
        for book in found
    ]
    owed = debts.debts(region, at.year) if at.month else None
    rights = rights_for(request)
    reads = rights.in_region(Right.FILING_READ, region)
    context = {
        "region": region,
        "at": at,
        "books": shown,
        "levels": owed.levels if owed else (),
        "debts": [_owed(line, region, at, reads=reads) for line in owed.lines] if owed else [],
        "open": asking.shown(debts.questions_of(owed), rights) if owed and reads else [],
    }
    return render(request, "execution/books.html", context)


@require_POST
def debts_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Draft the 核实函 about the debt that a paper tells otherwise than the imported data, and lead to it."""
    return asking.asked(request, pk, debts.ask, _books_of)


def _books_of(filing: Filing) -> str:
    return f"{reverse('execution_books')}?{urlencode({'region': filing.unit.region.code, 'year': filing.year})}"


@require_safe
def flow(request: HttpRequest) -> HttpResponse:
    """Show where a region's money comes from and where it goes."""
    region = access_region(request.user, request.GET.get("region", ""))  # type: ignore[arg-type]
    at = moment(request, region)
    found = flows.flow(region, at.year, at.month) if at.month else None
    when = urlencode({"year": at.year, "month": at.month})
    names = [one.name for one in found.nodes] if found else []
    units = region.units.filter(name__in=names).values_list("name", "pk")
    pages = {name: f"{reverse('execution_unit', args=[pk])}?{when}" for name, pk in units}
    return render(request, "execution/flow.html", {"region": region, "at": at, "flow": found, "pages": pages})


def _rows(request: HttpRequest, region: Region, name: str, unit: Unit | None) -> HttpResponse:
    item = tracing.item_of(name)
    if item is None or (unit is not None and not any(one.name == "unit_name" for one in item.fields)):
        raise Http404
    at = moment(request, region)
    by = {axis: request.GET[axis] for axis in tracing.AXES if axis in request.GET}
    if unit is not None:
        by["unit"] = unit.name
    asked = tracing.Asked(item, region, at.year, at.month, "only" in request.GET, by)
    page = _page(request.GET.get("page", ""))
    found = tracing.rows_of(asked, page)
    pages = Paginator(range(found.count), tracing.SIZE)
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    context = {
        "item": item,
        "region": region,
        "unit": unit,
        "at": at,
        "found": found,
        "by": [(tracing.words(item, axis), value) for axis, value in by.items() if axis != "unit"],
        "only": asked.only,
        "page": pages.get_page(page),
        "address": "?" + urlencode([(key, value) for key, value in request.GET.items() if key != "page"]),
        "opens": set(
            loads_seen(user).filter(pk__in={row.load.pk for row in found.rows if row.load}).values_list("pk", flat=True)
        ),
    }
    return render(request, "execution/rows.html", context)


def _months(found: projects.Project, year: int) -> Chart:
    labels = [_("%d月") % month for month in range(1, queries.MONTHS + 1)]
    values = [
        found.months[month] / _YUAN_IN_WAN if month in found.months else None for month in range(1, queries.MONTHS + 1)
    ]
    title = _("%d年各月支付") % year
    return Chart("months", title, _("万元"), labels, [Series(title, values)], heading=_("月份"))


def _with_rows(line: four.Line, region: Region, at: Moment) -> tuple[four.Line, str]:
    asked = {"region": region.code, "year": at.year, "month": at.month, **line.by}
    return line, f"{reverse('execution_rows', args=[line.item])}?{urlencode(asked)}"


def _owed(line: debts.Line, region: Region, at: Moment, *, reads: bool) -> dict[str, Any]:
    """Return a line of debt with the address of its rows, and of each place in a paper where the person reads those."""
    asked = {"region": region.code, "year": at.year, "month": at.month, **line.by}
    told = [
        None
        if one is None
        else (
            one.said.value,
            debts.phase_of(one),
            asking.place_address(one.said, linked=reads),
        )
        for one in line.told
    ]
    return {"line": line, "rows": f"{reverse('execution_rows', args=['debt'])}?{urlencode(asked)}", "told": told}


def _rows_address(unit: Unit, item: str, at: Moment, by: Mapping[str, Any]) -> str:
    asked = {"year": at.year, "month": at.month, **by}
    return f"{reverse('execution_unit_rows', args=[unit.pk, item])}?{urlencode(asked)}"


def _page(given: str) -> int:
    return int(given) if given.isdecimal() and 0 < len(given) <= len("99999") and int(given) else 1
