"""A database that does not answer and a full disk are told in a sentence, on every page, without asking the database."""

from __future__ import annotations

import errno
from typing import TYPE_CHECKING, Any

import pytest
from django.db import OperationalError
from django.test import Client

from gouji.web.core import views

if TYPE_CHECKING:
    from tests.web.conftest import District

CASES = [
    (OperationalError("server closed the connection unexpectedly"), 503, "数据库暂时没有应答"),
    (OperationalError("database is locked"), 503, "数据库暂时没有应答"),
    (OperationalError("database or disk is full"), 507, "磁盘已满"),
    (OSError(errno.ENOSPC, "No space left on device"), 507, "磁盘已满"),
    (OSError(errno.EACCES, "Permission denied"), 500, "平台出错了"),
    (ValueError("a fault of ours"), 500, "平台出错了"),
]


@pytest.mark.parametrize(("error", "status", "words"), CASES)
def test_a_page_that_cannot_go_on_says_why_and_what_to_do(
    district: District, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, words: str
) -> None:
    def fail(*_: object) -> None:
        raise error

    client = Client(raise_request_exception=False)
    client.force_login(district.people["office"])
    monkeypatch.setattr(views, "todos_for", fail)
    answer = client.get("/")
    assert answer.status_code == status
    assert words in answer.content.decode()
    assert answer.has_header("Retry-After") is (status == 503)


def test_a_database_that_is_gone_before_the_page_is_told_too(
    district: District, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OperationalError("connection refused")

    client = Client(raise_request_exception=False)
    client.force_login(district.people["office"])
    monkeypatch.setattr("django.contrib.sessions.backends.db.SessionStore.load", fail)
    assert client.get("/").status_code == 503


def test_a_program_is_told_in_its_own_way(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise OperationalError("connection refused")

    client = Client(raise_request_exception=False)
    monkeypatch.setattr("django.middleware.locale.LocaleMiddleware.process_request", fail)
    answer = client.get("/api/v1/anything")
    assert answer.status_code == 503
    assert answer.json()["error"]["code"] == "no_database"


@pytest.mark.django_db
def test_a_foreign_host_name_is_refused_not_failed(settings: Any) -> None:  # noqa: ANN401  pytest-django's own
    settings.ALLOWED_HOSTS = ["desk.example"]
    client = Client(raise_request_exception=False)
    assert client.get("/public/", headers={"host": "desk.example"}).status_code == 200
    assert client.get("/public/", headers={"host": "elsewhere.example"}).status_code == 400
