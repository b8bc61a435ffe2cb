"""How often one person, or one address, may do the same costly thing; counted in the cache, which is a table of the database."""

from __future__ import annotations

import time
from functools import wraps
from http import HTTPStatus
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.core.cache import cache
from django.shortcuts import render

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse

P = ParamSpec("P")
_SECONDS = {"m": 60, "h": 3600}


def limited(
    what: str, rate: str
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponse]
]:
    """Let a view take so many POSTs of a person: ``rate`` is ``30/h`` or ``10/m``; what is more is answered with 429."""
    most, unit = rate.split("/")

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponse]:
        @wraps(view)
        def counted(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponse:
            if request.method == "POST" and (wait := seconds_to_wait(what, _who(request), int(most), _SECONDS[unit])):
                answer = render(request, "429.html", status=HTTPStatus.TOO_MANY_REQUESTS)
                answer["Retry-After"] = str(wait)
                return answer
            return view(request, *args, **kwargs)

        return counted

    return decorate


def seconds_to_wait(what: str, who: str, most: int, seconds: int) -> int:
    """Count one more try in the running window of so many seconds; returns 0, or how long until the next window."""
    now = _now()
    window = now // seconds
    key = f"rate:{what}:{who}:{seconds}:{window}"
    count = cache.get(key, 0) + 1
    cache.set(key, count, seconds)
    return 0 if count <= most else (window + 1) * seconds - now


def _now() -> int:
    return int(time.time())


def _who(request: HttpRequest) -> str:
    return f"user{request.user.pk}" if request.user.pk else f"at{request.META.get('REMOTE_ADDR', '')}"
