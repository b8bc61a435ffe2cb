"""Exemptions (例外): what is left out of which indicator, why, until when, and by whom; made on an alert, ended here."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.supervision.indicator import all_indicators
from gouji.web.core.errors import Refused
from gouji.web.execution.access import access_alert, access_exemption, access_region
from gouji.web.execution.models import Exemption
from gouji.web.execution.services import settings as deciding
from gouji.web.execution.tasks import evaluate_later
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


@require_safe
def exemptions(request: HttpRequest) -> HttpResponse:
    """List a region's exemptions, those in force first."""
    region = access_region(request.user, request.GET.get("region", ""))  # type: ignore[arg-type]
    today = timezone.localdate()
    found = list(Exemption.objects.filter(region=region).select_related("made_by", "lifted_by"))
    rows = [(one, all_indicators().get(one.indicator), one.until >= today and one.lifted_at is None) for one in found]
    context = {
        "region": region,
        "rows": sorted(rows, key=lambda row: (not row[2], row[0].until)),
        "may_lift": rights_for(request).in_region(Right.MATTER_LEAD, region),
    }
    return render(request, "execution/exemptions.html", context)


@require_POST
def exempt(request: HttpRequest, pk: int) -> HttpResponse:
    """Leave what an alert is about out of its indicator until a day."""
    found = access_alert(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    try:
        until = dt.date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        messages.error(request, _("请选择例外的截止日期。"))
        return redirect("alert", pk=pk)
    try:
        reason = request.POST.get("reason", "")
        deciding.exempt(request.user, found, reason, until, timezone.localdate())  # type: ignore[arg-type]
        messages.success(request, _("已设为例外；到期后如仍超过阈值会再次预警。"))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("alert", pk=pk)


@require_POST
def lift(request: HttpRequest, pk: int) -> HttpResponse:
    """End an exemption before its day."""
    found = access_exemption(request.user, pk)  # type: ignore[arg-type]  # the middleware lets nobody else in
    try:
        deciding.lift(request.user, found, request.POST.get("reason", ""), timezone.localdate())  # type: ignore[arg-type]
        evaluate_later.enqueue(found.region_id, timezone.localdate().year)
        messages.success(request, _("已提前结束，指标正在后台重新计算。"))
    except Refused as error:
        messages.error(request, str(error))
    return redirect("exemptions")
