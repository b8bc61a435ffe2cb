"""The rows that a load set aside: one mended, taken or left out, or all of one reason at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from gouji.web.core.errors import Refused
from gouji.web.execution.access import access_load
from gouji.web.execution.models import Load, RowDecision
from gouji.web.execution.services import rows
from gouji.web.execution.services.reconciling import reason_words
from gouji.web.execution.tasks import evaluate_later

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.http import HttpRequest, HttpResponse


@require_http_methods(["GET", "HEAD", "POST"])
def row(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show one row with its cells to mend, and take the decision."""
    found = access_load(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    one = next((one for one in rows.waiting(found) if one.row == number), None)
    if one is None:
        messages.info(request, _("这一行已经处理过，或者不在等待处理的行里。"))
        return redirect("load", pk=pk)
    cells = list(one.cells)
    if request.method == "POST":
        kind = request.POST.get("kind", "")
        if kind == RowDecision.Kind.MENDED:
            cells = [request.POST.get(f"cell-{at}", cell) for at, cell in enumerate(cells)]
        if _decided(request, found, kind, [(number, cells)]):
            return redirect("load", pk=pk)
    context = {
        "load": found,
        "number": number,
        "why": reason_words(found.item, one.reason),
        "cells": rows.cells_by_field(found, cells),
    }
    return render(request, "execution/row.html", context)


@require_POST
def many(request: HttpRequest, pk: int) -> HttpResponse:
    """Take or leave out all rows that wait for one reason."""
    found = access_load(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    why, kind = request.POST.get("why", ""), request.POST.get("kind", "")
    chosen = [(one.row, one.cells) for one in rows.waiting(found) if one.reason == why]
    if kind == RowDecision.Kind.MENDED:
        messages.error(request, _("改正要一行一行来。"))
    else:
        _decided(request, found, kind, chosen)
    return redirect("load", pk=pk)


def _decided(request: HttpRequest, found: Load, kind: str, chosen: Sequence[tuple[int, Sequence[str]]]) -> bool:
    if kind not in RowDecision.Kind.values:
        messages.error(request, _("请选择怎么处理。"))
        return False
    try:
        made = rows.decide(request.user, found, kind, chosen, request.POST.get("reason", ""))  # type: ignore[arg-type]
    except Refused as error:
        messages.error(request, str(error))
        return False
    if found.state == Load.State.LIVE and kind != RowDecision.Kind.DISCARDED:
        evaluate_later.enqueue(found.region_id, found.year)
    messages.success(request, _("已处理 %d 行。") % len(made))
    return True
