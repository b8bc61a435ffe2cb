"""Handing in: the upload page, the progress of a batch, and what waits to be claimed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from gouji.web.core.errors import Refused
from gouji.web.filings.access import access_intake, access_right, intakes_seen
from gouji.web.filings.models import MOST_OF_A_KIND, Intake, Kind
from gouji.web.filings.services import intake as intakes
from gouji.web.filings.services import store
from gouji.web.filings.services.filing import file_document
from gouji.web.filings.ui.forms import PlaceForm, UploadForm
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.units.models import Region

if TYPE_CHECKING:
    import uuid

    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User

_S = Intake.State
_MOST = 100


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Take files in: one into the filing that was named, or any number that say themselves what they are."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    rights = access_right(user, Right.FILING_SUBMIT)
    units = rights.units(Right.FILING_SUBMIT).filter(until=None)
    regions = Region.objects.filter(pk__in=units.order_by().values("region"))
    given = {name: request.GET.get(name) for name in ("unit", "kind", "year", "ordinal")}
    form = UploadForm(
        request.POST or None,
        request.FILES or None,
        units=units,
        regions=regions,
        today=timezone.localdate(),
        initial=given,
    )
    if request.method == "POST" and form.is_valid():
        try:
            return _taken(request, user, form, regions.first())
        except Refused as error:
            form.add_error("files", str(error))
    latest = intakes_seen(user, rights).filter(parent=None, by=user).order_by("-pk")[:8]
    several = regions.count() > 1
    return render(request, "filings/upload.html", {"form": form, "latest": latest, "several_regions": several})


def _taken(request: HttpRequest, user: User, form: UploadForm, region: Region | None) -> HttpResponse:
    """Store the files and hand them on: all of them or none."""
    said = form.cleaned_data
    with transaction.atomic():
        kept = [(file.name or "", store.keep(file.chunks(), file.name or "")) for file in said["files"]]
        if said["unit"]:
            (name, original), *_rest = kept
            handed = file_document(
                user,
                said["unit"],
                said["kind"],
                said["year"],
                original,
                name,
                ordinal=said["ordinal"],
                note=said["note"],
            )
            if not handed.new:
                messages.info(request, _("这份文件就是现有的版本，没有新增版本。"))
            return redirect("filing", handed.version.filing_id)
        chosen = said["region"] or region
        if chosen is None:
            raise Refused("no_unit", _("您名下还没有单位，请联系管理员。"))
        received = intakes.take_in(user, chosen, kept, said["note"])
    return redirect("filing_batch", received[0].batch)


@require_safe
def batch(request: HttpRequest, batch: uuid.UUID) -> HttpResponse:
    """Show how far the files of a batch are; the list itself asks again until all are dealt with."""
    user: User = request.user  # type: ignore[assignment]
    rows = list(intakes_seen(user, rights_of(user)).filter(batch=batch).select_related("version__filing"))
    if not rows:
        raise Http404
    shown = [row for row in rows if row.state != _S.UNPACKED]
    ended = sum(row.ended for row in shown)
    context = {
        "batch": batch,
        "rows": shown,
        "ended": ended,
        "percent": 100 * ended // max(len(shown), 1),
        "working": ended < len(shown) or not shown,
        "unplaced": sum(row.state == _S.UNPLACED for row in shown),
    }
    name = "filings/batch_rows.html" if request.headers.get("HX-Request") else "filings/batch.html"
    return render(request, name, context)


@require_safe
def unplaced(request: HttpRequest) -> HttpResponse:
    """Show what waits to be claimed (待认领), and what could not be read."""
    user: User = request.user  # type: ignore[assignment]
    rights = access_right(user, Right.FILING_SUBMIT)
    rows = intakes_seen(user, rights).filter(state__in=(_S.UNPLACED, _S.REFUSED)).order_by("-pk")[:_MOST]
    context = {
        "rows": rows,
        "units": rights.units(Right.FILING_SUBMIT).filter(until=None),
        "kinds": Kind.choices,
        "most": MOST_OF_A_KIND,
        "next_year": timezone.localdate().year + 1,
    }
    return render(request, "filings/unplaced.html", context)


@require_POST
def claim(request: HttpRequest, pk: int) -> HttpResponse:
    """Place a file by hand."""
    user: User = request.user  # type: ignore[assignment]
    waiting = access_intake(user, pk)
    units = rights_of(user).units(Right.FILING_SUBMIT)
    form = PlaceForm(request.POST, units=units, today=timezone.localdate())
    if not form.is_valid():
        messages.error(request, _("请选好单位、种类和年度。"))
        return redirect("filing_unplaced")
    said = form.cleaned_data
    try:
        handed = intakes.claim(user, waiting, said["unit"], said["kind"], said["year"], said["ordinal"])
    except Refused as error:
        messages.error(request, str(error))
        return redirect("filing_unplaced")
    messages.success(request, _("已归入“%(title)s”。") % {"title": handed.version.filing})
    return redirect("filing_unplaced")


@require_POST
def dismiss(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a file is nobody's filing."""
    user: User = request.user  # type: ignore[assignment]
    try:
        intakes.dismiss(user, access_intake(user, pk), request.POST.get("reason", ""))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("filing_unplaced")
