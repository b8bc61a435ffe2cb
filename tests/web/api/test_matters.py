"""Matters through the API: read by whom they concern, moved by whose turn it is, once."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from gouji.web.api.models import Scope
from gouji.web.matters.models import Matter
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.api.conftest import Program
    from tests.web.conftest import District


@pytest.fixture
def matter(district: District) -> Matter:
    """A letter on a made-up matter, still inside the office."""
    draft = Draft("verification", district.county, "关于核实有关情况的函", district.forestry, "请核实。")
    return open_matter(draft, district.people[Role.OFFICE], today=timezone.localdate())


def submitted(matter: Matter, program: Callable[..., Program]) -> int:
    """Lay the letter before the head of the office; returns the matter's version."""
    body = {"code": "submit", "seen": matter.version}
    answer = program(Role.OFFICE).post(f"/matters/{matter.pk}/moves", body, key="submit-0001")
    assert answer.status == 201, answer.data
    return int(answer.data["version"])


def test_a_letter_goes_out_once_and_reaches_its_unit(matter: Matter, program: Callable[..., Program]) -> None:
    lead, unit = program(Role.OFFICE_LEAD), program(Role.ACCOUNTANT)
    seen = submitted(matter, program)
    assert unit.get(f"/matters/{matter.pk}").status == 404
    offered = lead.get(f"/matters/{matter.pk}").data["next"]
    assert {"sign", "send_back"} <= {one["code"] for one in offered}
    body = {"code": "sign", "seen": seen}
    answers = [lead.post(f"/matters/{matter.pk}/moves", body, key="sign-0001") for _ in range(2)]
    assert [answer.status for answer in answers] == [201, 201], answers[0].data
    assert answers[0].data == answers[1].data
    shown = unit.get(f"/matters/{matter.pk}").data
    assert [move["code"] for move in shown["moves"]][-2:] == ["submit", "sign"]
    assert shown["due_on"] > timezone.localdate().isoformat()
    assert "answer" in {one["code"] for one in shown["next"]}
    assert unit.get("/matters?open=true&kind=verification").data["count"] == 1


def test_what_a_move_lacks_and_who_was_faster_is_said(matter: Matter, program: Callable[..., Program]) -> None:
    lead, path = program(Role.OFFICE_LEAD), f"/matters/{matter.pk}/moves"
    seen = submitted(matter, program)
    codes = [
        lead.post(path, body, key=f"move-000{number}").code
        for number, body in enumerate(
            [{"code": "close", "seen": seen}, {"code": "sign", "seen": seen - 1}, {"code": "send_back", "seen": seen}]
        )
    ]
    assert codes == ["not_now", "stale", "missing"]


@pytest.mark.parametrize(
    ("role", "scopes", "status"),
    [
        (Role.OFFICE_LEAD, [Scope.READ, Scope.FILE], 403),
        (Role.OFFICE, [Scope.DECIDE], 403),
        (Role.ACCOUNTANT, [Scope.DECIDE], 404),
        (Role.STEWARD, [Scope.DECIDE], 404),
    ],
)
def test_who_may_not_sign_a_letter_does_not(
    matter: Matter, program: Callable[..., Program], role: str, scopes: list[str], status: int
) -> None:
    seen = submitted(matter, program)
    body = {"code": "sign", "seen": seen}
    assert program(role, *scopes).post(f"/matters/{matter.pk}/moves", body, key="sign-0001").status == status
    matter.refresh_from_db()
    assert (matter.state, matter.version) == ("signing", seen)


@pytest.mark.parametrize(
    ("query", "count"),
    [("overdue=true", 1), ("overdue=false", 0), ("q=核实", 1), ("q=别的", 0), ("open=false", 0), ("unit=999999", 0)],
)
def test_matters_are_narrowed(matter: Matter, program: Callable[..., Program], query: str, count: int) -> None:
    Matter.objects.filter(pk=matter.pk).update(due_on=dt.date(2020, 1, 1))
    assert program(Role.OFFICE).get(f"/matters?{query}").data["count"] == count


@pytest.mark.usefixtures("matter")
def test_a_list_is_counted_again_once_anything_has_changed(program: Callable[..., Program], district: District) -> None:
    office = program(Role.OFFICE)
    assert office.get("/matters").data["count"] == 1
    with CaptureQueriesContext(connection) as caught:
        assert office.get("/matters").data["count"] == 1
    assert not any("COUNT(" in one["sql"] for one in caught)
    draft = Draft("suggestion", district.county, "又一件")
    open_matter(draft, district.people["deputy"], today=timezone.localdate())
    assert office.get("/matters").data["count"] == 2
