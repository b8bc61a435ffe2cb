"""The made-up county's year: on any day there are meetings behind and ahead, and of what was due some is done, late, and missing."""

from __future__ import annotations

import datetime as dt

import pytest

from gouji.compose.demo.places import OFFICES
from gouji.web.agenda.entries import Standing, entries, tally
from gouji.web.agenda.models import Meeting, Receipt
from gouji.web.demo import place, year
from gouji.web.demo.cast import COUNTY, COUNTY_CODE
from gouji.web.people.models import User
from gouji.web.units.models import Region

pytestmark = pytest.mark.django_db


@pytest.fixture
def county() -> Region:
    place.build([f"{COUNTY}{office.name}" for office in OFFICES[:8]])
    return Region.objects.get(code=COUNTY_CODE)


@pytest.mark.parametrize("day", ["2026-01-01", "2026-01-15", "2026-07-06", "2026-11-21", "2031-12-31"])
def test_the_year_takes_its_course_on_any_day(county: Region, day: str) -> None:
    today = dt.date.fromisoformat(day)
    office = User.objects.get(username="office")
    year.tell(county, office, today)
    assert Meeting.objects.filter(on__lt=today).exists()
    assert Meeting.objects.filter(on__gt=today).exists()
    assert all(receipt.on <= today for receipt in Receipt.objects.all())
    counts = tally(entries(county, range(today.year - 1, today.year + 2), today))
    assert counts[Standing.DONE] > 10
    if today.month > 8:
        assert min(counts[Standing.LATE], counts[Standing.OVERDUE], counts[Standing.NEAR] + counts[Standing.AHEAD]) > 0
    before = Meeting.objects.count(), Receipt.objects.count()
    year.tell(county, office, today)
    assert (Meeting.objects.count(), Receipt.objects.count()) == before
