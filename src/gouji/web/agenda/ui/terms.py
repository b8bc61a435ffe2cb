"""A region's own terms, each with what it rests on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from gouji.web.agenda.access import access_region
from gouji.web.agenda.entries import steps_of
from gouji.web.agenda.folder.drafting import forms
from gouji.web.agenda.folder.paper import KIND
from gouji.web.agenda.services.terms import set_term
from gouji.web.agenda.steps import OWERS, Term, steps, topics
from gouji.web.agenda.ui.forms import DraftTemplateForm, TermForm
from gouji.web.core.forms import attempt
from gouji.web.matters.models import Template
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User


@require_http_methods(["GET", "HEAD", "POST"])
def terms(request: HttpRequest) -> HttpResponse:
    """Show the terms of a region's calendar; its lead sets them."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    region = access_region(user, request.GET.get("region", ""), Right.AGENDA_KEEP)
    leads = rights_of(user).in_region(Right.MATTER_LEAD, region)
    if request.method == "POST" and not leads:
        raise PermissionDenied
    form = TermForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        term = Term(said["n"], said["unit"])
        made = attempt(form, lambda: set_term(user, region, said["step"], term, said["basis"], used=said["used"]))
        if made is not None:
            messages.success(request, _("已保存，日程已按新的期限排好。"))
            return redirect(f"{reverse('agenda_terms')}?region={region.code}")
    used = steps_of(region)
    context = {
        "region": region,
        "rows": [
            (used.get(code, step), code in used, OWERS[step.who], _anchor(step.anchor))
            for code, step in steps().items()
        ],
        "form": form,
        "leads": leads,
        "template_form": DraftTemplateForm(),
        "templates": [
            (forms()[one.letter].name, one.file_name)
            for one in Template.objects.filter(office__region=region, kind=KIND)
            if one.letter in forms()
        ],
    }
    return render(request, "agenda/terms.html", context)


def _anchor(code: str) -> str:
    return topics()[code].name if code in topics() else steps()[code].name
