"""Indicators (指标): the catalogue, and one with its page, its thresholds and a dry run over the past years."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any

from django.contrib import messages
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.supervision.indicator import Indicator, all_indicators
from gouji.supervision.items import all_items
from gouji.web.core.errors import Refused
from gouji.web.execution import queries
from gouji.web.execution.access import access_region, alerts_seen
from gouji.web.execution.models import Alert
from gouji.web.execution.services import settings as deciding
from gouji.web.execution.services.alerts import dry_run, thresholds_of
from gouji.web.execution.tasks import evaluate_later
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.people.step_up import needs_step_up, proof_of
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse, QueryDict

    from gouji.web.people.models import User

_YEARS = 3


@require_safe
def catalogue(request: HttpRequest) -> HttpResponse:
    """List the indicators with what stands of each."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    region = access_region(user, request.GET.get("region", ""))
    open_ones = list(
        alerts_seen(rights_of(user)).filter(region=region, state=Alert.State.OPEN).values_list("indicator", flat=True)
    )
    rows = [(one, open_ones.count(one.code)) for one in all_indicators().values()]
    return render(request, "execution/indicators.html", {"region": region, "rows": rows})


@require_safe
def indicator(request: HttpRequest, code: str) -> HttpResponse:
    """Show what an indicator says, its thresholds, and what others would have raised in the past three years."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    found = _indicator(code)
    region = access_region(user, request.GET.get("region", ""))
    nature = _nature(request.GET)
    own = thresholds_of(region).get(code, {})
    chosen = {one.name: one.default for one in found.thresholds} | own.get("", {}) | (own.get(nature, {}))
    tried = _tried(request.GET, found)
    years = queries.years_of(region)[:_YEARS]
    raised = dry_run(region, code, chosen | tried, tuple(sorted(years)), nature) if tried else None
    context: dict[str, Any] = {
        "indicator": found,
        "region": region,
        "needs": [all_items()[name].zh for name in found.needs],
        "thresholds": [(one, chosen[one.name], tried.get(one.name, chosen[one.name])) for one in found.thresholds],
        "raised": raised,
        "nature": nature,
        "natures": [one for one in Unit.Nature.choices if one[0] != Unit.Nature.GOVERNMENT],
        "own": [(Unit.Nature(one).label, values) for one, values in own.items() if one],
        "may_set": rights_of(user).in_region(Right.MATTER_LEAD, region),
    }
    return render(request, "execution/indicator.html", context)


@require_POST
@needs_step_up
def threshold(request: HttpRequest, code: str) -> HttpResponse:
    """Set the thresholds of a region."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    found = _indicator(code)
    region = access_region(user, request.POST.get("region", ""))
    try:
        basis, nature = request.POST.get("basis", ""), _nature(request.POST)
        values = _tried(request.POST, found)
        deciding.set_thresholds(user, region, found, values, basis, nature, proof=proof_of(request))
        messages.success(request, _("阈值已保存，指标正在后台重新计算。"))
    except Refused as error:
        messages.error(request, str(error))
    else:
        evaluate_later.enqueue(region.pk, timezone.localdate().year)
    return redirect("indicator", code=code)


def _indicator(code: str) -> Indicator:
    found = all_indicators().get(code)
    if found is None:
        raise Http404
    return found


def _nature(sent: QueryDict) -> str:
    """Return the nature of units that was chosen, empty for all."""
    nature = sent.get("nature", "")
    return nature if nature in Unit.Nature.values else ""


def _tried(sent: QueryDict, found: Indicator) -> dict[str, Decimal]:
    """Return the thresholds that were sent and read as numbers."""
    tried = {}
    for one in found.thresholds:
        try:
            value = Decimal(sent.get(one.name, ""))
        except InvalidOperation:
            continue
        if value.is_finite():
            tried[one.name] = value
    return tried
