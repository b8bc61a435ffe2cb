"""代表建议: registered, assigned to several, returned, answered, rated, handled again, tracked."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.web.matters.made import MONDAY, Life, a_person

from gouji.web.matters.models import Assignment, Matter, Reply
from gouji.web.matters.services.assigning import (
    answer_assignment,
    assign_helper,
    return_assignment,
    withdraw_helper,
)
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from tests.web.conftest import District

    from gouji.web.people.models import User
    from gouji.web.units.models import Unit

LETTER = "青林函〔2026〕5号"


@pytest.fixture
def life(district: District) -> Life:
    draft = Draft("suggestion", district.county, "关于增加护林员巡护补助的建议", body="补助标准多年未变。")
    life = Life(open_matter(draft, district.people["deputy"], today=MONDAY), district)
    life.go("register", "office")
    return life


@pytest.fixture
def teacher(district: District) -> User:
    """The accountant of the schools."""
    return a_person("accountant", district.schools, "学校会计")


def assign(life: Life, *parts: tuple[Unit, str]) -> None:
    life.go("assign", "office_lead", assignees=parts or ((life.district.forestry, "main"),))


def part_of(matter: Matter, unit: Unit) -> Assignment:
    return matter.assignments.filter(unit=unit).latest("pk")


def reply(life: Life, result: str, unit: Unit | None = None, actor: User | None = None) -> Reply:
    who = actor or life.district.people["accountant"]
    part = part_of(life.matter, unit or life.district.forestry)
    return answer_assignment(part, who, "已办。", today=life.day, result=result)


def answered(life: Life, result: str) -> None:
    assign(life)
    reply(life, result)
    life.go("answer", "accountant", document_number=LETTER)


def test_solved_and_satisfied_is_closed(life: Life) -> None:
    assert life.matter.number == "第1号"
    assign(life)
    assert life.matter.due_on == dt.date(2026, 6, 2)
    assert life.matter.unit == life.district.forestry
    with pytest.raises(MissingError, match="还没有答复：青禾县林业局"):
        life.go("answer", "accountant", document_number=LETTER)
    reply(life, "A")
    life.go("answer", "accountant", document_number=LETTER)
    assert (life.matter.result, life.matter.state) == ("A", "answered")
    life.go("rate", "deputy", rating="满意")
    assert (life.matter.state, life.matter.rating, life.matter.is_open) == ("closed", "满意", False)


@pytest.mark.parametrize("result", ["B", "C"])
def test_what_is_not_yet_solved_is_tracked_until_it_is(life: Life, result: str) -> None:
    answered(life, result)
    life.go("rate", "deputy", rating="基本满意")
    assert (life.matter.state, life.matter.due_on) == ("tracking", dt.date(2026, 9, 2))
    life.go("follow", "accountant", answer="仍在办", result="B")
    life.go("close", "office", reason="看过")
    assert life.matter.state == "tracking"
    life.go("follow", "accountant", answer="补助已发", result="A")
    life.go("close", "office", reason="已核实")
    assert (life.matter.state, life.matter.first_result, life.matter.result) == ("closed", result, "A")


def test_dissatisfied_is_handled_again_with_a_new_answer(life: Life) -> None:
    answered(life, "D")
    life.go("rate", "deputy", rating="不满意", reason="没有答到点子上", day=dt.date(2026, 4, 1))
    assert (life.matter.state, life.matter.due_on) == ("second", dt.date(2026, 7, 1))
    with pytest.raises(MissingError, match="还没有答复"):
        life.go("answer_again", "accountant", document_number=LETTER)
    reply(life, "A")
    life.go("answer_again", "accountant", document_number=LETTER)
    life.go("rate_again", "deputy", rating="满意")
    assert life.matter.state == "closed"
    assert Reply.objects.count() == 2


def test_dissatisfied_twice_is_talked_over(life: Life) -> None:
    answered(life, "A")
    life.go("rate", "deputy", rating="不满意")
    reply(life, "A")
    life.go("answer_again", "accountant", document_number=LETTER)
    life.go("rate_again", "deputy", rating="不满意")
    assert life.matter.state == "consulting"
    life.go("settle", "office_lead", reason="已当面会商")
    assert (life.matter.state, life.matter.rating) == ("closed", "不满意")


def test_helpers_answer_within_a_month_and_are_waited_for(life: Life, teacher: User) -> None:
    assign(life, (life.district.forestry, "main"), (life.district.schools, "helper"))
    helper = part_of(life.matter, life.district.schools)
    assert helper.due_on == dt.date(2026, 4, 2)
    reply(life, "A")
    with pytest.raises(MissingError, match="还没有答复：青禾县教育局"):
        life.go("answer", "accountant", document_number=LETTER)
    with pytest.raises(NotAllowedError):
        reply(life, "", life.district.schools)
    opinion = reply(life, "C", life.district.schools, teacher)
    assert opinion.result == ""  # the class is that of the unit in charge
    with pytest.raises(NotAllowedError):
        life.go("answer", teacher, document_number=LETTER)
    life.go("answer", "accountant", document_number=LETTER)
    assert life.matter.result == "A"


def test_a_helper_comes_later_or_is_let_go(life: Life) -> None:
    assign(life)
    lead = life.district.people["office_lead"]
    helper = assign_helper(life.matter, life.district.schools, lead, today=MONDAY)
    with pytest.raises(MissingError, match="还没有参加办理"):
        assign_helper(life.matter, life.district.schools, lead, today=MONDAY)
    withdraw_helper(helper, lead, "不涉及", today=MONDAY)
    reply(life, "A")
    life.go("answer", "accountant", document_number=LETTER)
    assert life.matter.state == "answered"


def test_each_of_several_units_answers_and_the_least_solved_counts(life: Life, teacher: User) -> None:
    assign(life, (life.district.forestry, "separate"), (life.district.schools, "separate"))
    assert life.matter.unit is None
    reply(life, "A")
    reply(life, "B", life.district.schools, teacher)
    life.go("answer", teacher, document_number=LETTER)
    assert life.matter.result == "B"


@pytest.mark.parametrize(
    "parts",
    [(), ("helper",), ("main", "main"), ("main", "separate")],
)
def test_who_is_in_charge_must_be_clear(life: Life, parts: tuple[str, ...]) -> None:
    units = (life.district.forestry, life.district.schools)
    with pytest.raises(MissingError, match="主办单位"):
        life.go("assign", "office_lead", assignees=tuple(zip(units, parts, strict=False)))


def test_not_competent_gives_it_back_and_it_is_assigned_anew(life: Life, teacher: User) -> None:
    assign(life)
    part = part_of(life.matter, life.district.forestry)
    assert part.return_by == dt.date(2026, 3, 9)
    accountant = life.district.people["accountant"]
    with pytest.raises(MissingError, match="理由"):
        return_assignment(part, accountant, " ", today=MONDAY)
    return_assignment(part, accountant, "属教育局职责", today=MONDAY)
    life.matter.refresh_from_db()
    assert (life.matter.state, life.matter.unit, life.matter.due_on) == ("registered", None, None)
    assign(life, (life.district.schools, "main"))
    reply(life, "A", life.district.schools, teacher)
    with pytest.raises(NotAllowedError):
        life.go("answer", "accountant", document_number=LETTER)
    life.go("answer", teacher, document_number=LETTER)


def test_too_late_to_give_it_back(life: Life) -> None:
    assign(life)
    part = part_of(life.matter, life.district.forestry)
    with pytest.raises(NotNowError, match="2026-03-09"):
        return_assignment(part, life.district.people["accountant"], "不属职责", today=dt.date(2026, 3, 10))


def test_another_deputy_neither_rates_nor_takes_back(life: Life) -> None:
    other = a_person("deputy", life.district.county, "另一位代表")
    answered(life, "A")
    with pytest.raises(NotAllowedError):
        life.go("rate", other, rating="满意")


RATERS = [role for role in Role if role != Role.DEPUTY]


@pytest.mark.parametrize("role", RATERS)
def test_nobody_rates_in_the_deputy_s_place(life: Life, role: Role) -> None:
    answered(life, "A")
    with pytest.raises(NotAllowedError):
        life.go("rate", str(role), rating="满意")


@pytest.mark.parametrize("role", RATERS)
def test_only_deputies_raise(district: District, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        open_matter(Draft("suggestion", district.county, "建议"), district.people[role], today=MONDAY)


def test_before_registration_it_is_mended_or_taken_back_or_declined(district: District) -> None:
    draft = Draft("suggestion", district.county, "关于修路的建议")
    life = Life(open_matter(draft, district.people["deputy"], today=MONDAY), district)
    life.go("ask_revision", "office", reason="请写明路段")
    life.go("revise", "deputy", answer="城南路")
    with pytest.raises(NotAllowedError):
        life.go("decline", "office", reason="涉具体案件")
    life.go("decline", "office_lead", reason="涉具体案件")
    assert (life.matter.state, life.matter.is_open) == ("declined", False)
