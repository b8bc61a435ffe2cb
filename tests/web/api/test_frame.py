"""One shape of errors, pages, rate limits, and POSTs that do nothing twice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.http import HttpRequest, JsonResponse
from django.test import RequestFactory
from tests.web.api.conftest import Program

from gouji.web.api import door
from gouji.web.api.door import DoorMiddleware
from gouji.web.api.models import Answer
from gouji.web.people.roles import Role
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpResponse
    from tests.web.conftest import District


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/nothing", 404, "not_found"),
        ("/units/999999", 404, "not_found"),
        ("/units/x", 404, "not_found"),
        ("/units?size=0", 422, "invalid"),
        ("/units?page=x", 422, "invalid"),
    ],
)
def test_every_error_has_the_one_shape(program: Callable[..., Program], path: str, status: int, code: str) -> None:
    answer = program(Role.OFFICE).get(path)
    assert (answer.status, answer.code) == (status, code)
    assert set(answer.data["error"]) == {"code", "message", "detail"}


def test_a_wrong_method_has_it_too(program: Callable[..., Program]) -> None:
    answer = program(Role.OFFICE).post("/units")
    assert (answer.status, answer.code) == (405, "method_not_allowed")


def test_the_sentence_is_chinese_and_on_request_english(program: Callable[..., Program]) -> None:
    asking = program(Role.OFFICE)
    assert "没有找到" in asking.get("/units/999999").data["error"]["message"]
    english = asking.get("/units/999999", **{"Accept-Language": "en"})
    assert english.data["error"]["message"].startswith("There is no such thing")


def test_lists_come_in_pages(district: District, program: Callable[..., Program]) -> None:
    for number in range(5):
        Unit.objects.create(region=district.county, code=f"3{number:02}", name=f"单位{number}")
    asking = program(Role.OFFICE)
    pages = [asking.get(f"/units?size=3&page={page}").data for page in (1, 2, 3, 4)]
    assert [len(page["items"]) for page in pages] == [3, 3, 2, 0]
    assert {(page["count"], page["pages"]) for page in pages} == {(8, 3)}
    assert len({unit["id"] for page in pages for unit in page["items"]}) == 8


def test_who_asks_too_often_is_told_when_to_come_back(
    program: Callable[..., Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(door, "READS", 3)
    asking = program(Role.OFFICE)
    answers = [asking.get("/nothing") for _ in range(4)]
    assert [answer.status for answer in answers] == [404, 404, 404, 429]
    assert answers[-1].code == "too_many_requests"
    assert 0 < int(answers[-1].headers["Retry-After"]) <= 60


@pytest.mark.usefixtures("district")
def test_a_stranger_may_try_less_often(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(door, "STRANGERS", 2)
    answers = [Program("gouji_guess").get("/units").status for _ in range(3)]
    assert answers == [401, 401, 429]


def posting(secret: str, key: str, body: str) -> HttpRequest:
    return RequestFactory().post(
        "/api/v1/x",
        body,
        content_type="application/json",
        headers={"Authorization": f"Bearer {secret}", "Idempotency-Key": key},
    )


def adding(status: int = 201) -> Callable[[HttpRequest], HttpResponse]:
    """Add a region a request, as a route would."""

    def view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
        count = Region.objects.count()
        Region.objects.create(code=f"99{count:04}", name="新区", level="county")
        return JsonResponse({"count": count}, status=status)

    return view


def test_a_repeated_post_is_done_once_and_answered_alike(program: Callable[..., Program]) -> None:
    secret = program(Role.OFFICE).secret
    before = Region.objects.count()
    doorway = DoorMiddleware(adding())
    first, second = (doorway(posting(secret, "key-0001", "{}")) for _ in range(2))
    assert (first.status_code, first.content) == (second.status_code, second.content)
    assert second["Idempotent-Replayed"] == "true"
    assert Region.objects.count() == before + 1
    doorway(posting(secret, "key-0002", "{}"))
    assert Region.objects.count() == before + 2


def test_a_key_is_not_used_for_something_else(program: Callable[..., Program]) -> None:
    secret = program(Role.OFFICE).secret
    doorway = DoorMiddleware(adding())
    doorway(posting(secret, "key-0001", "{}"))
    answer = doorway(posting(secret, "key-0001", '{"other": 1}'))
    assert answer.status_code == 409
    assert b"key_reused" in answer.content


def test_a_key_is_each_person_s_own(program: Callable[..., Program]) -> None:
    before = Region.objects.count()
    doorway = DoorMiddleware(adding())
    for role in (Role.OFFICE, Role.FINANCE):
        doorway(posting(program(role).secret, "key-0001", "{}"))
    assert Region.objects.count() == before + 2


@pytest.mark.parametrize("status", [409, 500])
def test_what_fails_changes_nothing_and_may_be_tried_again(program: Callable[..., Program], status: int) -> None:
    secret = program(Role.OFFICE).secret
    before = Region.objects.count()
    assert DoorMiddleware(adding(status))(posting(secret, "key-0001", "{}")).status_code == status
    assert (Region.objects.count(), Answer.objects.count()) == (before, 0)
    assert DoorMiddleware(adding())(posting(secret, "key-0001", "{}")).status_code == 201
