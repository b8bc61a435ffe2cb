"""What a person reads when the desk itself cannot go on: no database, no space on the disk, or a fault of ours."""

from __future__ import annotations

import errno
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import InterfaceError, OperationalError
from django.db.models import F
from django.http import HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db.models import QuerySet
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise

_FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
_DISK_FULL = "53100"


@dataclass(frozen=True, slots=True)
class Failure:
    """An answer: its status, a code for programs, and two sentences for people: what happened, what to do."""

    status: int
    code: str
    what: StrOrPromise
    do: StrOrPromise


NO_SPACE = Failure(
    507, "no_space", _("磁盘已满，刚才的内容没有保存。"), _("请系统管理员腾出空间后重试；已保存的内容不受影响。")
)
NO_DATABASE = Failure(
    503, "no_database", _("数据库暂时没有应答，刚才的内容没有保存。"), _("请过一会儿重试；一直这样，请联系系统管理员。")
)
FAULT = Failure(
    500, "fault", _("平台出错了，这一步没有完成。"), _("请返回重试；一直这样，请把时间和做了什么告诉系统管理员。")
)


def failure_of(error: BaseException | None) -> Failure:
    """Return what to answer to an exception that nobody caught."""
    if isinstance(error, OSError) and error.errno in _FULL:
        return NO_SPACE
    if isinstance(error, OperationalError | InterfaceError):
        # SQLite names a full disk in words, PostgreSQL by its state disk_full.
        full = "disk is full" in str(error) or getattr(error.__cause__, "sqlstate", None) == _DISK_FULL
        return NO_SPACE if full else NO_DATABASE
    return FAULT


@contextmanager
def counted_try(row: QuerySet[Any], **said: Any) -> Iterator[None]:  # noqa: ANN401  values of its fields
    """Count a try of background work (``attempts``); a full disk is no fault of the work: its try is given back, and ``said`` is written.

    What was raised goes on, so that the work is queued again.
    """
    row.update(attempts=F("attempts") + 1)
    try:
        yield
    except Exception as error:
        if failure_of(error) is NO_SPACE:
            row.update(attempts=F("attempts") - 1, **said)
        raise


def failed(request: HttpRequest) -> HttpResponse:
    """Answer for an exception that nobody caught (``handler500``); nothing here asks the database."""
    failure = failure_of(sys.exc_info()[1])
    if request.path.startswith("/api/"):
        answer: HttpResponse = as_json(failure)
    else:
        answer = HttpResponse(render_to_string("core/failure.html", {"failure": failure}), status=failure.status)
    return _with_wait(answer, failure)


def as_json(failure: Failure) -> HttpResponse:
    """Return what a program is answered: the API's one shape of errors."""
    said = {"code": failure.code, "message": f"{failure.what}{failure.do}", "detail": None}
    shaped = JsonResponse({"error": said}, status=failure.status, json_dumps_params={"ensure_ascii": False})
    return _with_wait(shaped, failure)


def _with_wait(answer: HttpResponse, failure: Failure) -> HttpResponse:
    if failure is NO_DATABASE:
        answer["Retry-After"] = "30"
    return answer
