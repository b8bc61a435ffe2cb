"""What every request to the API passes: its token, how often it may ask, and the key that makes a repeated POST harmless."""

from __future__ import annotations

import hashlib
from http import HTTPStatus
from typing import TYPE_CHECKING

from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.utils import timezone

from gouji.web.api.errors import problem
from gouji.web.api.models import Answer, Token
from gouji.web.api.services import token_of
from gouji.web.core.rates import seconds_to_wait

if TYPE_CHECKING:
    from collections.abc import Callable

PATH = "/api/"
_A_MINUTE = 60
READS, WRITES, STRANGERS = 300, 60, 60  # requests a minute: of a token, its POSTs, of an address without a token
_WRITING = frozenset({"POST", "PUT", "PATCH", "DELETE"})
_LONGEST_KEY = 100  # longer ones are refused by the routes
_OUR_SHAPE = "application/json"


def token_from(request: HttpRequest) -> Token | None:
    """Return the token that a request carries, looked up once."""
    if not hasattr(request, "_api_token"):
        kind, _, secret = request.headers.get("Authorization", "").partition(" ")
        found = token_of(secret.strip(), now=timezone.now()) if kind.lower() == "bearer" else None
        request._api_token = found  # type: ignore[attr-defined]  # noqa: SLF001  our own mark on Django's object
    token: Token | None = request._api_token  # type: ignore[attr-defined]  # noqa: SLF001
    return token


class DoorMiddleware:
    """Stands before the API's routes and touches nothing else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in the API's own shape, whatever happens."""
        if not request.path.startswith(PATH):
            return self.get_response(request)
        token = token_from(request)
        if wait := _wait(request, token):
            answer: HttpResponse = problem(HTTPStatus.TOO_MANY_REQUESTS)
            answer["Retry-After"] = str(wait)
            return answer
        key = request.headers.get("Idempotency-Key", "")
        if token is None or request.method not in _WRITING or not 0 < len(key) <= _LONGEST_KEY:
            return _shaped(self.get_response(request))
        try:
            digest = _digest(request)
        except RequestDataTooBig:
            return problem(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
        except (BadRequest, SuspiciousOperation, MultiPartParserError, UnreadablePostError):
            return problem(HTTPStatus.BAD_REQUEST)
        return _shaped(self._once(request, token, key, digest))

    def _once(self, request: HttpRequest, token: Token, key: str, digest: str) -> HttpResponse:
        """Do what is asked in one transaction with the stored answer; a repeated request gets that answer again."""
        with transaction.atomic():
            try:
                with transaction.atomic():
                    kept = Answer.objects.create(user=token.user, key=key, digest=digest)
            except IntegrityError:
                return _again(Answer.objects.get(user=token.user, key=key), digest)
            answer = self.get_response(request)
            if answer.status_code >= HTTPStatus.BAD_REQUEST:
                transaction.set_rollback(True)
            else:
                kept.status, kept.body = answer.status_code, answer.content.decode()
                kept.save(update_fields=["status", "body"])
        return answer


def _again(kept: Answer, digest: str) -> HttpResponse:
    if kept.digest != digest:
        return problem(HTTPStatus.CONFLICT, "key_reused")
    answer = HttpResponse(kept.body, status=kept.status, content_type=_OUR_SHAPE)
    answer["Idempotent-Replayed"] = "true"
    return answer


def _digest(request: HttpRequest) -> str:
    """Return a hash of what is asked: method, address, and body or form with the content of its files."""
    digest = hashlib.sha256(f"{request.method} {request.get_full_path()}".encode())
    if request.content_type == "multipart/form-data":
        for name, values in sorted(request.POST.lists()):
            digest.update(repr((name, values)).encode())
        for name, files in sorted(request.FILES.lists()):
            for file in files:
                digest.update(repr((name, file.name)).encode())
                digest.update(hashlib.file_digest(file, "sha256").digest())
                file.seek(0)
    else:
        digest.update(request.body)
    return digest.hexdigest()


def _wait(request: HttpRequest, token: Token | None) -> int:
    if token is None:
        return seconds_to_wait("api", f"at{request.META.get('REMOTE_ADDR', '')}", STRANGERS, _A_MINUTE)
    if request.method in _WRITING and (wait := seconds_to_wait("api_post", f"token{token.pk}", WRITES, _A_MINUTE)):
        return wait
    return seconds_to_wait("api", f"token{token.pk}", READS, _A_MINUTE)


def _shaped(answer: HttpResponse) -> HttpResponse:
    """Give an error from outside the routes (an unknown address, a wrong method) the one shape."""
    if answer.status_code < HTTPStatus.BAD_REQUEST or answer.get("Content-Type", "").startswith(_OUR_SHAPE):
        return answer
    shaped = problem(answer.status_code)
    if "Allow" in answer:
        shaped["Allow"] = answer["Allow"]
    return shaped
