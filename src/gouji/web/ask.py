"""The first account of an empty desk: from the environment, or asked for on the terminal."""

from __future__ import annotations

import getpass
import sys
from dataclasses import replace
from typing import TYPE_CHECKING

from django.conf import settings
from django.utils import timezone, translation

from gouji.web.core.errors import Refused
from gouji.web.people.models import User
from gouji.web.people.services.first import First, check_first, open_first

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Mapping

_FIELDS = {
    "name": "GOUJI_FIRST_NAME",
    "username": "GOUJI_FIRST_USERNAME",
    "password": "GOUJI_FIRST_PASSWORD",
    "region_code": "GOUJI_FIRST_REGION_CODE",
    "region_name": "GOUJI_FIRST_REGION_NAME",
}
_QUESTIONS = {
    "name": "您的姓名（系统管理员） Your name: ",
    "username": "登录用的用户名 Username: ",
    "region_name": "区划名称，例如 江安县 Region: ",
    "region_code": "区划代码，例如 511523 Its code: ",
}
_PASSWORD = "密码（至少十个字符，不显示） Password: "  # noqa: S105  the question, not the answer
_AGAIN = "再输入一次密码 Once more: "
_WELCOME = (
    "平台还没有账号。现在开通第一个：系统管理员，他再为其他人开通。 No account yet; this one will be the steward's."
)
_NOBODY = (
    "平台还没有账号，现在无法登录：请在终端里运行 gouji serve 开通第一个账号，或写好 GOUJI_FIRST_* 五个环境变量后重新启动。"
    " No account yet: run gouji serve in a terminal, or set the GOUJI_FIRST_* variables."
)


def first_account(environment: Mapping[str, str], say: Callable[[str], None]) -> None:
    """Open the first account where there is none: as the environment says, else as the terminal answers, else say how."""
    if User.objects.exists():
        return
    given = First(**{field: environment.get(name, "") for field, name in _FIELDS.items()})
    with translation.override(settings.LANGUAGE_CODE):
        _open(given, timezone.localdate(), say)


def _open(given: First, today: dt.date, say: Callable[[str], None]) -> None:
    if all((given.name, given.username, given.password, given.region_code, given.region_name)):
        open_first(given, today)
    elif sys.stdin is not None and sys.stdin.isatty():
        say(_WELCOME)
        open_first(asked(given, input, getpass.getpass, say), today)
    else:
        say(_NOBODY)


def asked(given: First, line: Callable[[str], str], secret: Callable[[str], str], say: Callable[[str], None]) -> First:
    """Ask until the answers can be used; what is ``given`` already is not asked, unless it cannot be used."""
    first = given
    while True:
        for field, question in _QUESTIONS.items():
            if not getattr(first, field):
                first = replace(first, **{field: line(question).strip()})
        if not first.password:
            first = replace(first, password=_twice(secret, say))
        try:
            check_first(first)
        except Refused as refused:
            say(str(refused))
            first = _without_what_is_wrong(first, refused.code)
        else:
            return first


def _twice(secret: Callable[[str], str], say: Callable[[str], None]) -> str:
    while (password := secret(_PASSWORD)) != secret(_AGAIN):
        say("两次输入的密码不一样，请重新输入。 The two differ.")
    return password


def _without_what_is_wrong(first: First, code: str) -> First:
    wrong = {"incomplete": ("name", "region_name")}.get(code, (code,))
    return replace(first, **dict.fromkeys(wrong, ""))
