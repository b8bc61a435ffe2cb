"""A small made-up district: a county with two departments, one with a subordinate unit, and one person a role."""

from __future__ import annotations

import datetime as dt
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from django.core.cache import caches
from django.db import connection

from gouji.web.audit import triggers
from gouji.web.core import rates
from gouji.web.people.models import Post, User
from gouji.web.people.roles import AT_A_UNIT, Role
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django.plugin import DjangoDbBlocker


PASSWORD = "correct horse"  # noqa: S105  of the made-up people


@dataclass(frozen=True)
class District:
    """青禾县 (made up). ``people`` are by role; those of a unit belong to ``forestry``, whose subordinate is ``nursery``."""

    county: Region
    elsewhere: Region
    forestry: Unit
    nursery: Unit
    schools: Unit
    people: dict[str, User]


def step_up(client: Client) -> None:
    """Let the person logged in at ``client`` have confirmed himself just now (``people.step_up``)."""
    session = client.session
    user = session["_auth_user_id"]
    session["account_authentication_methods"] = [{"method": "password", "at": time.time(), "reauthenticated": True}]
    session["account_authentication_methods_user"] = user
    session.save()


@pytest.fixture(autouse=True)
def _fresh_counters(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test meets the rate limits of another one, and no window ends while a test counts."""
    for kept in caches.all():
        kept.clear()
    monkeypatch.setattr(rates, "_now", lambda: 1_800_000_010)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:  # noqa: ARG001
    """Take the audit triggers out: the test runner empties tables between tests. Their own tests put them back."""
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        triggers.remove(None, editor)


@pytest.fixture
def district(db: None) -> District:  # noqa: ARG001
    city = Region.objects.create(code="990100", name="云岭市", level=Region.Level.CITY)
    county = Region.objects.create(code="990123", name="青禾县", level=Region.Level.COUNTY, parent=city)
    elsewhere = Region.objects.create(code="990124", name="白石县", level=Region.Level.COUNTY, parent=city)
    forestry = Unit.objects.create(region=county, code="101", name="青禾县林业局")
    nursery = Unit.objects.create(
        region=county, parent=forestry, code="101002", name="青禾县苗圃", nature=Unit.Nature.INSTITUTION
    )
    schools = Unit.objects.create(region=county, code="205", name="青禾县教育局")
    people = {}
    for role in Role:
        user = User.objects.create_user(username=f"{role}", password=PASSWORD, name=str(role.label))
        place = {"unit": forestry} if role in AT_A_UNIT else {"region": county}
        Post.objects.create(user=user, role=role, since=dt.date(2020, 1, 1), **place)
        people[str(role)] = user
    return District(county, elsewhere, forestry, nursery, schools, people)
