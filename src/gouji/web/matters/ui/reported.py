"""Lists from reports: the problems that an audit's report tells, ticked into matters; what a later report says of their items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gouji.web.filings.services.views import view_of
from gouji.web.filings.tasks import rebuild_view
from gouji.web.matters.access import access_report
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Told
from gouji.web.matters.services import reported
from gouji.web.matters.services.errors import MatterError, MissingError
from gouji.web.matters.ui.page import person

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.web.filings.models import Version
    from gouji.web.matters.kinds.shape import Kind
    from gouji.web.matters.models import Matter
    from gouji.web.units.models import Unit

Json = dict[str, Any]
_MOST_WORDS, _MOST_TITLE = 2000, 200


@dataclass(frozen=True, slots=True)
class Row:
    """A proposal as its row shows it: what was filled in stays."""

    one: reported.Proposal
    picked: bool
    words: str
    unit: str

    @property
    def headings(self) -> str:
        """Where in the report it stands."""
        return " › ".join(self.one.told["headings"])

    @property
    def amounts(self) -> str:
        """The money that its passage tells."""
        return "、".join(dict.fromkeys(amount["text"] for amount in self.one.told["amounts"]))


@require_http_methods(["GET", "HEAD", "POST"])
def problems(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show the problems that a report tells; those ticked become matters, one a unit, in one step."""
    kind = _kind(code)
    version = access_report(person(request), pk, kind.items_from)
    view = view_of(version)
    if view is None or "again" in request.GET:
        return _wait(request, version, ready=view is not None)
    today = timezone.localdate()
    found = reported.proposals(kind, version, view["audit_items"], today)
    sent = request.method == "POST"
    rows = [_row(request, one, sent=sent) for one in found]
    title = request.POST.get("title", "") if sent else _("%d年度审计工作报告指出的问题") % version.filing.year
    error = ""
    units = reported.units_of(version, today)
    if sent:
        try:
            matters = _opened(request, kind, version, rows, units)
        except MatterError as failed:
            error = str(failed)
        else:
            messages.success(request, _("已立项 %d 件，请核对后送负责人交办。") % len(matters))
            return redirect("matter_page", matters[0].pk) if len(matters) == 1 else redirect("matter_list")
    here = {"kind": kind, "version": version, "rows": rows, "units": units, "title": title, "error": error}
    return render(request, "matters/problems.html", here)


def _row(request: HttpRequest, one: reported.Proposal, *, sent: bool) -> Row:
    start = one.told["start"]
    if sent:
        picked = str(start) in request.POST.getlist("pick")
        return Row(one, picked, request.POST.get(f"words-{start}", ""), request.POST.get(f"unit-{start}", ""))
    return Row(one, one.unit is not None and one.item is None, one.told["title"], one.unit.name if one.unit else "")


def _opened(
    request: HttpRequest, kind: Kind, version: Version, rows: Sequence[Row], units: Sequence[Unit]
) -> list[Matter]:
    """Open the matters of the rows that are ticked; raises MatterError with the first thing that is missing."""
    by_name = {unit.name: unit for unit in units}
    chosen = []
    for number, row in enumerate(rows, 1):
        if not row.picked:
            continue
        unit = by_name.get(row.unit.strip())
        if unit is None:
            raise MissingError(_("请给第 %d 项选择单位登记表里的单位。") % number)
        chosen.append(reported.Chosen(row.one.told, row.words.strip()[:_MOST_WORDS], unit))
    title = request.POST.get("title", "").strip()[:_MOST_TITLE]
    return reported.open_lists(kind, version, chosen, person(request), title=title, today=timezone.localdate())


@require_http_methods(["GET", "HEAD", "POST"])
def told(request: HttpRequest, code: str, pk: int) -> HttpResponse:
    """Show the open items beside what a report on rectification says of them; what is ticked is written down."""
    kind = _kind(code)
    version = access_report(person(request), pk, kind.items_told)
    view = view_of(version)
    if view is None or "again" in request.GET:
        return _wait(request, version, ready=view is not None)
    found = reported.passages(kind, version, view["audit_items"])
    if request.method == "POST":
        try:
            count = _confirmed(request, version, found)
        except MatterError as failed:
            messages.error(request, str(failed))
        else:
            messages.success(request, _("已登记 %d 项。") % count)
        return redirect("matter_told", code, pk)
    used = {one.told["start"] for one in found if one.told}
    here = {
        "kind": kind,
        "version": version,
        "found": found,
        "waiting": any(one.told and not one.confirmed for one in found),
        "others": [one for one in view["audit_items"] if one["start"] not in used],
        "states": Told.State.choices,
    }
    return render(request, "matters/told.html", here)


@transaction.atomic
def _confirmed(request: HttpRequest, version: Version, found: Sequence[reported.Passage]) -> int:
    """Write down what is ticked, all of it or nothing."""
    picked = set(request.POST.getlist("pick"))
    wanted = [one for one in found if str(one.item.pk) in picked and one.told and not one.confirmed]
    for one in wanted:
        state = request.POST.get(f"state-{one.item.pk}", "")
        reported.confirm(version, one.item, one.told or {}, state, person(request), today=timezone.localdate())
    return len(wanted)


def _kind(code: str) -> Kind:
    kind = all_kinds().get(code)
    if kind is None or not kind.items_from:
        raise Http404
    return kind


def _wait(request: HttpRequest, version: Version, *, ready: bool) -> HttpResponse:
    """Have the view made, once; the page asks again by itself until it is there."""
    if "again" not in request.GET:
        rebuild_view.enqueue(version.pk)
    answer = render(request, "matters/report_waits.html", {"version": version})
    if ready:
        answer["HX-Refresh"] = "true"
    return answer
