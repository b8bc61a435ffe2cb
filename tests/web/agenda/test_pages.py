"""The page of the year, what is entered on it, and what of it stands in 待办."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone
from tests.web.agenda.made import congress, filed, standing

from gouji.web.agenda import todo
from gouji.web.agenda.models import Meeting, OwnTerm, Receipt
from gouji.web.people.rights import rights_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District

    from gouji.web.core.home import Todo

TODAY = dt.date(2026, 1, 8)


@pytest.fixture(autouse=True)
def _a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timezone, "localdate", lambda *value: value[0].date() if value else TODAY)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def said(district: District, role: str) -> list[tuple[str, str]]:
    user = district.people[role]
    rows: Iterator[Todo] = todo.owed(user, rights_of(user, TODAY))
    return [(str(row.what), row.title) for row in rows]


def test_a_meeting_set_on_the_page_moves_what_is_due(client: Client, district: District) -> None:
    client.force_login(district.people["office"])
    sent = {
        "kind": "congress",
        "name": "第三次会议",
        "on": "2026-01-20",
        "until": "2026-01-23",
        "items": ["budget-2026"],
    }
    client.post(f"{reverse('meeting_new')}?year=2026", sent)
    meeting = Meeting.objects.get()
    page = text(client, f"{reverse('agenda')}?year=2026")
    assert "02-12" in page
    assert 'value="2026-01-20"' in text(client, reverse("meeting_edit", args=[meeting.pk]))
    client.post(reverse("meeting_edit", args=[meeting.pk]), {**sent, "on": "2026-01-27", "until": "2026-01-30"})
    page = text(client, f"{reverse('agenda')}?year=2026")
    assert "02-24" in page
    assert "第三次会议" in page


def test_the_form_says_what_is_wrong_and_knows_the_topic_asked_for(client: Client, district: District) -> None:
    client.force_login(district.people["office"])
    page = text(client, f"{reverse('meeting_new')}?year=2026&item=midyear-2027")
    assert "听取上半年预算执行情况报告（2027年）" in page
    sent = {"kind": "standing", "name": "会", "on": "2026-01-20", "until": "2026-01-19", "items": ["midyear-2026"]}
    assert "结束日期应在" in client.post(reverse("meeting_new"), sent).content.decode()
    assert not Meeting.objects.exists()


def test_a_receipt_is_entered_and_taken_back_on_the_page(client: Client, district: District) -> None:
    congress(district)
    client.force_login(district.people["office"])
    sent = {
        "region": "990123",
        "step": "first_answer",
        "year": 2026,
        "occasion": 0,
        "on": "2026-01-07",
        "note": "收文5号",
    }
    client.post(reverse("agenda_receipt"), sent)
    assert "收文5号" in text(client, f"{reverse('agenda')}?year=2026")
    receipt = Receipt.objects.get()
    client.post(reverse("agenda_receipt_back", args=[receipt.pk]), {"reason": "登错"})
    assert "收文5号" not in text(client, f"{reverse('agenda')}?year=2026")


def test_a_department_sees_its_own_duties_and_no_other_s_state(client: Client, district: District) -> None:
    standing(district, "2026-01-15", ("first_review", 2026))
    filed(district.forestry)
    client.force_login(district.people["accountant"])
    page = text(client, f"{reverse('agenda')}?year=2025")
    assert "报送部门预算草案" in page
    assert "教育局" not in page
    assert "送交预算草案初步方案" not in page
    assert "登记完成" not in page


def test_the_year_leaves_as_a_file(client: Client, district: District) -> None:
    congress(district)
    client.force_login(district.people["finance"])
    lines = b"".join(client.get(f"{reverse('agenda')}?year=2026&stage=批复&export=csv")).decode("utf-8-sig")
    assert [line.split(",")[0] for line in lines.splitlines()[1:]][:1] == ["2026-02-12"]


def test_filters_and_odd_years_open(client: Client, district: District) -> None:
    client.force_login(district.people["auditor"])
    for query in ("standing=overdue", "stage=决算&who=finance", "year=20260", "year=x", "year=²"):
        text(client, f"{reverse('agenda')}?{query}")
    assert client.get(f"{reverse('agenda')}?region=990124").status_code == 404


def test_the_terms_are_set_by_the_lead(client: Client, district: District) -> None:
    client.force_login(district.people["office_lead"])
    sent = {"step": "final_in", "n": "-40", "unit": "days", "basis": "县办法", "used": "on"}
    client.post(reverse("agenda_terms"), sent)
    assert OwnTerm.objects.get().n == -40
    assert "前40日" in text(client, reverse("agenda_terms"))


def test_each_role_finds_what_it_owes_in_its_work(district: District) -> None:
    standing(district, "2026-01-05", ("first_review", 2026))
    congress(district)
    filed(district.schools)
    # Five working days after 5 January is the 12th; five before the 20th is the 13th.
    assert ("年度日程", "印发初步审查意见（2026年）") in said(district, "office")
    assert ("年度日程", "反馈初步审查意见处理情况（2026年）") in said(district, "finance")
    assert said(district, "accountant") == [("年度日程", "报送部门预算草案（2026年）")]
    filed(district.forestry)
    assert said(district, "accountant") == []
    assert said(district, "deputy") == said(district, "steward") == said(district, "auditor") == []
    late = [title for what, title in said(district, "office_lead") if what == "催办"]
    assert late == ["2项逾期未完成：随预算草案报送绩效目标、送交预算草案初步方案"]


def test_the_office_is_told_of_topics_without_a_meeting(district: District) -> None:
    user = district.people["office"]
    assert [row.title for row in todo.unset(user, rights_of(user, TODAY))] == [
        "审查和批准预算（2026年）的会议还没有登记日期"
    ]
    congress(district)
    assert list(todo.unset(user, rights_of(user, TODAY))) == []


def test_the_page_asks_few_queries(
    client: Client, district: District, django_assert_max_num_queries: CountQueries
) -> None:
    congress(district)
    standing(district, "2026-07-28", ("final", 2025), ("audit", 2025), ("midyear", 2026))
    filed(district.forestry)
    client.force_login(district.people["office"])
    with django_assert_max_num_queries(18):
        client.get(f"{reverse('agenda')}?year=2026")
