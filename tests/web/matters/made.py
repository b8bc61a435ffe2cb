"""Made-up filings, findings and shorthand for the lives of matters."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji.web.filings.models import Filing, Finding, Original, Version
from gouji.web.matters.services.moving import move
from gouji.web.matters.services.needs import Given
from gouji.web.people.models import Post, User

if TYPE_CHECKING:
    from tests.web.conftest import District

    from gouji.web.matters.models import Matter, Move
    from gouji.web.units.models import Region, Unit

MONDAY = dt.date(2026, 3, 2)


def an_original(name: str = "a") -> Original:
    return Original.objects.get_or_create(sha256=name.ljust(64, "0"), defaults={"size": 1, "media_type": "text/plain"})[
        0
    ]


def a_filing(unit: Unit, year: int = 2025) -> Filing:
    filing = Filing.objects.create(unit=unit, kind="final", year=year, title=f"{unit}{year}年部门决算")
    Version.objects.create(filing=filing, number=1, original=an_original(), file_name="决算.docx")
    return filing


def a_finding(filing: Filing, key: str = "SU101", state: str = Finding.State.CONFIRMED) -> Finding:
    version = filing.versions.get()
    return Finding.objects.create(
        filing=filing,
        first_seen=version,
        last_seen=version,
        rule="SU101",
        severity="error",
        message="合计与分项之和不一致",
        printed="30.15万元",
        expected="6.10",
        working="41.20 - 30.15 - 4.05 - 0.90 = 6.10",
        fingerprint=f"{key}{filing.pk}".ljust(64, "0"),
        recurrence_key=key.ljust(64, "0"),
        state=state,
    )


def a_person(role: str, place: Region | Unit, name: str) -> User:
    user = User.objects.create_user(username=name, name=name)
    at = {"unit": place} if hasattr(place, "parent_id") and hasattr(place, "region") else {"region": place}
    Post.objects.create(user=user, role=role, since=dt.date(2020, 1, 1), **at)
    return user


@dataclass
class Life:
    """A matter led through its life; ``day`` is today."""

    matter: Matter
    district: District
    day: dt.date = MONDAY

    def go(self, code: str, role: str | User, day: dt.date | None = None, **given: Any) -> Move:  # noqa: ANN401
        """Make a move as the person of a role and return its row."""
        actor = self.district.people[role] if isinstance(role, str) else role
        self.matter.refresh_from_db()
        return move(self.matter, code, actor, Given(**given), seen=self.matter.version, today=day or self.day)
