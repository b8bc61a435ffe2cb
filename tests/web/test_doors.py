"""No role sees what it may not: every address, read and written, by every role and the public, here and next door.

Each app declares its addresses in ``tests/web/doors/<app>.py`` as ``DOORS``; an address that is not declared fails.
"""

from __future__ import annotations

import importlib
from http import HTTPStatus
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from tests.web.conftest import step_up
from tests.web.doors.door import Door, Place

from gouji.web.people.rights import rights_of
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpResponseBase
    from django.urls import URLResolver
    from tests.web.conftest import District

    from gouji.web.people.models import User

HERE = Path(__file__).parent / "doors"
# The API has its own walk (tests/web/api): its doors ask for a token, not for a login.
ELSEWHERE = "api"


def declared() -> dict[str, Door]:
    doors: dict[str, Door] = {}
    for file in sorted(HERE.glob("*.py")):
        found: Mapping[str, Door] = getattr(importlib.import_module(f"tests.web.doors.{file.stem}"), "DOORS", {})
        twice = doors.keys() & found.keys()
        assert not twice, f"declared twice: {sorted(twice)}"
        doors |= found
    return doors


DOORS = declared()


def walked(patterns: list[URLPattern | URLResolver], space: str = "", route: str = "") -> Iterator[tuple[str, str]]:
    """Yield the full name and the route of every address."""
    for pattern in patterns:
        here = f"{route}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield f"{space}{pattern.name or ''}", here
        elif (pattern.namespace or "").partition("-")[0] != ELSEWHERE:
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walked(pattern.url_patterns, inner, here)


ADDRESSES = list(walked(get_resolver().url_patterns))


@pytest.fixture
def neighbours(district: District) -> tuple[Place, ...]:
    """A unit of one's own department, one of another department, one of another county."""
    abroad = Unit.objects.create(region=district.elsewhere, code="101", name="白石县林业局")
    units = (district.forestry, district.schools, abroad)
    return tuple(Place(unit.region, unit) for unit in units)


def test_every_address_has_a_name_of_its_own_and_is_declared() -> None:
    names = [name for name, _route in ADDRESSES]
    undeclared = [f"{name or '(no name)'} at /{route}" for name, route in ADDRESSES if name not in DOORS]
    assert not undeclared, f"declare who may open these in tests/web/doors/<app>.py: {undeclared}"
    assert sorted(names) == sorted(set(names))
    assert not DOORS.keys() - set(names), "declared, but no such address"


def got_in(answer: HttpResponseBase) -> bool:
    """Whether an answer tells or does anything: not where it is refused, not found, or leads to the login."""
    if answer.status_code == HTTPStatus.FOUND:
        return not answer["Location"].startswith("/account/login/?next=")
    return answer.status_code not in {HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN, HTTPStatus.NOT_FOUND}


def logged_in(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
        step_up(client)
    return client


def wrong_at(door: Door, name: str, place: Place, people: Mapping[str, User | None]) -> Iterator[str]:
    """Yield each request at a place that was answered otherwise than declared."""
    for role, user in people.items():
        client, rights = logged_in(user), rights_of(user or AnonymousUser())
        for method in ("GET", "POST"):  # reading first: a write may end the login
            address = reverse(name, kwargs=dict(door.objects(place)))
            answer = client.generic(method, address)
            expected = door.stranger if user is None else door.opens(method, rights, place)
            takes_it = answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED
            if takes_it and got_in(answer) is not expected:
                word = "open" if expected else "closed"
                yield f"{method} {address} ({place.unit}) by {role}: {answer.status_code}, declared {word}"


@pytest.mark.parametrize("name", sorted(DOORS))
def test_who_may_gets_in_and_nobody_else(district: District, neighbours: tuple[Place, ...], name: str) -> None:
    door = DOORS[name]
    people: dict[str, User | None] = {**district.people, "public": None}
    places = neighbours if door.objects(neighbours[0]) else neighbours[:1]
    wrong = [line for place in places for line in wrong_at(door, name, place, people)]
    assert not wrong, "\n".join(wrong)
