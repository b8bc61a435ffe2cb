"""What a steward may do with accounts and posts, and what nobody may."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.http import Http404

from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused
from gouji.web.people.access import access_person
from gouji.web.people.models import Post, User
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right, Role
from gouji.web.people.services import (
    NewPerson,
    Place,
    appoint,
    change_account,
    end_post,
    lock,
    open_account,
    reset_password,
    unlock,
)
from gouji.web.people.step_up import Proof
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from django.test import Client
    from tests.web.conftest import District

TODAY = dt.date(2024, 3, 1)


def steward_of(district: District) -> tuple[User, Proof]:
    user = district.people[Role.STEWARD]
    return user, Proof(user.pk)


def someone(district: District, username: str = "zhang", role: str = Role.ACCOUNTANT) -> NewPerson:
    place = Place(unit=district.schools) if role == Role.ACCOUNTANT else Place(region=district.county)
    return NewPerson(username, "张三", "", role, place, TODAY)


def second_steward(district: District, since: dt.date = TODAY) -> Post:
    user = User.objects.create_user(username="steward2", name="李四")
    return Post.objects.create(user=user, role=Role.STEWARD, region=district.county, since=since)


def test_an_opened_account_has_its_post_and_a_password_for_one_time(client: Client, district: District) -> None:
    by, proof = steward_of(district)
    user, password = open_account(by, someone(district), today=TODAY, proof=proof)
    assert rights_of(user, TODAY).at(Right.FILING_SUBMIT, district.schools)
    client.post("/account/login/", {"login": "zhang", "password": password})
    assert client.get("/")["Location"] == "/account/password/change/"
    actions = set(Event.objects.filter(actor=by).values_list("action", flat=True))
    assert actions == {"person.opened", "post.given"}
    assert not any(password in str(event.detail) for event in Event.objects.all())


def test_a_user_name_is_one_however_it_is_written(district: District) -> None:
    by, proof = steward_of(district)
    open_account(by, someone(district), today=TODAY, proof=proof)
    with pytest.raises(Refused, match="换一个"):
        open_account(by, someone(district, "ZHANG"), today=TODAY, proof=proof)


def test_no_post_is_given_beyond_the_steward_s_reach(district: District) -> None:
    by, proof = steward_of(district)
    other = Unit.objects.create(region=district.elsewhere, code="101", name="白石县林业局")
    city = district.county.parent
    assert city is not None
    for role, place in (
        (Role.ACCOUNTANT, Place(unit=other)),
        (Role.OFFICE, Place(region=district.elsewhere)),
        (Role.STEWARD, Place(region=city)),
    ):
        person = NewPerson("wang", "王五", "", role, place, TODAY)
        with pytest.raises(Refused) as refused:
            open_account(by, person, today=TODAY, proof=proof)
        assert refused.value.code == "forbidden"
    assert not User.objects.filter(username="wang").exists()


@pytest.mark.parametrize("role", [role for role in Role if role != Role.STEWARD])
def test_only_a_steward_manages_people(district: District, role: str) -> None:
    by = district.people[role]
    with pytest.raises(Refused):
        open_account(by, someone(district), today=TODAY, proof=Proof(by.pk))


@pytest.mark.parametrize(("role", "place"), [(Role.ACCOUNTANT, "region"), (Role.OFFICE, "unit"), ("king", "region")])
def test_a_role_is_held_at_its_kind_of_place(district: District, role: str, place: str) -> None:
    by, proof = steward_of(district)
    where = Place(region=district.county) if place == "region" else Place(unit=district.forestry)
    with pytest.raises(Refused):
        appoint(by, district.people[Role.OFFICE], role, where, since=TODAY, until=None, today=TODAY, proof=proof)


def test_an_ended_post_gives_no_rights_after_its_last_day(district: District) -> None:
    by, proof = steward_of(district)
    user = district.people[Role.OFFICE]
    end_post(by, user.posts.get(), TODAY, today=TODAY, proof=proof)
    assert rights_of(user, TODAY).seats
    assert not rights_of(user, TODAY + dt.timedelta(1)).seats
    assert Event.objects.get(action="post.ended").detail["until"] == [None, "2024-03-01"]


def test_the_last_steward_can_neither_end_nor_lock_himself(district: District) -> None:
    by, proof = steward_of(district)
    with pytest.raises(Refused, match="唯一的系统管理员"):
        end_post(by, by.posts.get(), TODAY, today=TODAY, proof=proof)
    with pytest.raises(Refused, match="自己的账号"):
        lock(by, by, "离开", today=TODAY, proof=proof)


@pytest.mark.parametrize(
    ("since", "until", "active"),
    [
        (dt.date(2024, 6, 1), None, True),  # comes too late
        (dt.date(2020, 1, 1), TODAY, True),  # goes on the same day
        (dt.date(2020, 1, 1), None, False),  # is locked out
    ],
)
def test_a_steward_who_is_not_there_replaces_nobody(
    district: District,
    since: dt.date,
    until: dt.date | None,
    active: bool,  # noqa: FBT001
) -> None:
    by, proof = steward_of(district)
    post = second_steward(district, since)
    Post.objects.filter(pk=post.pk).update(until=until)
    User.objects.filter(pk=post.user_id).update(is_active=active)
    with pytest.raises(Refused, match="唯一的系统管理员"):
        end_post(by, by.posts.get(), TODAY, today=TODAY, proof=proof)


def test_a_second_steward_lets_the_first_one_go(district: District) -> None:
    by, proof = steward_of(district)
    second_steward(district)
    end_post(by, by.posts.get(), TODAY, today=TODAY, proof=proof)
    assert by.posts.get().until == TODAY


def test_a_locked_account_neither_logs_in_nor_goes_on(client: Client, district: District) -> None:
    by, proof = steward_of(district)
    user = district.people[Role.OFFICE]
    client.force_login(user)
    lock(by, user, "调离", today=TODAY, proof=proof)
    assert client.get("/").status_code == 302
    unlock(by, user, "回来", today=TODAY, proof=proof)
    client.force_login(user)
    assert client.get("/").status_code == 200
    assert Event.objects.get(action="person.locked").detail == {"reason": "调离"}


def test_a_new_password_ends_every_login(client: Client, district: District) -> None:
    by, proof = steward_of(district)
    user = district.people[Role.OFFICE]
    client.force_login(user)
    password = reset_password(by, user, today=TODAY, proof=proof)
    assert client.get("/").status_code == 302
    user.refresh_from_db()
    assert user.check_password(password)
    assert user.must_change_password


def test_a_steward_does_not_touch_the_account_of_one_who_also_serves_elsewhere(district: District) -> None:
    by, proof = steward_of(district)
    city: Region | None = district.county.parent
    user = district.people[Role.OFFICE_LEAD]
    Post.objects.create(user=user, role=Role.OFFICE_LEAD, region=city, since=TODAY)
    with pytest.raises(Refused, match="不归您管理"):
        reset_password(by, user, today=TODAY, proof=proof)
    assert access_person(by, user.pk, TODAY) == user


def test_a_neighbour_s_person_is_not_to_be_found(district: District) -> None:
    by, _ = steward_of(district)
    user = User.objects.create_user(username="neighbour", name="邻县")
    Post.objects.create(user=user, role=Role.OFFICE, region=district.elsewhere, since=TODAY)
    with pytest.raises(Http404):
        access_person(by, user.pk, TODAY)


def test_a_correction_says_what_was_there_before(district: District) -> None:
    by, _ = steward_of(district)
    user = district.people[Role.OFFICE]
    change_account(by, user, name="赵六", phone="", today=TODAY)
    assert Event.objects.get(action="person.changed").detail == {"name": ["人大工作人员", "赵六"]}


def test_without_proof_nothing_is_done(district: District) -> None:
    by, _ = steward_of(district)
    stale = Proof(district.people[Role.OFFICE].pk)
    with pytest.raises(Refused, match="再次验证"):
        open_account(by, someone(district), today=TODAY, proof=stale)
    with pytest.raises(Refused, match="再次验证"):
        end_post(by, district.people[Role.OFFICE].posts.get(), TODAY, today=TODAY, proof=stale)
