"""The steward's pages about units."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from gouji.web.people.roles import Role
from gouji.web.units.models import Unit
from gouji.web.units.services.listing import Fate, hand_in, preview

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District


@pytest.fixture
def steward(client: Client, district: District) -> Client:
    client.force_login(district.people[Role.STEWARD])
    return client


def test_the_tree_shows_units_below_their_department(steward: Client, district: District) -> None:
    page = steward.get("/units/").content.decode()
    assert page.index("青禾县林业局") < page.index("青禾县苗圃") < page.index("青禾县教育局")
    assert 'class="desk-depth-1"><a href="/units/' in page
    assert str(district.elsewhere) not in page


def test_units_are_found_by_name_code_and_former_name(steward: Client, district: District) -> None:
    district.schools.names.create(name="青禾县文教局")
    for words, found in (("苗圃", "青禾县苗圃"), ("205", "青禾县教育局"), ("文教", "青禾县教育局")):
        page = steward.get("/units/", {"q": words}).content.decode()
        assert found in page
        assert "共 1 个单位" in page


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_the_units_leave_as_a_list_that_can_be_handed_in_again(steward: Client, district: District, kind: str) -> None:
    Unit.objects.create(region=district.elsewhere, code="900", name="白石县林业局")
    page = steward.get("/units/").content.decode()
    assert f"export={kind}" in page
    answer = steward.get("/units/", {"export": kind})
    data = answer.getvalue()
    by = district.people[Role.STEWARD]
    rows = preview(hand_in(by, district.county, f"单位.{kind}", data, today=dt.date(2024, 3, 1)))
    assert [(row.facts.code, row.fate) for row in rows] == [(code, Fate.SAME) for code in ("101", "101002", "205")]


def test_the_number_of_queries_does_not_grow_with_the_units(steward: Client, district: District) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            steward.get("/units/")
        return len(queries)

    count()
    before = count()
    for number in range(40):
        Unit.objects.create(
            region=district.county, parent=district.schools, code=f"205{number:03}", name=f"小学{number}"
        )
    assert count() == before
    assert before <= 12


@pytest.mark.parametrize(
    ("action", "data", "word"),
    [
        ("edit", {"code": "101", "nature": "other", "publishes": "on"}, "其他"),
        ("rename", {"name": "青禾县林草局", "on": "2024-02-01"}, "青禾县林草局"),
        ("split", {"new": "118 青禾县水利局", "stays": "on", "on": "2024-02-01"}, "分设"),
    ],
)
def test_a_form_changes_the_unit_and_leads_back_to_it(
    steward: Client, district: District, action: str, data: dict[str, str], word: str
) -> None:
    address = f"/units/{district.forestry.pk}/"
    assert steward.get(f"{address}{action}/").status_code == 200
    page = steward.post(f"{address}{action}/", data, follow=True)
    assert page.redirect_chain[-1][0] == address
    assert word in page.content.decode()


def test_what_a_service_refuses_stands_over_the_form(steward: Client, district: District) -> None:
    page = steward.post(f"/units/{district.forestry.pk}/close/", {"on": "2024-02-01"})
    assert "还有所属单位" in page.content.decode()


def test_moving_merging_and_closing_work_from_the_pages(steward: Client, district: District) -> None:
    county = district.county.pk
    steward.post(f"/units/{district.nursery.pk}/move/", {"parent": district.schools.pk, "on": "2024-02-01"})
    merged = {"units": [district.forestry.pk, district.schools.pk], "code": "300", "name": "农教局", "on": "2024-02-02"}
    page = steward.post(f"/units/region/{county}/merge/", merged, follow=True)
    assert "农教局" in page.content.decode()
    steward.post(f"/units/{district.nursery.pk}/close/", {"on": "2024-02-03"})
    assert set(Unit.objects.filter(until=None).values_list("name", flat=True)) == {"农教局"}


def test_a_unit_and_a_region_are_added_from_the_pages(steward: Client, district: District) -> None:
    county = district.county.pk
    steward.post(
        f"/units/region/{county}/new/",
        {"code": "205001", "name": "青禾县一中", "nature": "institution", "parent": district.schools.pk},
    )
    assert Unit.objects.get(code="205001").parent == district.schools
    steward.post(f"/units/region/{county}/below/", {"code": "990123100", "name": "龙山镇"})
    assert "龙山镇" in steward.get("/units/").content.decode()
