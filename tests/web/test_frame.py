"""The frame of all pages: who gets in, what it loads, what it may do."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District


def test_a_stranger_is_sent_to_the_login(client: Client, district: District) -> None:  # noqa: ARG001
    answer = client.get("/")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/account/login/")


def test_the_home_page_says_that_nothing_waits(client: Client, district: District) -> None:
    client.force_login(district.people[Role.AUDITOR])
    assert "没有等您处理的事情" in client.get("/").content.decode()


def test_no_page_asks_anything_of_another_machine(client: Client, district: District) -> None:  # noqa: ARG001
    page = client.get("/account/login/").content.decode()
    assert re.findall(r'(?:src|href|action)="((?:https?:)?//[^"]*)"', page) == []
    assert "<script>" not in page


def test_no_page_may_run_inline_script(client: Client, district: District) -> None:  # noqa: ARG001
    policy = client.get("/account/login/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self';" in policy + ";"
    assert "unsafe" not in policy


def test_nobody_opens_an_account_for_himself(client: Client, district: District) -> None:  # noqa: ARG001
    answer = client.post(
        "/account/signup/", {"username": "me", "password1": "correct horse", "password2": "correct horse"}
    )
    assert "signup" not in answer.headers.get("Location", "")
    assert b"closed" in answer.content.lower() or "关闭" in answer.content.decode()


def test_the_watchman_s_address_needs_no_login(client: Client, district: District) -> None:  # noqa: ARG001
    assert client.get("/health").content == b"ok"
