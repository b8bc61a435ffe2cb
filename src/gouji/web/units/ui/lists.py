"""Handing in a list of units: the file, the preview, and taking it over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gouji.web.core.errors import Refused
from gouji.web.core.forms import attempt
from gouji.web.core.rates import limited
from gouji.web.units.access import access_region, access_unit_list
from gouji.web.units.services.listing import Fate, apply, hand_in, preview
from gouji.web.units.ui.forms import ListForm

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User


@limited("upload", "30/h")
@require_http_methods(["GET", "HEAD", "POST"])
def list_new(request: HttpRequest, region_id: int) -> HttpResponse:
    """Take the file."""
    region = access_region(_person(request), region_id)
    form = ListForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        file = form.cleaned_data["file"]
        listed = attempt(
            form, lambda: hand_in(_person(request), region, file.name, file.read(), today=timezone.localdate())
        )
        if listed is not None:
            return redirect("unit_list", listed.pk)
    back = f"{reverse('units')}?region={region.pk}"
    context = {"form": form, "title": _("导入单位清单"), "back": back, "submit": _("预览")}
    return render(request, "core/form_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def list_one(request: HttpRequest, list_id: int) -> HttpResponse:
    """Show what would become of each row; a POST takes the list over."""
    listed = access_unit_list(_person(request), list_id)
    if request.method == "POST":
        try:
            counts = apply(_person(request), listed, today=timezone.localdate())
        except Refused as refused:
            messages.error(request, str(refused))
            return redirect("unit_list", listed.pk)
        said = {"new": counts[Fate.NEW], "changed": counts[Fate.CHANGED], "aside": counts[Fate.ASIDE]}
        messages.success(request, _("已导入：新增 %(new)s，修改 %(changed)s，没有导入 %(aside)s。") % said)
        return redirect(f"{reverse('units')}?region={listed.region_id}")
    rows = preview(listed)
    numbers = {str(fate): sum(row.fate == fate for row in rows) for fate in Fate}
    shown = sorted(rows, key=lambda row: (row.fate != Fate.ASIDE, row.fate == Fate.SAME, row.number))
    return render(request, "units/list.html", {"listed": listed, "rows": shown, "counts": numbers, "total": len(rows)})


def _person(request: HttpRequest) -> User:
    return request.user  # type: ignore[return-value]  # the middleware lets nobody else in
