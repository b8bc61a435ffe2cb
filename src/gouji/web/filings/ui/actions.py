"""What is done on the page of a filing: decisions, findings by hand, corrections, steps of the stage, release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from gouji.web.core.errors import Refused
from gouji.web.filings import queries
from gouji.web.filings.access import access_at, access_correction, access_filing, access_finding, access_version
from gouji.web.filings.services import corrections, findings, stages, views
from gouji.web.filings.ui.forms import CorrectionForm, DecisionForm, HandForm, MoveForm
from gouji.web.filings.ui.pages import figure_of
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.forms import Form
    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User


def _user(request: HttpRequest) -> User:
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    return user


def _first_error(form: Form) -> str:
    return next((str(error) for errors in form.errors.values() for error in errors), _("请填写完整。"))


@require_POST
def decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide on a finding and show its card anew; htmx puts it in the place of the old one."""
    finding = access_finding(_user(request), pk)
    access_at(_user(request), finding.filing.unit, Right.FILING_REVIEW)
    form, problem = DecisionForm(request.POST), ""
    if not form.is_valid():
        problem = _first_error(form)
    else:
        said = form.cleaned_data
        try:
            findings.decide(_user(request), finding, said["after"], said["reason"], said["before"])
        except Refused as error:
            problem = str(error)
    if not request.headers.get("HX-Request"):
        if problem:
            messages.error(request, problem)
        return redirect("filing", finding.filing_id)
    version = access_version(_user(request), finding.filing_id)
    rights = rights_for(request)
    card = queries.one_card(finding, version, views.view_of(version), rights)
    may_ask = rights.in_region(Right.MATTER_OPEN, finding.filing.unit.region)
    context = {"card": card, "version": version, "may_review": True, "may_ask": may_ask, "problem": problem}
    answer = render(request, "filings/card.html", context)
    answer["HX-Trigger-After-Settle"] = "desk:decided"
    return answer


@require_POST
def add(request: HttpRequest, pk: int) -> HttpResponse:
    """Add a finding by hand, of a figure or of the document as a whole."""
    version = access_version(_user(request), pk)
    access_at(_user(request), version.filing.unit, Right.FILING_REVIEW)
    form = HandForm(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("filing", pk)
    said = form.cleaned_data
    place = None
    if said["figure"] is not None:
        one = figure_of(views.view_of(version) or {}, said["figure"])
        place = {name: one[name] for name in ("start", "end", "text", "page", "boxes")}
    where = "" if place is None or place["page"] is None else _("第%(page)d页") % {"page": place["page"]}
    try:
        findings.add_by_hand(
            _user(request),
            version,
            said["message"],
            severity=said["severity"],
            place=place,
            where=where,
            expected=said["expected"],
        )
    except Refused as error:
        messages.error(request, str(error))
    return redirect("filing", pk)


@require_POST
def correct(request: HttpRequest, pk: int) -> HttpResponse:
    """Say what a person reads at a figure."""
    version = access_version(_user(request), pk)
    access_at(_user(request), version.filing.unit, Right.FILING_SUBMIT)
    form = CorrectionForm(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("filing", pk)
    said = form.cleaned_data
    one = figure_of(views.view_of(version) or {}, said["figure"])
    reading = corrections.Reading(said["value"], said["unit"], said["reason"])
    try:
        span = (one["start"], one["end"])
        corrections.correct(_user(request), version, span, one["text"], reading, timezone.now())
    except Refused as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("已记下校正，正在按校正后的数字重新核对。"))
    return redirect("filing", pk)


@require_POST
def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a correction back."""
    correction = access_correction(_user(request), pk)
    corrections.withdraw(_user(request), correction, timezone.now())
    return redirect("filing", correction.filing_id)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    """Move a filing to another stage."""
    filing = access_filing(_user(request), pk)
    access_at(_user(request), filing.unit, *{step.right for step in stages.STEPS.values()})
    form = MoveForm(request.POST)
    if not form.is_valid():
        messages.error(request, _first_error(form))
        return redirect("filing", pk)
    said = form.cleaned_data
    try:
        stages.move(
            _user(request),
            filing,
            said["after"],
            today=timezone.localdate(),
            on=said["on"],
            reason=said["reason"],
        )
    except Refused as error:
        messages.error(request, str(error))
    return redirect("filing", pk)


@require_POST
def check_secrecy(request: HttpRequest, pk: int) -> HttpResponse:
    """Note that the current version passed the secrecy check."""
    stages.check_secrecy(_user(request), access_filing(_user(request), pk), timezone.now())
    return redirect("filing", pk)
