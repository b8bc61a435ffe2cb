"""Public pages are made once: the same mark, address and language give the same bytes, to browsers by ETag and here by key.

The mark is asked of the database for every request, so that what is taken back is gone at once. A browser must ask each time
(``max-age=0``), and is told in a few bytes that nothing changed.
"""

from __future__ import annotations

import hashlib
from functools import wraps
from typing import TYPE_CHECKING, Concatenate, ParamSpec

from django.contrib.auth.decorators import login_not_required
from django.core.cache import caches
from django.http import HttpResponse
from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

import gouji

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

P = ParamSpec("P")
_KEPT = 600  # seconds
_LARGEST = 512 * 1024  # bytes of a page that is kept here
CONTROL = "public, max-age=0, must-revalidate"


def public_page(
    mark: Callable[..., str],
) -> Callable[
    [Callable[Concatenate[HttpRequest, P], HttpResponse]], Callable[Concatenate[HttpRequest, P], HttpResponseBase]
]:
    """Make a view one of the public's: no login, read only, cached under the mark that its arguments have."""

    def decorate(
        view: Callable[Concatenate[HttpRequest, P], HttpResponse],
    ) -> Callable[Concatenate[HttpRequest, P], HttpResponseBase]:
        @wraps(view)
        def answer(request: HttpRequest, /, *args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
            said = (gouji.__version__, mark(*args, **kwargs), request.get_full_path(), get_language() or "")
            key = hashlib.sha256("\n".join(said).encode()).hexdigest()
            etag = f'"{key}"'
            unchanged: HttpResponseBase | None = get_conditional_response(request, etag=etag)
            found = unchanged or _kept(key) or _made(view(request, *args, **kwargs), key)
            found.headers.setdefault("Cache-Control", CONTROL)
            found["ETag"] = etag
            patch_vary_headers(found, ("Accept-Language", "Cookie"))
            return found

        return login_not_required(require_safe(answer))

    return decorate


def _kept(key: str) -> HttpResponse | None:
    kept = caches["pages"].get(key)
    return HttpResponse(kept[0], headers=kept[1]) if kept else None


def _made(answer: HttpResponse, key: str) -> HttpResponse:
    small = not answer.streaming and len(answer.content) <= _LARGEST
    if answer.status_code == 200 and small:  # noqa: PLR2004  OK
        caches["pages"].set(key, (answer.content, dict(answer.headers)), _KEPT)
    return answer
