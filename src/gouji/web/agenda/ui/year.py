"""The page of the year: meetings, what is due by month, what has come; and what is entered there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.web.agenda.access import access_receipt, access_region, entries_seen, regions_seen
from gouji.web.agenda.entries import Entry, Standing, tally, year_of
from gouji.web.agenda.models import Meeting
from gouji.web.agenda.services import receipts
from gouji.web.agenda.steps import OWERS
from gouji.web.agenda.ui.forms import ReceiptForm
from gouji.web.core.calendar import is_arranged
from gouji.web.core.errors import Refused
from gouji.web.core.export import FORMATS, answer
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest, HttpResponse
    from django.http.response import HttpResponseBase

    from gouji.web.people.models import User
    from gouji.web.units.models import Region

COLOURS = {
    Standing.DONE: "green",
    Standing.LATE: "yellow",
    Standing.NEAR: "orange",
    Standing.AHEAD: "blue",
    Standing.OVERDUE: "red",
    Standing.UNKNOWN: "secondary",
}
_MONTHS = 12
_NAMED = 6
_HEAD = ("期限", "环节", "事项", "预算年度", "责任方", "情况", "完成日期", "已到", "应到", "会议", "期限规定", "依据")


@dataclass(frozen=True, slots=True)
class Month:
    """One month: its meetings and what is due in it."""

    number: int
    meetings: tuple[Meeting, ...]
    entries: tuple[Entry, ...]

    @property
    def dots(self) -> list[tuple[Standing, str, int]]:
        """How many entries stand how, the gravest first."""
        counts = tally(self.entries)
        grave = (Standing.OVERDUE, Standing.NEAR, Standing.LATE, Standing.AHEAD, Standing.DONE, Standing.UNKNOWN)
        return [(one, COLOURS[one], counts[one]) for one in grave if counts[one]]


@require_safe
def agenda(request: HttpRequest) -> HttpResponseBase:
    """Show a region's year, or send it as a file."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    region = access_region(user, request.GET.get("region", ""))
    today = timezone.localdate()
    year = number_of(request.GET.get("year"), today.year)
    rights = rights_of(user)
    whole = rights.in_region(Right.AGENDA_READ, region)
    found = entries_seen(rights, region, year_of(region, year, today), today)
    shown = _wanted(request, found)
    if request.GET.get("export") in FORMATS:
        return answer(request.GET["export"], f"年度日程-{region}-{year}", _HEAD, map(_cells, shown))
    meetings = list(Meeting.objects.filter(region=region, cancelled_at=None, on__year=year).prefetch_related("items"))
    counts = tally(found)
    context = {
        "region": region,
        "regions": regions_seen(rights),
        "year": year,
        "years": range(today.year + 1, today.year - 5, -1),
        "today": today,
        "months": _months(meetings, shown),
        "tally": [(one, COLOURS[one], counts[one]) for one in Standing],
        "colours": COLOURS,
        "stages": list(dict.fromkeys(one.step.stage for one in found)),
        "owers": OWERS,
        "chosen": {name: request.GET.get(name, "") for name in ("standing", "stage", "who")},
        "whole": whole,
        "keeps": rights.in_region(Right.AGENDA_KEEP, region),
        "leads": rights.in_region(Right.MATTER_LEAD, region),
        "arranged": is_arranged(year),
        "named": _NAMED,
    }
    return render(request, "agenda/year.html", context)


@require_POST
def enter(request: HttpRequest) -> HttpResponse:
    """Enter that a step was done."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    region = access_region(user, request.POST.get("region", ""), Right.AGENDA_KEEP)
    form = ReceiptForm(request.POST)
    if not form.is_valid():
        messages.error(request, _("请填好日期。"))
        return redirect(_back(request, region))
    said = form.cleaned_data
    more: dict[str, Any] = {"occasion": said["occasion"] or 0, "note": said["note"]}
    try:
        receipts.enter_receipt(user, region, said["step"], said["year"], said["on"], today=timezone.localdate(), **more)
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_back(request, region))


@require_POST
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an entered receipt back."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    receipt = access_receipt(user, pk)
    try:
        receipts.take_back(user, receipt, request.POST.get("reason", ""), timezone.now())
    except Refused as refused:
        messages.error(request, str(refused))
    return redirect(_back(request, receipt.region))


def number_of(given: str | None, otherwise: int) -> int:
    """Return a year that an address asks for."""
    return int(given) if given and given.isdecimal() and 2000 <= int(given[:5]) <= 2099 else otherwise  # noqa: PLR2004  years that a desk sees


def _wanted(request: HttpRequest, found: Iterable[Entry]) -> list[Entry]:
    standing, stage, who = (request.GET.get(name, "") for name in ("standing", "stage", "who"))
    return [
        one
        for one in found
        if standing in {"", one.standing} and stage in {"", one.step.stage} and who in {"", one.step.who}
    ]


def _months(meetings: list[Meeting], entries: list[Entry]) -> list[Month]:
    return [
        Month(
            number,
            tuple(one for one in meetings if one.on.month == number),
            tuple(one for one in entries if one.due.month == number),
        )
        for number in range(1, _MONTHS + 1)
    ]


def _cells(one: Entry) -> list[object]:
    return [
        one.due,
        one.step.stage,
        one.step.name,
        one.year,
        OWERS[one.step.who],
        str(one.standing.label),
        one.done_on,
        one.come.count or None,
        one.come.of or None,
        one.meeting.name if one.meeting else _("会期未登记，按惯常日期推算"),
        str(one.step.term),
        one.step.basis,
    ]


def _back(request: HttpRequest, region: Region) -> str:
    """Return the year that the form stood on."""
    year = number_of(request.POST.get("shown"), timezone.localdate().year)
    return f"{reverse('agenda')}?region={region.code}&year={year}"
