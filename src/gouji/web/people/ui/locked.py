"""What a person sees after too many wrong passwords: that the login is closed, and until when."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from axes.helpers import get_client_ip_address, get_client_username, get_cool_off
from axes.models import AccessAttempt
from django.conf import settings
from django.shortcuts import render
from django.utils import timezone

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse


def username_of(request: HttpRequest, credentials: dict[str, str] | None = None) -> str:
    """Return the name that wrong passwords are counted by: however it is written, it is one account."""
    given = (credentials or {}).get("username") or request.POST.get("login", "")
    return given.strip().casefold()


def locked_out(
    request: HttpRequest, response: HttpResponse | None, credentials: dict[str, str] | None = None
) -> HttpResponse:
    """Answer with the page that says when to try again."""
    del response
    attempt = (
        AccessAttempt.objects.filter(
            username=get_client_username(request, credentials), ip_address=get_client_ip_address(request)
        )
        .order_by("-attempt_time")
        .first()
    )
    wait = get_cool_off(request)
    again = (attempt.attempt_time if attempt else timezone.now()) + wait
    context = {"again": again, "limit": settings.AXES_FAILURE_LIMIT}
    answer = render(request, "people/locked.html", context, status=HTTPStatus.TOO_MANY_REQUESTS)
    answer["Retry-After"] = str(max(1, int((again - timezone.now()).total_seconds())))
    return answer
