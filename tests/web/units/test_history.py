"""What becomes of units: names are kept, paths and rights follow, each change is told."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest

from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.people.models import Post
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right, Role
from gouji.web.units.models import Unit, UnitChange
from gouji.web.units.services import (
    UnitFacts,
    add_region,
    add_unit,
    below,
    change_unit,
    close_unit,
    find_unit,
    merge,
    move,
    rename,
    split,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.conftest import District

TODAY = dt.date(2024, 3, 1)
ON = dt.date(2024, 2, 1)


def test_a_renamed_unit_is_found_by_both_names(district: District) -> None:
    by, unit = district.people[Role.STEWARD], district.forestry
    rename(by, unit, "青禾县林业和草原局", ON, "青编发〔2024〕1号", today=TODAY)
    rename(by, unit, "青禾县自然资源局", dt.date(2024, 2, 20), "", today=TODAY)
    assert find_unit("青禾县林业局", below(district.county), dt.date(2023, 5, 1)) == unit
    assert find_unit("林业和草原局", below(district.county), TODAY) == unit
    kept = [(name.name, name.since, name.until) for name in unit.names.order_by("pk")]
    assert kept == [
        ("青禾县林业局", None, dt.date(2024, 1, 31)),
        ("青禾县林业和草原局", ON, dt.date(2024, 2, 19)),
    ]
    assert Event.objects.filter(action="unit.renamed").count() == 2
    assert UnitChange.objects.filter(before=unit, after=unit, basis="青编发〔2024〕1号").exists()


def test_a_moved_unit_is_reached_from_its_new_department(district: District) -> None:
    by = district.people[Role.STEWARD]
    below = Unit.objects.create(region=district.county, parent=district.nursery, code="101002001", name="苗圃二站")
    move(by, district.nursery, district.schools, ON, "", today=TODAY)
    accountant = rights_of(district.people[Role.ACCOUNTANT])
    below.refresh_from_db()
    assert not accountant.at(Right.FILING_SUBMIT, below)
    Post.objects.filter(user=district.people[Role.ACCOUNTANT]).update(unit=district.schools)
    assert rights_of(district.people[Role.ACCOUNTANT]).at(Right.FILING_SUBMIT, below)


def test_a_unit_is_not_put_below_itself(district: District) -> None:
    by = district.people[Role.STEWARD]
    with pytest.raises(Refused, match="自己"):
        move(by, district.forestry, district.nursery, ON, "", today=TODAY)


def test_merged_units_close_and_hand_their_subordinates_over(district: District) -> None:
    by = district.people[Role.STEWARD]
    facts = UnitFacts("120", "青禾县农林局", since=ON)
    change = merge(by, [district.forestry, district.schools], facts, ON, "", today=TODAY)
    heir = change.after.get()
    for unit in (district.forestry, district.schools, district.nursery):
        unit.refresh_from_db()
    assert district.forestry.until == district.schools.until == dt.date(2024, 1, 31)
    assert district.nursery.parent == heir
    assert district.nursery.path == f"{heir.pk}/{district.nursery.pk}/"


def test_units_merge_into_one_of_them(district: District) -> None:
    by = district.people[Role.STEWARD]
    merge(by, [district.forestry, district.schools], district.schools, ON, "", today=TODAY)
    district.schools.refresh_from_db()
    district.forestry.refresh_from_db()
    assert district.schools.until is None
    assert district.forestry.until == dt.date(2024, 1, 31)


def test_a_department_is_not_merged_into_its_own_subordinate(district: District) -> None:
    by = district.people[Role.STEWARD]
    with pytest.raises(Refused, match="所属单位"):
        merge(by, [district.forestry, district.nursery], district.nursery, ON, "", today=TODAY)
    district.forestry.refresh_from_db()
    assert district.forestry.until is None


@pytest.mark.parametrize("stays", [True, False])
def test_a_split_unit_stays_or_closes(district: District, stays: bool) -> None:  # noqa: FBT001
    by = district.people[Role.STEWARD]
    new = [UnitFacts("206", "青禾县体育局"), UnitFacts("207", "青禾县职教局")]
    change = split(by, district.schools, new, ON, "", stays=stays, today=TODAY)
    district.schools.refresh_from_db()
    assert (district.schools.until is None) is stays
    assert change.after.count() == 2 + stays


def test_a_unit_with_subordinates_is_not_closed(district: District) -> None:
    by = district.people[Role.STEWARD]
    with pytest.raises(Refused, match="所属单位"):
        close_unit(by, district.forestry, ON, "", today=TODAY)
    close_unit(by, district.nursery, ON, "", today=TODAY)
    close_unit(by, district.forestry, ON, "", today=TODAY)
    with pytest.raises(Refused, match="已经撤销"):
        close_unit(by, district.forestry, ON, "", today=TODAY)


def test_a_correction_leaves_old_and_new(district: District) -> None:
    by = district.people[Role.STEWARD]
    facts = UnitFacts("101", "青禾县林业局", "林业局", Unit.Nature.ADMINISTRATIVE, publishes=False)
    change_unit(by, district.forestry, facts, today=TODAY)
    assert Event.objects.get(action="unit.changed").detail == {"short_name": ["", "林业局"], "publishes": [True, False]}


def test_a_code_is_one_unit_s(district: District) -> None:
    with pytest.raises(Refused, match="101"):
        add_unit(district.people[Role.STEWARD], district.county, UnitFacts("101", "水利局"), today=TODAY)


ACTS: dict[str, Callable[[District, Role], object]] = {
    "add": lambda d, role: add_unit(d.people[role], d.county, UnitFacts("300", "水利局"), today=TODAY),
    "region": lambda d, role: add_region(d.people[role], d.county, "990123100", "龙山镇", today=TODAY),
    "change": lambda d, role: change_unit(d.people[role], d.forestry, UnitFacts("102", "林业局"), today=TODAY),
    "rename": lambda d, role: rename(d.people[role], d.forestry, "新名", ON, "", today=TODAY),
    "move": lambda d, role: move(d.people[role], d.nursery, None, ON, "", today=TODAY),
    "close": lambda d, role: close_unit(d.people[role], d.nursery, ON, "", today=TODAY),
}


@pytest.mark.parametrize("act", ACTS)
@pytest.mark.parametrize("role", [role for role in Role if role != Role.STEWARD])
def test_only_a_steward_changes_units(district: District, act: str, role: Role) -> None:
    with pytest.raises(Refused) as refused:
        ACTS[act](district, role)
    assert refused.value.code == "forbidden"
    assert not Event.objects.exists()


def test_a_steward_changes_nothing_in_a_neighbour_s_region(district: District) -> None:
    by = district.people[Role.STEWARD]
    with pytest.raises(Refused):
        add_unit(by, district.elsewhere, UnitFacts("300", "水利局"), today=TODAY)
