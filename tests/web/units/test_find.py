"""A printed name leads to the unit that bears or bore it."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from gouji.web.units.models import Unit, UnitName
from gouji.web.units.services import find_unit

if TYPE_CHECKING:
    from tests.web.conftest import District

TODAY = dt.date(2024, 3, 1)


@pytest.mark.parametrize(
    "name",
    ["青禾县林业局", "林业局", "青禾县 林业局", "青禾县林业局（本级）", "青禾县林业局(汇总)", "青禾县林业局本级"],
)
def test_the_usual_spellings_of_a_name_mean_the_same_unit(district: District, name: str) -> None:
    assert find_unit(name, district.county, TODAY) == district.forestry


def test_a_subordinate_unit_has_its_own_name(district: District) -> None:
    assert find_unit("青禾县苗圃", district.county, TODAY) == district.nursery


def test_a_former_name_leads_to_the_unit(district: District) -> None:
    UnitName.objects.create(unit=district.forestry, name="青禾县绿化局", until=dt.date(2019, 2, 28))
    assert find_unit("青禾县绿化局", district.county, dt.date(2018, 6, 1)) == district.forestry
    assert find_unit("青禾县绿化局", district.county, TODAY) == district.forestry


def test_a_name_that_another_unit_bears_now_is_that_unit_s(district: District) -> None:
    UnitName.objects.create(unit=district.forestry, name="青禾县教育局", until=dt.date(2019, 2, 28))
    assert find_unit("青禾县教育局", district.county, TODAY) == district.schools


def test_of_two_units_of_one_name_the_one_that_lived_then_is_meant(district: District) -> None:
    Unit.objects.filter(pk=district.schools.pk).update(until=dt.date(2020, 12, 31))
    later = Unit.objects.create(region=district.county, code="206", name="青禾县教育局", since=dt.date(2021, 1, 1))
    assert find_unit("青禾县教育局", district.county, dt.date(2020, 5, 1)) == district.schools
    assert find_unit("青禾县教育局", district.county, TODAY) == later


def test_two_units_that_fit_alike_are_no_answer(district: District) -> None:
    Unit.objects.create(region=district.county, code="207", name="青禾县教育局")
    assert find_unit("青禾县教育局", district.county, TODAY) is None


@pytest.mark.parametrize("name", ["", "  ", "青禾县", "青禾县水利局", "白石县林业局"])
def test_what_names_no_unit_here_is_no_answer(district: District, name: str) -> None:
    Unit.objects.create(region=district.elsewhere, code="101", name="白石县林业局")
    assert find_unit(name, district.county, TODAY) is None


def test_short_names_count_after_full_ones(district: District) -> None:
    Unit.objects.filter(pk=district.schools.pk).update(short_name="县教育局")
    assert find_unit("县教育局", district.county, TODAY) == district.schools
