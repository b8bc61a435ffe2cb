"""Logging in: who gets in, what a lead owes first, what happens after wrong passwords."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value, yield_hotp_counters_from_time
from tests.web.conftest import PASSWORD

from gouji.web.audit.models import Event
from gouji.web.people.models import User
from gouji.web.people.roles import LEADS, Role

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.fixtures import Settings
    from tests.web.conftest import District

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105  made up


def login(client: Client, username: str, password: str = PASSWORD) -> int:
    return client.post("/account/login/", {"login": username, "password": password}).status_code


def code_now(secret: str = SECRET) -> str:
    return str(format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time())))))


def test_the_right_password_opens_the_desk_and_leaves_an_event(client: Client, district: District) -> None:
    assert login(client, "office") == 302
    assert client.get("/").status_code == 200
    event = Event.objects.get(action="person.logged_in")
    assert event.actor == district.people[Role.OFFICE]


def test_the_login_page_offers_no_sign_up_and_no_mail(client: Client, district: District) -> None:  # noqa: ARG001
    page = client.get("/account/login/").content.decode()
    assert "signup" not in page
    assert "reset" not in page


@pytest.mark.parametrize("path", ["email/", "password/reset/", "password/set/", "confirm-email/"])
def test_the_library_s_other_pages_are_not_there(client: Client, district: District, path: str) -> None:
    client.force_login(district.people[Role.OFFICE])
    assert client.get(f"/account/{path}").status_code == 404


def test_too_many_wrong_passwords_close_the_login_and_say_until_when(client: Client, district: District) -> None:  # noqa: ARG001
    answers = [login(client, name, "wrong") for name in ("office", "Office", "OFFICE") * 3]
    assert answers == [200] * 7 + [429] * 2
    answer = client.post("/account/login/", {"login": "office", "password": PASSWORD})
    assert answer.status_code == 429
    page = answer.content.decode()
    assert "登录已暂停" in page
    assert re.search(r"<strong>\d\d:\d\d</strong>", page)
    assert 3500 < int(answer["Retry-After"]) <= 3600
    assert login(client, "finance") == 302


def test_a_one_time_password_is_changed_before_anything_else(client: Client, district: District) -> None:
    user = district.people[Role.OFFICE]
    User.objects.filter(pk=user.pk).update(must_change_password=True)
    login(client, "office")
    assert client.get("/")["Location"] == "/account/password/change/"
    own = "blue heron at dawn"
    answer = client.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": own, "password2": own})
    assert answer["Location"] == "/"
    assert client.get("/").status_code == 200
    assert Event.objects.filter(action="person.password_changed", actor=user).exists()


@pytest.mark.parametrize("role", sorted(LEADS))
def test_a_lead_sets_up_a_second_factor_before_anything_else(
    client: Client, district: District, settings: Settings, role: str
) -> None:
    settings.DESK_SECOND_FACTOR = True
    login(client, role)
    assert client.get("/")["Location"] == "/account/2fa/totp/activate/"
    page = client.get("/account/2fa/totp/activate/")
    assert page.status_code == 200
    found = re.search(r'id="authenticator_secret" value="(\w+)"', page.content.decode())
    assert found
    client.post("/account/2fa/totp/activate/", {"code": code_now(found[1])})
    assert client.get("/").status_code == 200
    stored = Authenticator.objects.get(user=district.people[role], type="totp").data["secret"]
    assert stored != found[1]


def test_who_is_no_lead_owes_no_second_factor(client: Client, district: District, settings: Settings) -> None:
    settings.DESK_SECOND_FACTOR = True
    client.force_login(district.people[Role.OFFICE])
    assert client.get("/").status_code == 200


def test_a_lead_with_a_second_factor_is_asked_for_it(client: Client, district: District, settings: Settings) -> None:
    settings.DESK_SECOND_FACTOR = True
    user = district.people[Role.OFFICE_LEAD]
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    answer = client.post("/account/login/", {"login": user.username, "password": PASSWORD})
    assert answer["Location"] == "/account/2fa/authenticate/"
    assert client.get("/").status_code == 302
    assert "动态验证码" in client.get("/account/2fa/authenticate/").content.decode()
    assert client.post("/account/2fa/authenticate/", {"code": "000000"}).status_code == 200
    assert client.post("/account/2fa/authenticate/", {"code": code_now()})["Location"] == "/"
    assert client.get("/").status_code == 200


def test_a_lead_cannot_take_his_second_factor_away(client: Client, district: District, settings: Settings) -> None:
    settings.DESK_SECOND_FACTOR = True
    user = district.people[Role.OFFICE_LEAD]
    TOTP.activate(user, SECRET)
    client.force_login(user)
    client.post("/account/2fa/totp/deactivate/")
    assert Authenticator.objects.filter(user=user, type="totp").exists()


def test_all_login_pages_are_in_the_desk_s_frame(client: Client, district: District) -> None:
    client.force_login(district.people[Role.OFFICE])
    for path in ("2fa/", "password/change/", "logout/", "2fa/totp/activate/", "reauthenticate/"):
        page = client.get(f"/account/{path}", follow=True).content.decode()
        assert "desk.css" in page, path
        assert " style=" not in page, path
        assert re.search(r"<script(?![^>]*\bsrc=)", page) is None, path
