"""Units and regions through the API: what the pages show, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from gouji.web.people.roles import Role
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.api.conftest import Program
    from tests.web.conftest import District


@pytest.mark.parametrize(
    ("role", "codes"),
    [
        (Role.OFFICE, {"101", "101002", "205"}),
        (Role.ACCOUNTANT, {"101", "101002"}),
        (Role.STEWARD, {"101", "101002", "205"}),
        (Role.DEPUTY, set()),
    ],
)
def test_each_sees_the_units_of_his_reach(
    district: District, program: Callable[..., Program], role: str, codes: set[str]
) -> None:
    abroad = Unit.objects.create(region=district.elsewhere, code="900", name="白石县林业局")
    asking = program(role)
    assert {unit["code"] for unit in asking.get("/units").data["items"]} == codes
    assert asking.get(f"/units/{abroad.pk}").status == 404
    assert asking.get(f"/units/{district.schools.pk}").status == (200 if "205" in codes else 404)
    assert len(asking.get("/regions").data["items"]) == bool(codes)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("q=苗圃", {"101002"}),
        ("q=绿化", {"101"}),
        ("q=20", {"205"}),
        ("region=990123", {"101", "101002", "205"}),
        ("region=99", set()),
    ],
)
def test_units_are_found_by_name_former_name_code_and_region(
    district: District, program: Callable[..., Program], query: str, codes: set[str]
) -> None:
    district.forestry.names.create(name="青禾县绿化局")
    found = program(Role.OFFICE).get(f"/units?{query}").data["items"]
    assert {unit["code"] for unit in found} == codes


def test_a_unit_says_whose_it_is_and_what_it_was_called(district: District, program: Callable[..., Program]) -> None:
    district.nursery.names.create(name="青禾县育苗场")
    unit = program(Role.OFFICE).get(f"/units/{district.nursery.pk}").data
    assert (unit["parent"], unit["region"], unit["former_names"]) == (district.forestry.pk, "990123", ["青禾县育苗场"])
