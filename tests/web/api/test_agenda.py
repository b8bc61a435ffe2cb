"""The year through the API: what the page shows, no more."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from tests.web.agenda.made import congress, filed

from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.api.conftest import Program
    from tests.web.conftest import District


def test_meetings_and_what_is_due_around_them(district: District, program: Callable[..., Program]) -> None:
    meeting = congress(district)
    filed(district.forestry)
    office = program(Role.OFFICE)
    (told,) = office.get("/meetings").data["items"]
    assert (told["id"], told["on"], told["items"]) == (meeting.pk, "2026-01-20", [{"topic": "budget", "year": 2026}])
    due = {one["step"]: one for one in office.get("/agenda?region=990123&year=2026&size=200").data["items"]}
    assert due["budget_reply"]["due"] == "2026-02-12"
    assert due["budget_reply"]["meeting"] == meeting.pk
    assert (due["department_budgets_public"]["came"], due["department_budgets_public"]["expected"]) == (0, 3)


def test_a_department_is_told_what_departments_owe(district: District, program: Callable[..., Program]) -> None:
    congress(district)
    told = program(Role.ACCOUNTANT).get("/agenda?region=990123&year=2026").data["items"]
    assert {one["who"] for one in told} == {"departments"}
    filed(district.schools)
    (own,) = [one for one in told if one["step"] == "department_budgets_public"]
    assert (own["came"], own["expected"]) == (0, 2), "its own and its subordinate unit's, nobody else's"


@pytest.mark.parametrize("role", [Role.DEPUTY, Role.STEWARD])
def test_who_has_no_year_gets_none(district: District, program: Callable[..., Program], role: str) -> None:
    congress(district)
    asking = program(role)
    assert asking.get("/agenda?region=990123&year=2026").status == 404
    assert asking.get("/meetings").data["items"] == []
    assert program(Role.OFFICE).get("/agenda?region=990124&year=2026").status == 404
