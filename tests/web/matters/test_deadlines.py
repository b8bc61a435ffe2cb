"""Due days over holidays, extensions up to the limit, reminders; nothing closes by itself."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.management import call_command
from tests.web.matters.made import MONDAY, Life

from gouji.web.matters.deadlines import due_of
from gouji.web.matters.kinds.shape import Term
from gouji.web.matters.models import Matter, Reminder
from gouji.web.matters.services.errors import MissingError, NotAllowedError, NotNowError
from gouji.web.matters.services.extending import ask_extension, decide_extension, extend
from gouji.web.matters.services.opening import Draft, open_matter
from gouji.web.matters.services.reminding import remind
from gouji.web.people.roles import Role

if TYPE_CHECKING:
    from tests.web.conftest import District

JUNE = dt.date(2026, 6, 2)


@pytest.mark.parametrize(
    ("term", "start", "due"),
    [
        (Term(10, "working_days"), "2026-03-02", "2026-03-16"),
        # 10-01 to 10-07 are off, 10-10 (a Saturday) is worked: 8 9 10 12 13.
        (Term(5, "working_days"), "2026-09-30", "2026-10-13"),
        (Term(3, "months"), "2026-03-02", "2026-06-02"),
        # 2027-02-28 is a Sunday: a term in months ends on the next working day.
        (Term(3, "months"), "2026-11-30", "2027-03-01"),
        # 2026-10-01 to 10-07 are off.
        (Term(3, "months"), "2026-07-01", "2026-10-08"),
        (Term(30, "days"), "2026-09-01", "2026-10-08"),
        (Term(15, "days"), "2026-03-02", "2026-03-17"),
    ],
)
def test_due_days(term: Term, start: str, due: str) -> None:
    assert due_of(term, dt.date.fromisoformat(start)) == dt.date.fromisoformat(due)


@pytest.fixture
def life(district: District) -> Life:
    """A suggestion under way, due on 2026-06-02, at most on 2026-09-02."""
    draft = Draft("suggestion", district.county, "关于增加护林员巡护补助的建议")
    life = Life(open_matter(draft, district.people["deputy"], today=MONDAY), district)
    life.go("register", "office")
    life.go("assign", "office_lead", assignees=((district.forestry, "main"), (district.schools, "helper")))
    return life


def test_an_extension_is_asked_for_and_granted(life: Life) -> None:
    accountant, lead = life.district.people["accountant"], life.district.people["office_lead"]
    asked = ask_extension(life.matter, accountant, dt.date(2026, 8, 3), "涉及预算调整", today=MONDAY)
    assert Matter.objects.get().due_on == JUNE
    with pytest.raises(NotNowError, match="等待审批"):
        ask_extension(life.matter, accountant, dt.date(2026, 8, 4), "再申请", today=MONDAY)
    decide_extension(asked, lead, grant=True, note_text="", today=MONDAY)
    assert Matter.objects.get().due_on == dt.date(2026, 8, 3)
    assert life.matter.assignments.get(part="main").due_on == dt.date(2026, 8, 3)
    assert life.matter.assignments.get(part="helper").due_on == dt.date(2026, 4, 2)
    with pytest.raises(NotNowError, match="审批过"):
        decide_extension(asked, lead, grant=True, note_text="", today=MONDAY)


def test_an_extension_refused_changes_nothing_and_says_why(life: Life) -> None:
    accountant, lead = life.district.people["accountant"], life.district.people["office_lead"]
    asked = ask_extension(life.matter, accountant, dt.date(2026, 8, 3), "忙", today=MONDAY)
    with pytest.raises(MissingError, match="理由"):
        decide_extension(asked, lead, grant=False, note_text="", today=MONDAY)
    decide_extension(asked, lead, grant=False, note_text="理由不足", today=MONDAY)
    assert Matter.objects.get().due_on == JUNE
    assert life.matter.moves.last().reason == "理由不足"  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("until", "reason", "said"),
    [
        (dt.date(2026, 9, 3), "难", "最长只能延到 2026-09-02"),
        (JUNE, "难", "应在 2026-06-02 以后"),
        (dt.date(2026, 7, 1), " ", "理由"),
    ],
)
def test_no_extension_beyond_the_limit(life: Life, until: dt.date, reason: str, said: str) -> None:
    with pytest.raises(MissingError, match=said):
        extend(life.matter, life.district.people["office_lead"], until, reason, today=MONDAY)
    assert Matter.objects.get().due_on == JUNE


def test_the_limit_counts_from_the_beginning_however_often_it_is_extended(life: Life) -> None:
    lead = life.district.people["office_lead"]
    extend(life.matter, lead, dt.date(2026, 9, 2), "难", today=MONDAY)
    with pytest.raises(MissingError, match="最长只能延到 2026-09-02"):
        extend(life.matter, lead, dt.date(2026, 9, 3), "更难", today=MONDAY)


@pytest.mark.parametrize("role", [role for role in Role if role != Role.OFFICE_LEAD])
def test_only_the_head_gives_more_time(life: Life, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        extend(life.matter, life.district.people[role], dt.date(2026, 7, 1), "难", today=MONDAY)


def test_reminders_are_written_once_a_stage_and_move_nothing(life: Life) -> None:
    def new(day: str) -> list[tuple[str, str, int]]:
        return [(one.what, one.stage, one.days) for one in remind(dt.date.fromisoformat(day))]

    assert new("2026-03-20") == []
    assert new("2026-03-28") == [("青禾县教育局会办", "soon", 5)]
    assert new("2026-04-03") == [("青禾县教育局会办", "overdue", 0)]
    assert new("2026-05-18") == [("答复期限", "soon", 15)]
    assert new("2026-05-19") == []
    assert new("2026-05-28") == [("答复期限", "soon", 5)]
    assert new("2026-06-03") == [("答复期限", "overdue", 0)]
    assert new("2026-06-03") == []
    life.matter.refresh_from_db()
    assert (life.matter.state, life.matter.is_open) == ("handling", True)
    assert Reminder.objects.count() == 5


def test_the_command_prints_what_is_new(life: Life, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("remind", "--day", "2026-06-03")
    assert f"逾期 2026-06-02 {life.matter} 答复期限" in capsys.readouterr().out
