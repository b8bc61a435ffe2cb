"""The first account of an empty desk: its steward, at the region whose desk it is."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from gouji.web.audit.chain import record
from gouji.web.core.errors import Refused
from gouji.web.people.models import Post, User
from gouji.web.people.roles import Role
from gouji.web.units.models import Region

if TYPE_CHECKING:
    import datetime as dt

_USERNAME = re.compile(r"[\w.@+-]{1,150}")
_TOWNSHIP = 9
_COUNTY = 6


@dataclass(frozen=True, slots=True)
class First:
    """What the first account is made of; ``region_code`` as in GB/T 2260, six digits, a township's nine."""

    name: str
    username: str
    password: str
    region_code: str
    region_name: str


def open_first(first: First, today: dt.date) -> User:
    """Open the desk's first account as steward of the region, which is made; refuses where there is an account already."""
    check_first(first)
    with transaction.atomic():
        if User.objects.select_for_update().exists():
            raise Refused("not_empty", _("这个平台已有账号，新账号请由系统管理员在“人员”里开通。"))
        region = Region.objects.filter(code=first.region_code).first() or Region.objects.create(
            code=first.region_code, name=first.region_name, level=level_of(first.region_code)
        )
        user = User.objects.create_user(username=first.username, password=first.password, name=first.name)
        post = Post.objects.create(user=user, role=Role.STEWARD, region=region, since=today)
        record(None, "region.added", region, name=[None, region.name], code=[None, region.code])
        record(None, "person.opened", user, username=[None, user.username], first=True)
        record(None, "post.given", post, person=user.name, role=str(post.role), since=[None, today])
    return user


def check_first(first: First) -> None:
    """Raise Refused with the first thing that is not usable."""
    if not first.name.strip() or not first.region_name.strip():
        raise Refused("incomplete", _("姓名和区划名称都要填写。"))
    if not _USERNAME.fullmatch(first.username):
        raise Refused("username", _("用户名只能用字母、数字和 @ . + - _，不能有空格。"))
    level_of(first.region_code)
    try:
        validate_password(first.password, User(username=first.username, name=first.name))
    except ValidationError as error:
        raise Refused("password", " ".join(error.messages)) from error


def level_of(code: str) -> str:
    """Return the level that a division code tells: 510000 a province, 511500 a city, 511523 a county, nine digits a township."""
    if not (code.isascii() and code.isdecimal() and len(code) in {_COUNTY, _TOWNSHIP}):
        raise Refused("region_code", _("区划代码应是六位数字，乡镇是九位，例如 511523。"))
    if len(code) == _TOWNSHIP:
        return Region.Level.TOWNSHIP
    if code.endswith("0000"):
        return Region.Level.PROVINCE
    return Region.Level.CITY if code.endswith("00") else Region.Level.COUNTY
