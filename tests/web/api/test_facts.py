"""The ledger through the API: whose, how much at once, and exact."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.lookup.conftest import made, snapshot_folder

from gouji.web.lookup.models import Fact
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoAssertNumQueries
    from tests.web.api.conftest import Program
    from tests.web.conftest import District
    from tests.web.lookup.conftest import Made

    Ask = Callable[..., Program]

__all__ = ["made", "snapshot_folder"]


def test_a_value_is_told_exactly_with_its_subject_and_its_place(district: District, made: Made, program: Ask) -> None:
    version = made.file(district.forestry)
    found = program(Role.OFFICE).get("/facts?topic=三公&own=true").data["items"]
    assert {(one["value"], one["measure_unit"], one["printed"]) for one in found} == {("50000", "元", "5.00万元")}
    assert (found[0]["filing"], found[0]["version"], found[0]["unit"]) == (
        version.filing_id,
        1,
        district.forestry.pk,
    )
    assert (found[0]["basis"], found[0]["flow"], found[0]["period"]) == ("决算", "支出", 2024)
    assert found[0]["place"]["end"] - found[0]["place"]["start"] == len("5.00万元")


def test_each_reads_the_ledger_of_his_reach(district: District, made: Made, program: Ask) -> None:
    made.file(district.forestry)
    made.file(district.schools)
    reached = {
        role: {one["unit"] for one in program(role).get("/facts?size=1000").data["items"]}
        for role in (Role.OFFICE, Role.AUDITOR, Role.ACCOUNTANT, Role.DEPUTY, Role.STEWARD)
    }
    both = {district.forestry.pk, district.schools.pk}
    assert reached == {
        Role.OFFICE: both,
        Role.AUDITOR: both,
        Role.ACCOUNTANT: {district.forestry.pk},
        Role.DEPUTY: set(),
        Role.STEWARD: set(),
    }


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("kind=final&year=2024", True),
        ("year=2023", False),
        ("kind=budget", False),
        ("period=2024&measure=amount", True),
    ],
)
def test_the_ledger_is_narrowed(district: District, made: Made, program: Ask, query: str, *, count: bool) -> None:
    version = made.file(district.nursery)
    asking = program(Role.OFFICE)
    assert bool(asking.get(f"/facts?{query}").data["items"]) is count
    assert asking.get(f"/facts?unit={district.forestry.pk}").data["items"], "a department's with its units"
    assert not asking.get(f"/facts?unit={district.schools.pk}").data["items"]
    assert not asking.get("/facts?unit=999999").data["items"]
    assert asking.get(f"/facts?filing={version.filing_id}").data["items"]


def test_reading_on_gives_each_value_once(district: District, made: Made, program: Ask) -> None:
    made.file(district.forestry)
    made.file(district.schools, year=2023)
    asking, read, after = program(Role.OFFICE), [], 0
    while after is not None:
        page = asking.get(f"/facts?size=3&after={after}").data
        read += [one["id"] for one in page["items"]]
        after = page["next"]
    assert read == sorted(Fact.objects.values_list("pk", flat=True))
    assert len(read) > 6


def test_a_page_of_any_length_asks_few_queries(
    district: District, made: Made, program: Ask, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    made.file(district.forestry)
    asking = program(Role.OFFICE)
    asking.get("/facts")
    with django_assert_max_num_queries(4):  # token, its posts, the rows
        asking.get("/facts?size=1000")
