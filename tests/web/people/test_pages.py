"""The steward's pages about people."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.conftest import PASSWORD, step_up

from gouji.web.people.models import Post, User
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from tests.web.conftest import District


@pytest.fixture
def steward(client: Client, district: District) -> Client:
    client.force_login(district.people[Role.STEWARD])
    step_up(client)
    return client


def new_person(district: District) -> dict[str, object]:
    return {
        "username": "zhang",
        "name": "张三",
        "role": Role.ACCOUNTANT,
        "unit": district.schools.pk,
        "since": "2020-01-01",
    }


def test_an_opened_account_s_password_is_shown_and_works_once(steward: Client, district: District) -> None:
    answer = steward.post("/people/new/", new_person(district))
    assert "no-store" in answer["Cache-Control"]
    found = re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", answer.content.decode())
    assert found
    other = Client()
    other.post("/account/login/", {"login": "zhang", "password": found[0]})
    assert other.get("/")["Location"] == "/account/password/change/"
    page = steward.get(f"/people/{User.objects.get(username='zhang').pk}/").content.decode()
    assert found[0] not in page
    assert "一次性密码还没换" in page


def test_who_has_not_just_confirmed_himself_is_asked_and_then_led_on(client: Client, district: District) -> None:
    client.force_login(district.people[Role.STEWARD])
    answer = client.post("/people/new/", new_person(district))
    assert answer["Location"].startswith("/account/reauthenticate/")
    assert not User.objects.filter(username="zhang").exists()
    answer = client.post(answer["Location"], {"password": PASSWORD, "next": "/people/new/"})
    assert re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", answer.content.decode())
    assert User.objects.filter(username="zhang").exists()


def test_a_role_asks_for_its_kind_of_place(steward: Client, district: District) -> None:
    page = steward.post("/people/new/", new_person(district) | {"role": Role.OFFICE}).content.decode()
    assert "这种角色要选这一项" in page


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"q": "审计"}, {"审计"}),
        ({"q": "林业"}, {"部门财务", "部门负责人"}),
        ({"role": "deputy"}, {"人大代表"}),
        ({"state": "ended"}, {"财政审核"}),
        ({"state": "locked"}, {"审计"}),
    ],
)
def test_people_are_found_by_words_role_and_state(
    steward: Client, district: District, query: dict[str, str], names: set[str]
) -> None:
    Post.objects.filter(role=Role.FINANCE).update(until=dt.date(2021, 1, 1))
    User.objects.filter(pk=district.people[Role.AUDITOR].pk).update(is_active=False)
    page = steward.get("/people/", query).content.decode()
    shown = set(re.findall(r'<a href="/people/\d+/">([^<]+)</a>', page))
    assert shown == names


def test_the_people_leave_as_a_file_a_line_a_post(steward: Client, district: District) -> None:
    Post.objects.create(
        user=district.people[Role.ACCOUNTANT], role=Role.AUDITOR, region=district.county, since=dt.date(2021, 1, 1)
    )
    assert "export=csv" in steward.get("/people/", {"role": "accountant"}).content.decode()
    answer = steward.get("/people/", {"role": "accountant", "export": "csv"})
    lines = answer.getvalue().decode("utf-8-sig").split()
    assert lines[0].startswith("姓名,用户名,账号,任职,单位或区划")
    assert [line.split(",")[3:6] for line in lines[1:]] == [
        ["部门财务", "青禾县林业局", "2020-01-01"],
        ["审计", "青禾县", "2021-01-01"],
    ]


def test_the_number_of_queries_does_not_grow_with_the_people(steward: Client, district: District) -> None:
    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            steward.get("/people/")
        return len(queries)

    count()
    before = count()
    for number in range(20):
        user = User.objects.create(username=f"more{number}", name=f"某{number}")
        Post.objects.create(user=user, role=Role.DEPUTY, region=district.county, since=dt.date(2024, 1, 1))
    assert count() == before
    assert before <= 12


def test_posts_are_given_and_ended_from_the_page(steward: Client, district: District) -> None:
    user = district.people[Role.OFFICE]
    steward.post(
        f"/people/{user.pk}/posts/new/", {"role": "auditor", "region": district.county.pk, "since": "2024-01-01"}
    )
    post = user.posts.get(role="auditor")
    page = steward.post(f"/people/posts/{post.pk}/end/", {"until": "2024-05-31"}, follow=True).content.decode()
    assert "2024-05-31" in page


def test_an_account_is_locked_and_opened_again_with_a_reason(steward: Client, district: District) -> None:
    user = district.people[Role.OFFICE]
    steward.post(f"/people/{user.pk}/lock/", {"reason": ""})
    user.refresh_from_db()
    assert user.is_active
    steward.post(f"/people/{user.pk}/lock/", {"reason": "调离"})
    user.refresh_from_db()
    assert not user.is_active
    steward.post(f"/people/{user.pk}/lock/", {"reason": "回来"})
    user.refresh_from_db()
    assert user.is_active


def test_the_last_steward_reads_why_he_stays(steward: Client, district: District) -> None:
    post = district.people[Role.STEWARD].posts.get()
    page = steward.post(f"/people/posts/{post.pk}/end/", {"until": "2030-01-01"}).content.decode()
    assert "唯一的系统管理员" in page


def test_a_reset_password_is_shown_once(steward: Client, district: District) -> None:
    user = district.people[Role.OFFICE]
    page = steward.post(f"/people/{user.pk}/password/").content.decode()
    assert re.search(r"\w{4}-\w{4}-\w{4}-\w{4}", page)


def test_whoever_serves_elsewhere_too_is_shown_and_not_touched(steward: Client, district: District) -> None:
    user = district.people[Role.OFFICE]
    Post.objects.create(user=user, role=Role.OFFICE, region=district.elsewhere, since=dt.date(2024, 1, 1))
    page = steward.get(f"/people/{user.pk}/").content.decode()
    assert "这里只能看" in page
    refused = steward.post(f"/people/{user.pk}/password/").content.decode()
    assert "不归您管理" in refused
