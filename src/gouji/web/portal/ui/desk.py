"""The desk's page of releases: what waits, what is public, and both moves with a renewed proof of who makes them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.web.core.errors import Refused
from gouji.web.filings.services import stages
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.people.step_up import needs_step_up, proof_of
from gouji.web.portal.access import access_release
from gouji.web.portal.queries import ready_filings, released_filings

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User

_MOST = 200


@require_safe
def releases_page(request: HttpRequest) -> HttpResponse:
    """Show what may be released and what is public."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    rights = rights_of(user)
    if not rights.anywhere(Right.RELEASE):
        raise PermissionDenied
    context = {"ready": ready_filings(rights)[:_MOST], "released": released_filings(rights)[:_MOST]}
    return render(request, "portal/releases.html", context)


@require_POST
@needs_step_up
def release_page(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Release a filing."""
    user: User = request.user  # type: ignore[assignment]  # likewise
    filing = access_release(user, filing_id)
    try:
        stages.release(user, filing, timezone.now(), proof=proof_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(title)s”已向社会公开。") % {"title": filing})
    return _back(request, filing_id)


@require_POST
@needs_step_up
def withdraw_page(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Take a filing back."""
    user: User = request.user  # type: ignore[assignment]  # likewise
    filing = access_release(user, filing_id)
    try:
        stages.take_back(user, filing, request.POST.get("reason", ""), proof=proof_of(request))
    except Refused as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("“%(title)s”已撤下。") % {"title": filing})
    return _back(request, filing_id)


def _back(request: HttpRequest, filing_id: int) -> HttpResponse:
    """Return to where the button was: the page of the filing, or the list of releases."""
    return redirect("filing", filing_id) if request.POST.get("back") == "filing" else redirect("releases")
