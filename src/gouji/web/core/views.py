"""The home page, and the address by which a watchman sees that the desk lives."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouji.web.core.home import grouped, todos_for, whole
from gouji.web.people.rights import rights_for

if TYPE_CHECKING:
    from gouji.web.people.models import User


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """Show what waits for this person (待办): the beginning of each card, or all of the one that ``of`` names."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    groups, of = grouped(todos_for(user, rights_for(request))), request.GET.get("of")
    page = "core/todos.html" if of and request.htmx else "core/home.html"  # type: ignore[attr-defined]
    return render(
        request, page, {"groups": whole(groups, of) if of else groups, "of": of, "today": timezone.localdate()}
    )


@login_not_required
@require_safe
def health(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view's signature
    """Answer with one word where the database answers."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return HttpResponse("ok", content_type="text/plain")
