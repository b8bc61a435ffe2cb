"""What is hard to take back asks who it is once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from allauth.core.exceptions import ReauthenticationRequired
from django.http import HttpResponse
from django.test import RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from tests.web.conftest import PASSWORD, step_up

from gouji.web.core.errors import Refused
from gouji.web.people.roles import Role
from gouji.web.people.step_up import Proof, needs_step_up, proof_of, require

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from django.http import HttpRequest
    from django.test import Client
    from pytest_django.fixtures import Settings
    from tests.web.conftest import District


HARD_TO_TAKE_BACK = {
    *("release", "withdraw"),
    *("person_new", "person_password", "person_factor", "person_lock", "post_new", "post_end"),
    *("token_new", "indicator_threshold"),
}


def views(patterns: list[URLPattern | URLResolver]) -> Iterator[tuple[str, Callable[..., object]]]:
    for pattern in patterns:
        if isinstance(pattern, URLPattern):
            yield pattern.name or "", pattern.callback
        else:
            yield from views(pattern.url_patterns)


def test_what_is_hard_to_take_back_asks_and_nothing_else_is_a_nuisance() -> None:
    asking = {name for name, view in views(get_resolver().url_patterns) if getattr(view, "steps_up", False)}
    assert asking == HARD_TO_TAKE_BACK


def request_of(client: Client, district: District, method: str = "POST") -> HttpRequest:
    request = RequestFactory().generic(method, "/")
    request.session = client.session
    request.user = district.people[Role.OFFICE_LEAD]
    return request


@needs_step_up
def release(request: HttpRequest) -> HttpResponse:
    return HttpResponse(str(proof_of(request).user_id))


def test_a_login_alone_is_no_proof(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE_LEAD])
    with pytest.raises(ReauthenticationRequired):
        release(request_of(client, district))


def test_who_confirmed_himself_gets_through_and_carries_the_proof(client: Client, district: District) -> None:
    user = district.people[Role.OFFICE_LEAD]
    client.force_login(user)
    step_up(client)
    assert release(request_of(client, district)).content == str(user.pk).encode()


def test_the_page_for_it_takes_the_password(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE_LEAD])
    client.post("/account/reauthenticate/", {"password": PASSWORD})
    assert proof_of(request_of(client, district)).user_id == district.people[Role.OFFICE_LEAD].pk


def test_a_demonstration_does_not_ask(client: Client, district: District, settings: Settings) -> None:
    settings.DESK_DEMO = True
    client.force_login(district.people[Role.OFFICE_LEAD])
    assert release(request_of(client, district)).status_code == 200


@pytest.mark.parametrize("proof", [None, Proof(0)])
def test_a_service_refuses_without_the_proof_of_its_own_person(district: District, proof: Proof | None) -> None:
    user = district.people[Role.OFFICE_LEAD]
    with pytest.raises(Refused, match="再次验证"):
        require(proof, user)
    require(Proof(user.pk), user)
