"""The publication board: due dates by hand on the calendar, how each unit stands, who enters what."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse
from django.utils import timezone
from tests.web.filings.conftest import GOOD, keep

from gouji.web.agenda.models import Meeting
from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.filings.models import Filing, Reply, Stage
from gouji.web.filings.services import publication
from gouji.web.filings.services.filing import file_document
from gouji.web.filings.services.publication import Standing, board, boards, duties, enter_reply, must_publish
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from django.test import Client
    from pytest_django import DjangoAssertNumQueries
    from tests.web.conftest import District

TODAY = dt.date(2026, 3, 10)
REPLIED = dt.date(2026, 2, 10)


@pytest.mark.parametrize(
    ("replied", "due"),
    [
        ("2026-02-10", "2026-03-02"),  # 20 days on
        ("2026-01-28", "2026-02-24"),  # 17 February lies in the festival, which ends on the 23rd
        ("2026-02-08", "2026-02-28"),  # a Saturday that is worked
        ("2025-09-11", "2025-10-09"),  # 1 October: the eighth is the last day off
        ("2026-05-31", "2026-06-22"),  # Saturday 20 June within 端午, Monday follows
    ],
)
def test_twenty_days_are_calendar_days_and_end_on_a_working_day(replied: str, due: str) -> None:
    (budget, final) = duties()
    assert budget.due(dt.date.fromisoformat(replied)) == dt.date.fromisoformat(due)
    assert (budget.kind, final.kind) == ("budget", "final")


def test_a_last_day_stays_where_the_data_say_so() -> None:
    duty = publication.Duty("budget", "department", 20, "stays", "")
    assert duty.due(dt.date(2026, 1, 28)) == dt.date(2026, 2, 17)


def budget_of(district: District, today: dt.date = TODAY) -> Standing:
    (row,) = board([district.forestry], 2026, today)
    return row.cells[0].standing


def file(district: District, **values: object) -> None:
    file_document(district.people["finance"], district.forestry, "budget", 2026, keep(GOOD), "a.txt", queue=False)
    Filing.objects.update(**values)


def test_without_a_reply_nothing_is_late(district: District) -> None:
    assert budget_of(district) == Standing.UNKNOWN


def test_from_the_reply_on_a_unit_is_due_then_missing(district: District) -> None:
    Reply.objects.create(region=district.county, kind="budget", year=2026, on=REPLIED)
    assert budget_of(district, dt.date(2026, 3, 2)) == Standing.DUE
    assert budget_of(district, dt.date(2026, 3, 3)) == Standing.MISSING


@pytest.mark.parametrize(("published", "standing"), [("2026-03-02", Standing.PUBLISHED), ("2026-03-03", Standing.LATE)])
def test_what_is_published_was_in_time_or_late(district: District, published: str, standing: Standing) -> None:
    Reply.objects.create(region=district.county, kind="budget", year=2026, on=REPLIED)
    file(district, stage=Stage.PUBLISHED, published_on=dt.date.fromisoformat(published))
    assert budget_of(district) == standing


def test_the_unit_s_own_reply_goes_before_its_region_s(district: District) -> None:
    Reply.objects.create(region=district.county, kind="budget", year=2026, on=REPLIED)
    file(district, stage=Stage.APPROVED, approved_on=dt.date(2026, 2, 25))
    assert budget_of(district) == Standing.DUE


def test_only_units_of_the_year_that_must_publish_are_on_it(district: District) -> None:
    Unit.objects.filter(pk=district.nursery.pk).update(publishes=False)
    Unit.objects.filter(pk=district.schools.pk).update(until=dt.date(2025, 6, 30))
    assert list(Unit.objects.filter(must_publish(2026))) == [district.forestry]
    assert list(Unit.objects.filter(must_publish(2025))) == [district.forestry, district.schools]
    rows = boards(Unit.objects.filter(must_publish(2025, 2026)), (2025, 2026), dt.date(2026, 3, 1))
    assert {year: [row.unit for row in said] for year, said in rows.items()} == {
        2025: [district.forestry, district.schools],
        2026: [district.forestry],
    }


def test_a_reply_is_entered_and_put_right_by_who_may(district: District) -> None:
    finance = district.people["finance"]
    enter_reply(finance, district.county, "budget", 2026, REPLIED, today=TODAY, basis="青财〔2026〕3号")
    enter_reply(finance, district.county, "budget", 2026, dt.date(2026, 2, 11), today=TODAY)
    assert Reply.objects.get().on == dt.date(2026, 2, 11)
    said = Event.objects.filter(action="reply.entered").values_list("detail__on", flat=True)
    assert list(said) == [[None, "2026-02-10"], ["2026-02-10", "2026-02-11"]]
    for role in ("accountant", "unit_lead", "auditor", "deputy", "steward"):
        with pytest.raises(PermissionDenied):
            enter_reply(district.people[role], district.county, "budget", 2026, REPLIED, today=TODAY)
    with pytest.raises(PermissionDenied):
        enter_reply(finance, district.elsewhere, "budget", 2026, REPLIED, today=TODAY)
    with pytest.raises(Refused, match="没有到"):
        enter_reply(finance, district.county, "budget", 2026, dt.date(2026, 3, 11), today=TODAY)
    with pytest.raises(Refused, match="期限"):
        enter_reply(finance, district.county, "other", 2026, REPLIED, today=TODAY)


def test_the_page_shows_the_matrix_and_leaves_as_a_file(client: Client, district: District) -> None:
    client.force_login(district.people["finance"])
    said = {"region": district.county.pk, "kind": "budget", "year": 2025, "on": "2025-02-10"}
    assert client.post(reverse("publication_reply"), said).status_code == 302
    page = client.get(reverse("publication") + "?year=2025").content.decode()
    assert page.count("逾期未公开</span>") == 3
    assert page.count("未登记批复</span>") == 3
    lines = b"".join(client.get(reverse("publication") + "?year=2025&export=csv")).decode().splitlines()
    assert lines[1:3] == [
        "101,青禾县林业局,部门预算,逾期未公开,2025-02-10,2025-03-03,",
        "101,青禾县林业局,部门决算,未登记批复,,,",
    ]


def test_an_accountant_sees_his_own_units_and_what_he_has_to_publish(client: Client, district: District) -> None:
    year = dt.date.today().year - 1  # noqa: DTZ011  the home page has its own today
    Reply.objects.create(region=district.county, kind="budget", year=year, on=dt.date(year, 1, 5))
    client.force_login(district.people["accountant"])
    page = client.get(f"{reverse('publication')}?year={year}").content.decode()
    assert "青禾县苗圃" in page
    assert "青禾县教育局" not in page
    assert reverse("publication_reply") not in page
    home = client.get("/").content.decode()
    assert f"青禾县林业局{year}年部门预算" in home
    assert f"青禾县苗圃{year}年单位预算" in home
    client.force_login(district.people["finance"])
    assert f"{year}年有3个单位逾期未公开" in client.get("/").content.decode()


def test_another_region_s_board_is_none_of_his(client: Client, district: District) -> None:
    client.force_login(district.people["finance"])
    assert client.get(f"{reverse('publication')}?region={district.elsewhere.pk}").status_code == 404
    client.force_login(district.people["deputy"])
    assert client.get(reverse("publication")).status_code == 403


def test_the_board_asks_the_same_number_of_queries_for_many_units(
    client: Client, district: District, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(40):
        Unit.objects.create(region=district.county, code=f"4{number:02}", name=f"青禾县第{number}局")
    client.force_login(district.people["finance"])
    with django_assert_max_num_queries(14):
        client.get(reverse("publication"))


@pytest.fixture
def government(district: District) -> Unit:
    return Unit.objects.create(region=district.county, code="001", name="青禾县人民政府", nature=Unit.Nature.GOVERNMENT)


def meeting(district: District, on: dt.date, topic: str, **values: object) -> None:
    held = Meeting.objects.create(region=district.county, kind="standing", name="会议", on=on, **values)
    held.items.create(topic=topic, year=2026)


def standings(unit: Unit, today: dt.date) -> list[tuple[str, str, str]]:
    """Return name, standing and last day of each duty of 2026."""
    (row,) = board([unit], 2026, today)
    return [(name, str(cell.standing), str(cell.due or "")) for cell, name in row.named]


def test_a_government_publishes_what_its_congress_approved(district: District, government: Unit) -> None:
    meeting(district, dt.date(2026, 1, 20), "budget", until=dt.date(2026, 1, 23))
    # Twenty days after 23 January is 12 February, a Thursday.
    assert standings(government, dt.date(2026, 1, 22))[0] == ("政府预算", "unknown", "")
    assert standings(government, dt.date(2026, 2, 12)) == [
        ("政府预算", "due", "2026-02-12"),
        ("政府决算", "unknown", ""),
    ]
    assert standings(government, dt.date(2026, 2, 13))[0] == ("政府预算", "missing", "2026-02-12")


def test_each_adjustment_is_published_and_a_cancelled_meeting_approves_nothing(
    district: District, government: Unit
) -> None:
    meeting(district, dt.date(2026, 6, 10), "adjustment")
    meeting(district, dt.date(2026, 8, 3), "adjustment", cancelled_at=timezone.now())
    meeting(district, dt.date(2026, 10, 29), "adjustment")
    Filing.objects.create(unit=government, kind="adjustment", year=2026, ordinal=1, title="a", stage=Stage.PUBLISHED,
                          published_on=dt.date(2026, 7, 1))  # fmt: skip
    # 30 June is the last day of the first, 18 November of the second.
    assert standings(government, dt.date(2026, 11, 19))[1:3] == [
        ("预算调整方案", "late", "2026-06-30"),
        ("第二次预算调整方案", "missing", "2026-11-18"),
    ]


def test_a_day_of_approval_that_was_entered_goes_before_the_calendar(district: District, government: Unit) -> None:
    meeting(district, dt.date(2026, 1, 20), "budget")
    finance = district.people["finance"]
    enter_reply(finance, district.county, "government_budget", 2026, dt.date(2026, 2, 9), today=TODAY)
    assert standings(government, TODAY)[0] == ("政府预算", "missing", "2026-03-02")
    with pytest.raises(Refused, match="期限"):
        enter_reply(finance, district.county, "adjustment", 2026, REPLIED, today=TODAY)


def test_the_board_shows_the_government_above_its_departments(
    client: Client, district: District, government: Unit
) -> None:
    meeting(district, dt.date(2026, 1, 20), "budget")
    client.force_login(district.people["finance"])
    page = client.get(reverse("publication") + "?year=2026").content.decode()
    assert page.index("青禾县人民政府") < page.index("青禾县林业局")
    assert "按会议日程" in page
    lines = b"".join(client.get(reverse("publication") + "?year=2026&export=csv")).decode().splitlines()
    assert lines[1].startswith(f"001,{government},政府预算,逾期未公开,2026-01-20,2026-02-09,")
    Unit.objects.filter(pk=government.pk).update(publishes=False)
    assert "青禾县人民政府" not in client.get(reverse("publication") + "?year=2026").content.decode()
