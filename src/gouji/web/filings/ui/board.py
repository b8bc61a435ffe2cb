"""The page of the publication board (公开台账)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.web.core.calendar import is_arranged
from gouji.web.core.errors import Refused
from gouji.web.core.export import FORMATS, answer
from gouji.web.filings.access import access_right
from gouji.web.filings.models import SEVERAL, Kind, Reply
from gouji.web.filings.services import publication
from gouji.web.filings.services.publication import Standing
from gouji.web.filings.ui.forms import ReplyForm
from gouji.web.people.roles import Right
from gouji.web.units.models import Region

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase
    from django_stubs_ext import StrOrPromise

    from gouji.web.filings.services.publication import Cell, Duty, Row
    from gouji.web.people.models import User

COLOURS = {
    Standing.PUBLISHED: "green",
    Standing.LATE: "yellow",
    Standing.DUE: "blue",
    Standing.MISSING: "red",
    Standing.UNKNOWN: "secondary",
}
_YEARS_BACK = 6


@require_safe
def board(request: HttpRequest) -> HttpResponseBase:
    """Show who published what, or send it as a file."""
    rights = access_right(request.user, Right.FILING_READ)
    today = timezone.localdate()
    year = _year(request, today.year)
    regions = Region.objects.filter(pk__in=rights.units(Right.FILING_READ).order_by().values("region"))
    region = _region(request, regions)
    units = rights.units(Right.FILING_READ).filter(publication.must_publish(year))
    rows = publication.board(units.filter(region=region).order_by("code") if region else (), year, today)
    if request.GET.get("export") in FORMATS:
        name = f"公开台账-{region}-{year}"
        return answer(
            request.GET["export"], name, _heads(), (_values(row, *named) for row in rows for named in row.named)
        )
    standing = request.GET.get("standing", "")
    shown = [row for row in rows if not standing or any(cell.standing == standing for cell in row.cells)]
    context = {
        "rows": [row for row in shown if not row.unit.is_government],
        "governments": [row for row in shown if row.unit.is_government],
        "tally": [(one, COLOURS[one], count) for one, count in _counted(rows)],
        "standing": standing,
        "colours": COLOURS,
        "year": year,
        "years": range(today.year + 1, today.year - _YEARS_BACK, -1),
        "region": region,
        "regions": regions,
        "duties": [(duty, Kind(duty.kind).label) for duty in publication.duties()],
        "days": list(_days(region, year, rows)),
        "may_enter": region is not None and rights.in_region(Right.FILING_APPROVE, region),
        "today": today,
        "arranged": is_arranged(year),
    }
    return render(request, "filings/board.html", context)


@require_POST
def enter_reply(request: HttpRequest) -> HttpResponse:
    """Note the day of a region's reply."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    rights = access_right(user, Right.FILING_APPROVE)
    regions = Region.objects.filter(pk__in=rights.units(Right.FILING_APPROVE).order_by().values("region"))
    form = ReplyForm(request.POST, regions=regions)
    if not form.is_valid():
        messages.error(request, _("请填好批复日期。"))
        return redirect("publication")
    said = form.cleaned_data
    try:
        publication.enter_reply(
            user,
            said["region"],
            said["kind"],
            said["year"],
            said["on"],
            today=timezone.localdate(),
            basis=said["basis"],
        )
    except Refused as error:
        messages.error(request, str(error))
    return redirect(f"{reverse('publication')}?region={said['region'].pk}&year={said['year']}")


def _year(request: HttpRequest, now: int) -> int:
    asked = request.GET.get("year", "")
    return int(asked) if asked.isdecimal() and len(asked) == 4 else now  # noqa: PLR2004  a year


def _region(request: HttpRequest, regions: QuerySet[Region]) -> Region | None:
    """Return the region asked for, the first without one; raises Http404 for one that is not the person's."""
    asked = request.GET.get("region", "")
    if not asked:
        return regions.first()
    found = regions.filter(pk=int(asked)).first() if asked.isdecimal() else None
    if found is None:
        raise Http404
    return found


def _counted(rows: list[Row]) -> list[tuple[Standing, int]]:
    return [(Standing(name), count) for name, count in publication.tally(rows).items()]


def _days(
    region: Region | None, year: int, rows: list[Row]
) -> Iterator[tuple[Duty, StrOrPromise, Reply | None, dt.date | None]]:
    """Yield the days to enter: each duty with its words, what was entered, and the day of the meeting where nothing was."""
    replies = {reply.kind: reply for reply in Reply.objects.filter(region=region, year=year)}
    met = {cell.duty.kind: cell.replied for row in rows if row.unit.is_government for cell in row.cells}
    governed = [duty for duty in publication.duties("government") if duty.kind in met and duty.kind not in SEVERAL]
    for duty in (*publication.duties(), *governed):
        reply = replies.get(duty.kind)
        yield duty, Kind(duty.kind).label, reply, None if reply else met.get(duty.kind)


def _heads() -> list[str]:
    return [_("单位编码"), _("单位"), _("材料"), _("情况"), _("批复或批准日期"), _("公开期限"), _("公开日期")]


def _values(row: Row, cell: Cell, name: str) -> list[Any]:
    return [row.unit.code, row.unit.name, name, str(cell.standing.label), cell.replied, cell.due, cell.published]
