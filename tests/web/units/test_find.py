"""A printed name leads to the unit that bears or bore it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db.models import Q

from gouji.web.units.models import Unit, UnitName
from gouji.web.units.services import below, find_unit

if TYPE_CHECKING:
    from tests.web.conftest import District

TODAY = dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    "name",
    ["青禾县林业局", "林业局", "青禾县 林业局", "青禾县林业局(汇总)", "青禾县林业局（含下属单位）"],
)
def test_the_usual_spellings_of_a_name_mean_the_same_unit(district: District, name: str) -> None:
    assert find_unit(name, below(district.county), TODAY) == district.forestry


def test_a_subordinate_unit_has_its_own_name(district: District) -> None:
    assert find_unit("青禾县苗圃", below(district.county), TODAY) == district.nursery


def test_a_former_name_leads_to_the_unit(district: District) -> None:
    UnitName.objects.create(unit=district.forestry, name="青禾县绿化局", until=dt.date(2019, 2, 28))
    assert find_unit("青禾县绿化局", below(district.county), dt.date(2018, 6, 1)) == district.forestry
    assert find_unit("青禾县绿化局", below(district.county), TODAY) == district.forestry


def test_a_name_that_another_unit_bears_now_is_that_unit_s(district: District) -> None:
    UnitName.objects.create(unit=district.forestry, name="青禾县教育局", until=dt.date(2019, 2, 28))
    assert find_unit("青禾县教育局", below(district.county), TODAY) == district.schools


def test_of_two_units_of_one_name_the_one_that_lived_then_is_meant(district: District) -> None:
    Unit.objects.filter(pk=district.schools.pk).update(until=dt.date(2020, 12, 31))
    later = Unit.objects.create(region=district.county, code="206", name="青禾县教育局", since=dt.date(2021, 1, 1))
    assert find_unit("青禾县教育局", below(district.county), dt.date(2020, 5, 1)) == district.schools
    assert find_unit("青禾县教育局", below(district.county), TODAY) == later


def test_two_units_that_fit_alike_are_no_answer(district: District) -> None:
    Unit.objects.create(region=district.county, code="207", name="青禾县教育局")
    assert find_unit("青禾县教育局", below(district.county), TODAY) is None


@pytest.mark.parametrize("name", ["", "  ", "青禾县", "青禾县水利局", "白石县林业局"])
def test_what_names_no_unit_here_is_no_answer(district: District, name: str) -> None:
    Unit.objects.create(region=district.elsewhere, code="101", name="白石县林业局")
    assert find_unit(name, below(district.county), TODAY) is None


def test_short_names_count_after_full_ones(district: District) -> None:
    Unit.objects.filter(pk=district.schools.pk).update(short_name="县教育局")
    assert find_unit("县教育局", below(district.county), TODAY) == district.schools


def test_a_place_printed_before_the_name_leads_to_it_and_another_place_does_not(district: District) -> None:
    Unit.objects.filter(pk=district.forestry.pk).update(short_name="林业局")
    UnitName.objects.create(unit=district.schools, name="青禾县教体局")
    found = {
        name: find_unit(name, Q(), TODAY)
        for name in ("云岭市青禾县林业局", "四川省云岭市青禾县林业局", "青禾县教体局", "业局", "白石县林业局")
    }
    assert list(found.values()) == [district.forestry, district.forestry, district.schools, None, None]
    Unit.objects.create(region=district.elsewhere, code="101", name="白石县林业局")
    assert find_unit("林业局", Q(), TODAY) is None


@pytest.fixture
def own(district: District) -> Unit:
    """The forestry department's own-level unit, which bears its name."""
    return Unit.objects.create(region=district.county, parent=district.forestry, code="101001", name="青禾县林业局")


@pytest.mark.parametrize(
    ("name", "level", "means_own"),
    [
        ("青禾县林业局", "部门", False),
        ("青禾县林业局", "", False),
        ("青禾县林业局（汇总）", "", False),
        ("青禾县林业局", "单位", True),
        ("林业局", "单位", True),
        ("青禾县林业局（本级）", "", True),
        ("青禾县林业局本级", "部门", True),
        ("青禾县林业局（机关）", "", True),
    ],
)
def test_a_department_and_its_own_level_are_two_units(
    district: District, own: Unit, name: str, level: str, *, means_own: bool
) -> None:
    assert find_unit(name, below(district.county), TODAY, level) == (own if means_own else district.forestry)


def test_what_is_a_department_s_alone_is_nobody_s_where_its_own_level_is_not_listed(district: District) -> None:
    assert find_unit("青禾县林业局", below(district.county), TODAY, "单位") is None  # it has a nursery below it
    assert (
        find_unit("青禾县教育局", below(district.county), TODAY, "单位") == district.schools
    )  # it has nobody below it
    assert find_unit("青禾县苗圃", below(district.county), TODAY, "单位") == district.nursery
