"""How the year's budget is carried out: a region on one screen, a unit with its projects."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gouji.web.core.charts import Chart, Series
from gouji.web.execution import queries
from gouji.web.execution.access import access_region, access_unit, alerts_seen, regions_seen
from gouji.web.execution.models import Alert
from gouji.web.execution.services.alerts import month_end
from gouji.web.execution.ui.asked import moment
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from decimal import Decimal

    from django.http import HttpRequest, HttpResponse

    from gouji.web.execution.queries import Execution
    from gouji.web.people.models import User
    from gouji.web.units.models import Region

_LINES = 5
_ALERTS = 4
_MONTHS = tuple(f"{month}月" for month in range(1, queries.MONTHS + 1))
_YUAN_IN_WAN = 10_000


@require_safe
def region(request: HttpRequest) -> HttpResponse:
    """Show one region and year on one screen: the whole, the curve, what is worst, the units furthest behind."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    found = access_region(user, request.GET.get("region", ""))
    at = moment(request, found)
    year, month = at.year, at.month
    seen = alerts_seen(rights_of(user)).filter(region=found, year=year)
    context = {"region": found, "regions": regions_seen(rights_of(user)), "at": at, "year": year, "month": month}
    if not month:
        return render(request, "execution/empty.html", {**context, "may_load": _may_load(user, found)})
    shown = queries.execution(found, year, month)
    now = month >= at.last
    standing = queries.standing_at(seen, month_end(year, queries.MONTHS if now else month))
    return render(
        request,
        "execution/overview.html",
        {
            **context,
            "shown": shown,
            "lines": _linked(shown.lines[:_LINES], found),
            "rest": max(len(shown.lines) - _LINES, 0),
            "chart": _curve(shown, year),
            "alerts": standing[:_ALERTS],
            "counts": [(level, level.label, sum(one.level == level for one in standing)) for level in Alert.Level],
            "now": now,
            "may_load": _may_load(user, found),
        },
    )


@require_safe
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one unit: its curve against the calendar and last year, its projects, its alerts."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    found = access_unit(user, pk)
    at = moment(request, found.region)
    year, month = at.year, at.month
    shown = queries.execution(found.region, year, month or 1, found.name)
    alerts = alerts_seen(rights_of(user)).filter(unit=found, year=year)
    return render(
        request,
        "execution/unit.html",
        {
            "unit": found,
            "at": at,
            "year": year,
            "month": month,
            "shown": shown,
            "chart": _curve(shown, year),
            "alerts": alerts,
        },
    )


def _curve(shown: Execution, year: int) -> Chart:
    """Return the accumulated payments by month in 万元, against the calendar and last year."""
    even = [shown.whole.planned * month / queries.MONTHS for month in range(1, queries.MONTHS + 1)]
    return Chart(
        key="curve",
        title=_("累计支出与时间进度"),
        unit=_("万元"),
        categories=_MONTHS,
        series=[
            Series(_("%(year)d年累计支出") % {"year": year}, _in_wan(shown.now)),
            Series(_("按时间进度应支出"), _in_wan(even)),
            Series(_("%(year)d年累计支出") % {"year": year - 1}, _in_wan(shown.before)),
        ],
        shape="line",
    )


def _in_wan(values: tuple[Decimal | None, ...] | list[Decimal]) -> list[Decimal | None]:
    return [None if value is None else value / _YUAN_IN_WAN for value in values]


def _linked(lines: tuple[queries.Line, ...], region: Region) -> list[tuple[queries.Line, int | None]]:
    """Return each line with its unit's number, None for a name that is no unit of the list."""
    known = dict(region.units.filter(name__in=[line.name for line in lines]).values_list("name", "pk"))
    return [(line, known.get(line.name)) for line in lines]


def _may_load(user: User, region: Region) -> bool:
    return rights_of(user).in_region(Right.DATA_LOAD, region)
