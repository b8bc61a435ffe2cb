"""Tokens: whom they let in, how far, how long."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone
from tests.web.api.conftest import Program
from tests.web.conftest import step_up

from gouji.web.api.models import Scope, Token
from gouji.web.api.services import LONGEST, make_token, token_of
from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.people.models import User
from gouji.web.people.roles import Role
from gouji.web.people.step_up import Proof

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.test import Client
    from tests.web.conftest import District


def test_a_token_made_on_the_page_lets_a_program_in_and_is_told_once(client: Client, district: District) -> None:
    client.force_login(district.people[Role.ACCOUNTANT])
    step_up(client)
    page = client.post("/account/tokens/new/", {"name": "夜间报送", "scopes": ["read", "file"], "days": "30"})
    assert "no-store" in page["Cache-Control"]
    found = re.search(r'value="(gouji_[\w-]+)"', page.content.decode())
    assert found
    assert Program(found[1]).get("/units").status == 200
    token = Token.objects.get()
    assert found[1] not in str(Token.objects.values().get())
    assert client.get("/account/tokens/").content.decode().count(found[1]) == 0
    client.post(f"/account/tokens/{token.pk}/revoke/")
    assert Program(found[1]).get("/units").status == 401
    assert list(Event.objects.values_list("action", flat=True)) == ["token.made", "token.revoked"]


def test_without_a_token_nothing_is_told(district: District) -> None:  # noqa: ARG001
    for program in (Program(""), Program("gouji_wrong"), Program("something else")):
        answer = program.get("/units")
        assert (answer.status, answer.code) == (401, "unauthorized")


def test_a_login_is_no_token(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    assert client.get("/api/v1/units").status_code == 401


def test_a_token_ends_on_its_day_and_with_its_person(district: District, program: Callable[..., Program]) -> None:
    asking = program(Role.OFFICE)
    assert program(Role.OFFICE, days=-1).get("/units").status == 401
    assert asking.get("/units").status == 200
    for closed in ({"is_active": False}, {"is_active": True, "must_change_password": True}):
        User.objects.filter(pk=district.people[Role.OFFICE].pk).update(**closed)
        assert asking.get("/units").status == 401


def test_a_token_goes_no_further_than_its_scope(program: Callable[..., Program]) -> None:
    answer = program(Role.OFFICE, Scope.FILE).get("/units")
    assert (answer.status, answer.code, answer.data["error"]["detail"]) == (403, "scope_missing", {"scope": "read"})


@pytest.mark.parametrize(
    ("scopes", "until", "code"),
    [
        ([], dt.timedelta(1), "scopes"),
        (["read", "everything"], dt.timedelta(1), "scopes"),
        (["read"], dt.timedelta(0), "expires_at"),
        (["read"], LONGEST + dt.timedelta(1), "expires_at"),
    ],
)
def test_a_token_has_a_known_scope_and_ends_within_a_year(
    district: District, scopes: list[str], until: dt.timedelta, code: str
) -> None:
    user, now = district.people[Role.OFFICE], timezone.now()
    with pytest.raises(Refused) as refused:
        make_token(user, "x", scopes, now + until, now=now, proof=Proof(user.pk))
    assert refused.value.code == code


def test_the_last_use_is_noted(program: Callable[..., Program]) -> None:
    program(Role.OFFICE).get("/units")
    token = Token.objects.get()
    assert token.used_at is not None
    assert token_of("gouji_nobody", now=timezone.now()) is None
