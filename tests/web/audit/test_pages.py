"""The pages of the events: who reads which, how they are searched, and what they say."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

import pytest
from django.db import connection, transaction
from django.template import Context, Template
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gouji.web.audit import words
from gouji.web.audit.chain import record
from gouji.web.audit.models import Event, Inspection
from gouji.web.people.models import Post, User
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Role
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from tests.web.conftest import District


@pytest.fixture
def told(district: District) -> District:
    """Two events at home, one in the neighbouring county, one of no region."""
    neighbour = Unit.objects.create(region=district.elsewhere, code="101", name="白石县林业局")
    with transaction.atomic():
        record(
            district.people[Role.OFFICE],
            "unit.changed",
            district.forestry,
            name=["林业局", "青禾县林业局"],
            reason="更名",
        )
        record(district.people[Role.FINANCE], "unit.closed", district.schools)
        record(None, "unit.changed", neighbour)
        record(None, "person.added", User.objects.create_user(username="x", name="无职者"))
    return district


def listed(client: Client, query: str = "") -> list[int]:
    answer = client.get(f"/audit/{query}")
    assert answer.status_code == 200
    return [row.record.number for row in answer.context["table"].paginated_rows]


@pytest.mark.parametrize("role", [Role.OFFICE, Role.FINANCE, Role.ACCOUNTANT, Role.UNIT_LEAD, Role.DEPUTY])
def test_who_reads_no_events_finds_no_page(client: Client, told: District, role: str) -> None:
    client.force_login(told.people[role])
    assert client.get("/audit/").status_code == 404
    assert client.get("/audit/1/").status_code == 404
    assert "/audit/" not in client.get("/").content.decode()


def test_an_auditor_reads_his_county_and_not_the_neighbour(client: Client, told: District) -> None:
    client.force_login(told.people[Role.AUDITOR])
    assert listed(client) == [2, 1]
    assert client.get("/audit/1/").status_code == 200
    assert client.get("/audit/3/").status_code == 404
    assert client.get("/audit/4/").status_code == 404


def test_the_city_reads_all_its_counties_and_what_has_no_region(client: Client, told: District) -> None:
    user = User.objects.create_user(username="city", name="市审计")
    Post.objects.create(user=user, role=Role.AUDITOR, region=told.county.parent, since=dt.date(2020, 1, 1))
    client.force_login(user)
    assert listed(client) == [4, 3, 2, 1]


def test_what_lies_in_no_region_is_filed_where_the_person_works_who_did_it(told: District) -> None:
    with transaction.atomic():
        event = record(told.people[Role.STEWARD], "person.added", User.objects.create_user(username="y", name="新人"))
    assert event.region == told.county.path


@pytest.mark.parametrize(
    ("query", "numbers"),
    [
        ("?who=财政", [2]),
        ("?thing=林业", [1]),
        ("?thing=2", [2]),
        ("?since=2020-01-02&until=2020-01-02", [1]),
        ("?since=2020-01-03", [2]),
        ("?object_type=units.unit&object_id={schools}", [2]),
        ("?since=nonsense", []),
    ],
)
def test_events_are_searched(client: Client, told: District, query: str, numbers: list[int]) -> None:
    china = ZoneInfo("Asia/Shanghai")
    Event.objects.filter(number=1).update(at=dt.datetime(2020, 1, 2, 0, 30, tzinfo=china))
    client.force_login(told.people[Role.AUDITOR])
    assert listed(client, query.format(schools=told.schools.pk)) == numbers


def test_what_is_listed_leaves_as_a_file(client: Client, told: District) -> None:
    client.force_login(told.people[Role.AUDITOR])
    answer = client.get("/audit/?thing=林业&export=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()  # type: ignore[attr-defined]
    assert lines[0] == "序号,时间,操作人,操作,对象,内容"
    assert len(lines) == 3  # the changes stand on two lines of one cell
    assert "林业局 → 青禾县林业局" in lines[1]


def test_an_action_is_searched_by_its_name(client: Client, told: District, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(words, "_ACTIONS", {"unit.closed": "撤销单位"})
    client.force_login(told.people[Role.AUDITOR])
    assert listed(client, "?what=unit.closed") == [2]
    assert "撤销单位" in client.get("/audit/2/").content.decode()


def test_a_change_is_told_with_both_values_and_its_reason_last(client: Client, told: District) -> None:
    client.force_login(told.people[Role.AUDITOR])
    page = client.get("/audit/1/").content.decode()
    assert (
        page.index("<del")
        < page.index("林业局</del>")
        < page.index("青禾县林业局", page.index("</del>"))
        < page.index("更名")
    )


def test_the_list_asks_as_much_for_many_events_as_for_few(
    client: Client, told: District, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    with transaction.atomic():
        for _ in range(60):
            record(told.people[Role.OFFICE], "unit.changed", told.forestry)
    client.force_login(told.people[Role.AUDITOR])
    with django_assert_max_num_queries(10):
        assert len(listed(client)) == 25


def history(district: District, role: str) -> str:
    context = Context({"rights": rights_of(district.people[role]), "unit": district.forestry})
    return Template("{% load audit %}{% audit_history unit %}").render(context)


def test_another_page_shows_the_history_of_its_thing_to_who_may_read_it(told: District) -> None:
    assert "更名" in history(told, Role.AUDITOR)
    assert history(told, Role.OFFICE).strip() == ""


def test_a_broken_chain_waits_on_the_home_page_of_who_reads_events(client: Client, told: District) -> None:
    Inspection.objects.create(number=2, fault_number=1, fault_reason="altered")
    for role, told_so in ((Role.AUDITOR, True), (Role.OFFICE, False)):
        client.force_login(told.people[role])
        assert ("从第1条起断开" in client.get("/").content.decode()) is told_so


def test_a_list_is_counted_once_and_says_so_where_it_is_empty(client: Client, told: District) -> None:
    client.force_login(told.people[Role.AUDITOR])
    with CaptureQueriesContext(connection) as caught:
        assert client.get(reverse("audit")).status_code == 200
    assert sum("COUNT(" in one["sql"] for one in caught) == 1
    page = client.get(reverse("audit"), {"who": "没有这个人"}).content.decode()
    assert page.count("没有这样的记录。") == 1
