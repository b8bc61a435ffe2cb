"""Posts become rights here and nowhere else: default deny, by place, by day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.contrib.auth.models import AnonymousUser

from gouji.web.people.models import Post, User
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right, Role
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from tests.web.conftest import District


def test_a_post_at_a_department_reaches_its_subordinate_unit_and_no_other(district: District) -> None:
    rights = rights_of(district.people[Role.ACCOUNTANT])
    assert rights.at(Right.FILING_SUBMIT, district.forestry)
    assert rights.at(Right.FILING_SUBMIT, district.nursery)
    assert not rights.at(Right.FILING_SUBMIT, district.schools)
    assert set(rights.units(Right.FILING_SUBMIT)) == {district.forestry, district.nursery}


def test_a_post_at_a_region_reaches_its_units_and_none_of_the_neighbour(district: District) -> None:
    other = Unit.objects.create(region=district.elsewhere, code="101", name="白石县林业局")
    rights = rights_of(district.people[Role.OFFICE])
    assert rights.at(Right.FILING_REVIEW, district.nursery)
    assert not rights.at(Right.FILING_REVIEW, other)
    assert rights.in_region(Right.MATTER_OPEN, district.county)
    assert not rights.in_region(Right.MATTER_OPEN, district.elsewhere)


def test_a_post_at_the_city_reaches_the_counties(district: District) -> None:
    user = User.objects.create_user(username="city", name="市级")
    city = district.county.parent
    Post.objects.create(user=user, role=Role.AUDITOR, region=city, since=dt.date(2024, 1, 1))
    assert rights_of(user).at(Right.FILING_READ, district.forestry)


def test_a_department_s_post_says_nothing_about_the_region(district: District) -> None:
    rights = rights_of(district.people[Role.UNIT_LEAD])
    assert not rights.in_region(Right.FILING_READ, district.county)


@pytest.mark.parametrize(
    ("day", "has"), [("2019-12-31", False), ("2020-01-01", True), ("2024-06-30", True), ("2024-07-01", False)]
)
def test_a_post_counts_from_its_first_day_to_its_last(district: District, day: str, has: bool) -> None:  # noqa: FBT001
    user = district.people[Role.OFFICE]
    Post.objects.filter(user=user).update(until=dt.date(2024, 6, 30))
    rights = rights_of(user, dt.date.fromisoformat(day))
    assert rights.at(Right.FILING_READ, district.forestry) is has


def test_without_a_post_nothing_is_allowed(district: District) -> None:
    nobody = User.objects.create_user(username="nobody", name="无", is_superuser=True, is_staff=True)
    for rights in (rights_of(nobody), rights_of(AnonymousUser())):
        assert not any(rights.at(right, district.forestry) for right in Right)
        assert not rights.units(Right.FILING_READ).exists()


def test_a_closed_account_has_no_rights(district: District) -> None:
    user = district.people[Role.OFFICE_LEAD]
    user.is_active = False
    assert not rights_of(user).seats
