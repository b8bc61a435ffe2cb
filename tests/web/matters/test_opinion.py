"""审议意见: the meeting's own time limit, the vote, the second report."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.web.matters.made import MONDAY, Life

from gouji.web.matters.models import Ballot
from gouji.web.matters.services.balloting import hold_ballot
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError
from gouji.web.matters.services.items import add_item, set_measure
from gouji.web.matters.services.needs import outcome
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from tests.web.conftest import District

DUE = dt.date(2026, 6, 30)


@pytest.fixture
def life(district: District) -> Life:
    draft = Draft("opinion", district.county, "林业专项资金使用情况报告", district.forestry)
    life = Life(open_matter(draft, district.people["office"], today=MONDAY), district)
    add_item(life.matter, district.people["office"], "管护资金拨付慢", today=MONDAY)
    life.go("submit", "office")
    life.go("send", "office_lead", date=DUE)
    return life


def to_the_vote(life: Life) -> None:
    people = life.district.people
    set_measure(life.matter.items.get(), people["accountant"], "按季拨付", "李某", today=MONDAY)
    life.go("plan", "accountant", answer="方案")
    life.go("report", "accountant", answer="报告")
    life.go("pass", "office", reason="已审查")


def vote(life: Life, *counts: int) -> Ballot:
    satisfied, fair, unsatisfied, abstained = counts
    return hold_ballot(
        life.matter,
        life.district.people["office"],
        "第30次常委会会议",
        MONDAY,
        (satisfied, fair, unsatisfied, abstained),
        today=MONDAY,
    )


def test_the_limit_is_that_of_the_meeting_and_must_be_given(district: District) -> None:
    draft = Draft("opinion", district.county, "某议题", district.forestry)
    life = Life(open_matter(draft, district.people["office"], today=MONDAY), district)
    add_item(life.matter, district.people["office"], "一件事", today=MONDAY)
    life.go("submit", "office")
    with pytest.raises(MissingError, match="请填写期限"):
        life.go("send", "office_lead")
    with pytest.raises(MissingError, match="期限应在今天之后"):
        life.go("send", "office_lead", date=MONDAY)
    life.go("send", "office_lead", date=DUE)
    assert (life.matter.due_on, life.matter.number) == (DUE, "青人审议〔2026〕1号")


def test_a_satisfied_vote_closes_it(life: Life) -> None:
    to_the_vote(life)
    with pytest.raises(MissingError, match="请先登记测评票数"):
        life.go("vote", "office")
    vote(life, 20, 5, 3, 1)
    life.go("vote", "office")
    assert (life.matter.state, life.matter.is_open) == ("closed", False)


def test_an_unsatisfied_vote_asks_for_a_second_report_and_a_new_vote(life: Life) -> None:
    to_the_vote(life)
    vote(life, 5, 8, 12, 4)
    life.go("vote", "office")
    assert life.matter.state == "inquiry"
    life.go("again", "office_lead", reason="测评未过半数", date=dt.date(2026, 9, 30))
    assert life.matter.due_on == dt.date(2026, 9, 30)
    life.go("report_again", "accountant", answer="再次报告")
    with pytest.raises(MissingError, match="请先登记测评票数"):
        life.go("vote_again", "office")
    vote(life, 22, 4, 2, 1)
    life.go("vote_again", "office")
    assert life.matter.state == "closed"
    assert Ballot.objects.filter(matter=life.matter).count() == 2


@pytest.mark.parametrize(
    ("counts", "said"),
    [
        ((10, 5, 15, 0), "unsatisfied"),
        ((10, 6, 15, 0), "satisfied"),
        ((10, 6, 10, 6), "unsatisfied"),
        ((0, 0, 1, 0), "unsatisfied"),
    ],
)
def test_more_than_half_of_all_votes_cast(life: Life, counts: tuple[int, int, int, int], said: str) -> None:
    to_the_vote(life)
    assert outcome(vote(life, *counts), (1, 2)) == said


def test_no_vote_outside_its_time_nor_without_votes(life: Life) -> None:
    with pytest.raises(NotNowError, match="现在不测评"):
        vote(life, 1, 1, 1, 1)
    to_the_vote(life)
    with pytest.raises(MissingError, match="票数"):
        vote(life, 0, 0, 0, 0)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.OFFICE, Role.OFFICE_LEAD}])
def test_nobody_else_registers_a_vote(life: Life, role: Role) -> None:
    to_the_vote(life)
    with pytest.raises(NotAllowedError):
        hold_ballot(life.matter, life.district.people[role], "会", MONDAY, (1, 0, 0, 0), today=MONDAY)
