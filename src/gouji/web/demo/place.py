"""The made-up county: regions, departments, people. Small, and there before the first page is shown."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, TypeVar

from django.contrib.auth.hashers import make_password
from django.db import transaction

from gouji.web.audit.chain import record
from gouji.web.demo.cast import (
    CITY,
    CITY_CODE,
    COUNTY,
    COUNTY_CODE,
    FIRST_UNIT,
    GOVERNMENT,
    PASSWORD,
    PEOPLE,
    TOWNS,
    accountant_of,
    full,
)
from gouji.web.offline import DeskError
from gouji.web.people.models import Post, User
from gouji.web.people.roles import AT_A_UNIT, Role
from gouji.web.units.models import Region, Unit, UnitName

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

_Thing = TypeVar("_Thing", Region, Unit)
_SINCE = dt.date(2022, 1, 1)


def is_loaded() -> bool:
    """Whether the made-up county is there; raises DeskError where real data is."""
    if Region.objects.filter(code=COUNTY_CODE, name=full(COUNTY)).exists():
        return True
    if Region.objects.exists() or User.objects.exists():
        raise DeskError(
            "这个数据文件夹里已有正式数据，不能装入演示数据；请用 --data 指明另一个文件夹。",
            "This data folder holds real data; name another folder for the demonstration with --data.",
        )
    return False


@transaction.atomic
def build(departments: Sequence[str]) -> dict[str, Unit]:
    """Make the county with its departments (names as the documents print them), government and people; return the units by name."""
    city = _added("region.added", Region(code=CITY_CODE, name=full(CITY), level=Region.Level.CITY))
    county = _added("region.added", Region(code=COUNTY_CODE, name=full(COUNTY), level=Region.Level.COUNTY, parent=city))
    for code, name in TOWNS:
        _added("region.added", Region(code=code, name=full(name), level=Region.Level.TOWNSHIP, parent=county))
    units = {name: _unit(county, f"{number}001", name) for number, name in enumerate(departments, start=101)}
    _people(county, units)
    # The government hands in papers of its own, and stands behind the departments.
    return {**units, GOVERNMENT: _unit(county, "900001", GOVERNMENT, Unit.Nature.GOVERNMENT)}


def _unit(county: Region, code: str, name: str, nature: Unit.Nature | None = None) -> Unit:
    usual = Unit.Nature.INSTITUTION if name.endswith(("学校", "馆", "院")) else Unit.Nature.ADMINISTRATIVE
    unit = _added(
        "unit.added",
        Unit(
            region=county,
            code=code,
            name=full(name),
            short_name=name.removeprefix(COUNTY),
            nature=nature or usual,
            since=_SINCE,
        ),
    )
    # Its documents say the bare name.
    UnitName.objects.create(unit=unit, name=name, since=_SINCE)
    return unit


def _people(county: Region, units: Mapping[str, Unit]) -> None:
    """Open the accounts of the login page, and one for the accountant of every other department."""
    password = make_password(PASSWORD)
    first = units[f"{COUNTY}{FIRST_UNIT}"]
    for person in PEOPLE:
        place = {"unit": first} if person.role in AT_A_UNIT else {"region": county}
        _account(person.username, person.name, person.role, password, place)
    for name, unit in units.items():
        if unit != first:
            _account(accountant_of(name), f"{unit.short_name}财务", Role.ACCOUNTANT, password, {"unit": unit})


def _account(username: str, name: str, role: Role, password: str, place: Mapping[str, Any]) -> None:
    user = User.objects.create(username=username, name=full(name), password=password)
    Post.objects.create(user=user, role=role, since=_SINCE, **place)
    record(None, "person.added", user, role=str(role))


def _added(action: str, thing: _Thing) -> _Thing:
    thing.save()
    record(None, action, thing)
    return thing
