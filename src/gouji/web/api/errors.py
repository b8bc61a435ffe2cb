"""One shape for everything that goes wrong: ``{"error": {"code", "message", "detail"}}``.

``code`` is for programs and never changes; ``message`` is one sentence, Chinese or, with ``Accept-Language: en``, English;
``detail`` says where, when there is more to say.
"""

from __future__ import annotations

import logging
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.translation import get_language
from ninja.errors import AuthenticationError, HttpError, Throttled, ValidationError

from gouji.web.core.errors import Refused
from gouji.web.core.failures import FAULT, as_json, failure_of
from gouji.web.matters.services.errors import MatterError, MissingError, NotAllowedError, NotNowError, StaleError

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from ninja import NinjaAPI

_log = logging.getLogger(__name__)
_FORBIDDEN = frozenset({"forbidden", "step_up_required"})
_SENTENCES = {
    "bad_request": ("请求写法有误，请核对。", "The request is malformed; check it."),
    "unauthorized": (
        "令牌缺少、过期或已作废，请在“接口令牌”页生成一个，写在 Authorization: Bearer 里。",
        "The token is missing, expired or revoked; make one on the tokens page and send it as Authorization: Bearer.",
    ),
    "forbidden": ("您的岗位不能做这一步。", "Your post does not allow this."),
    "scope_missing": ("这个令牌不含所需的范围，请另生成一个。", "This token lacks the scope; make another one."),
    "not_found": ("没有找到，或者不归您看。", "There is no such thing, or it is not yours to see."),
    "method_not_allowed": ("这个地址不接受这种请求。", "This address does not take such a request."),
    "invalid": ("有些内容不对，见 detail。", "Some values are wrong; see detail."),
    "key_missing": (
        "POST 要带 Idempotency-Key（8 到 100 个字符），重试时用同一个。",
        "A POST carries an Idempotency-Key of 8 to 100 characters; retry with the same one.",
    ),
    "key_reused": (
        "这个 Idempotency-Key 已用于另一个请求，请换一个。",
        "This Idempotency-Key was used for another request; use a new one.",
    ),
    "too_many_requests": (
        "请求太频繁，请过 Retry-After 秒后再试。",
        "Too many requests; try again after Retry-After seconds.",
    ),
    "too_large": ("内容太大。", "The content is too large."),
    "internal": (
        "没有完成，什么也没有改动；请稍后重试，再次出错请告诉系统管理员。",
        "It was not done and nothing was changed; retry later, and tell the steward if it happens again.",
    ),
}
_MATTER_CODES = {
    NotAllowedError: "forbidden",
    NotNowError: "not_now",
    MissingError: "missing",
    StaleError: "stale",
}
_CODES = {
    HTTPStatus.BAD_REQUEST: "bad_request",
    HTTPStatus.UNAUTHORIZED: "unauthorized",
    HTTPStatus.FORBIDDEN: "forbidden",
    HTTPStatus.NOT_FOUND: "not_found",
    HTTPStatus.METHOD_NOT_ALLOWED: "method_not_allowed",
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: "too_large",
    HTTPStatus.UNPROCESSABLE_ENTITY: "invalid",
    HTTPStatus.TOO_MANY_REQUESTS: "too_many_requests",
}


class ScopeMissing(Exception):  # noqa: N818  an answer, not a fault
    """The token does not reach so far; the argument is the scope."""


def problem(status: int, code: str = "", message: str = "", detail: Any = None) -> JsonResponse:  # noqa: ANN401  JSON
    """Return an answer in the one shape; without code and message those of the status."""
    code = code or _CODES.get(HTTPStatus(status), "internal")
    if not message:
        zh, en = _SENTENCES[code]
        message = en if (get_language() or "").startswith("en") else zh
    return JsonResponse(
        {"error": {"code": code, "message": message, "detail": detail}},
        status=status,
        json_dumps_params={"ensure_ascii": False},
    )


def install(api: NinjaAPI) -> None:
    """Answer every exception of the routes in the one shape."""
    for kind, handler in _HANDLERS.items():
        api.add_exception_handler(kind, handler)


def _refused(request: HttpRequest, error: Refused) -> HttpResponse:  # noqa: ARG001  a handler's signature
    status = HTTPStatus.FORBIDDEN if error.code in _FORBIDDEN else HTTPStatus.CONFLICT
    return problem(status, error.code, str(error))


def _scope(request: HttpRequest, error: ScopeMissing) -> HttpResponse:  # noqa: ARG001  a handler's signature
    return problem(HTTPStatus.FORBIDDEN, "scope_missing", detail={"scope": str(error)})


def _http(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001  a handler's signature
    answer = problem(error.status_code)
    if isinstance(error, Throttled) and error.wait:
        answer["Retry-After"] = str(error.wait)
    return answer


def _invalid(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001  a handler's signature
    wrong = [{"where": [str(part) for part in one["loc"]], "what": str(one["msg"])} for one in error.errors]
    missing_key = any("Idempotency-Key" in one["where"] for one in wrong)
    return problem(HTTPStatus.UNPROCESSABLE_ENTITY, "key_missing" if missing_key else "invalid", detail=wrong)


def _matter(request: HttpRequest, error: MatterError) -> HttpResponse:  # noqa: ARG001  a handler's signature
    status = HTTPStatus.FORBIDDEN if isinstance(error, NotAllowedError) else HTTPStatus.CONFLICT
    return problem(status, _MATTER_CODES.get(type(error), "refused"), str(error))


def _unexpected(request: HttpRequest, error: Exception) -> HttpResponse:
    _log.error("%s %s", request.method, request.path, exc_info=error)
    failure = failure_of(error)
    if failure is not FAULT:
        return as_json(failure)
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "internal")


_HANDLERS: Mapping[type[Exception], Callable[[HttpRequest, Any], HttpResponse]] = {
    Refused: _refused,
    ScopeMissing: _scope,
    MatterError: _matter,
    PermissionDenied: lambda _request, _error: problem(HTTPStatus.FORBIDDEN),
    Http404: lambda _request, _error: problem(HTTPStatus.NOT_FOUND),
    AuthenticationError: lambda _request, _error: problem(HTTPStatus.UNAUTHORIZED),
    ValidationError: _invalid,
    HttpError: _http,
    Exception: _unexpected,
}
