"""Who may change the year, what is refused, and what stands in the chain."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from django.core.exceptions import PermissionDenied
from django.utils import timezone
from tests.web.agenda.made import TODAY, congress

from gouji.web.agenda.models import Meeting, OwnTerm, Receipt
from gouji.web.agenda.services.meetings import Plan, cancel_meeting, change_meeting, plan_meeting
from gouji.web.agenda.services.receipts import enter_receipt, take_back
from gouji.web.agenda.services.terms import set_term
from gouji.web.agenda.steps import Term
from gouji.web.audit.models import Event
from gouji.web.core.errors import Refused

if TYPE_CHECKING:
    from tests.web.conftest import District

DAY = dt.date(2026, 2, 10)
PLAN = Plan("standing", "常委会会议", dt.date(2026, 7, 28), items=(("final", 2025),))


@pytest.mark.parametrize("role", ["finance", "accountant", "unit_lead", "deputy", "auditor", "steward"])
def test_only_the_office_changes_the_year(district: District, role: str) -> None:
    actor, meeting = district.people[role], congress(district)
    receipt = enter_receipt(district.people["office"], district.county, "first_answer", 2026, DAY, today=TODAY)
    for change in (
        lambda: plan_meeting(actor, district.county, PLAN),
        lambda: change_meeting(actor, meeting, PLAN),
        lambda: cancel_meeting(actor, meeting, "改期", timezone.now()),
        lambda: enter_receipt(actor, district.county, "final_in", 2025, DAY, today=TODAY),
        lambda: take_back(actor, receipt, "登错", timezone.now()),
        lambda: set_term(actor, district.county, "final_in", Term(-40, "days"), "县办法"),
    ):
        with pytest.raises(PermissionDenied):
            change()


def test_the_office_sets_no_terms_and_nobody_acts_next_door(district: District) -> None:
    with pytest.raises(PermissionDenied):
        set_term(district.people["office"], district.county, "final_in", Term(-40, "days"), "县办法")
    with pytest.raises(PermissionDenied):
        plan_meeting(district.people["office_lead"], district.elsewhere, PLAN)


@pytest.mark.parametrize(
    ("plan", "code"),
    [
        (Plan("standing", "会", DAY, items=()), "no_items"),
        (Plan("standing", "会", DAY, items=(("final", 2025), ("final", 2025))), "items"),
        (Plan("standing", "会", DAY, items=(("nothing", 2025),)), "items"),
        (Plan("standing", "会", DAY, dt.date(2026, 2, 9), (("final", 2025),)), "days"),
        (Plan("standing", "会", DAY, dt.date(2026, 6, 9), (("final", 2025),)), "days"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused(district: District, plan: Plan, code: str) -> None:
    with pytest.raises(Refused) as refused:
        plan_meeting(district.people["office"], district.county, plan)
    assert refused.value.code == code
    assert not Meeting.objects.exists()


def test_moving_a_meeting_stands_in_the_chain_with_both_days(district: District) -> None:
    meeting = congress(district)
    later = Plan("congress", "第三次会议", dt.date(2026, 1, 27), dt.date(2026, 1, 30), (("budget", 2026),))
    change_meeting(district.people["office"], meeting, later)
    change_meeting(district.people["office"], meeting, later)  # nothing changed: nothing is told
    events = Event.objects.filter(action="meeting.changed")
    assert [one.detail for one in events] == [
        {"on": ["2026-01-20", "2026-01-27"], "until": ["2026-01-23", "2026-01-30"]}
    ]
    assert events[0].region == district.county.path


def test_a_cancelled_meeting_is_not_changed_any_more(district: District) -> None:
    meeting = congress(district)
    with pytest.raises(Refused, match="理由"):
        cancel_meeting(district.people["office"], meeting, " ", timezone.now())
    cancel_meeting(district.people["office"], meeting, "改期", timezone.now())
    with pytest.raises(Refused, match="已经取消"):
        change_meeting(district.people["office"], meeting, PLAN)


def test_changing_the_agenda_keeps_the_lines_that_stay(district: District) -> None:
    meeting = congress(district)
    kept = meeting.items.get().pk
    both = Plan("congress", "第三次会议", meeting.on, meeting.until, (("first_review", 2026), ("budget", 2026)))
    change_meeting(district.people["office"], meeting, both)
    assert [(one.topic, one.pk == kept) for one in meeting.items.all()] == [("first_review", False), ("budget", True)]


def test_a_receipt_is_entered_once_taken_back_with_a_reason_and_entered_again(district: District) -> None:
    office, county = district.people["office"], district.county
    receipt = enter_receipt(office, county, "first_answer", 2026, DAY, today=TODAY, note="县财预〔2026〕1号")
    with pytest.raises(Refused, match="已经登记过"):
        enter_receipt(office, county, "first_answer", 2026, DAY, today=TODAY)
    with pytest.raises(Refused, match="理由"):
        take_back(office, receipt, "", timezone.now())
    take_back(office, receipt, "登错年度", timezone.now())
    with pytest.raises(Refused, match="已经撤销"):
        take_back(office, receipt, "登错年度", timezone.now())
    enter_receipt(office, county, "first_answer", 2026, DAY, today=TODAY)
    assert Receipt.objects.count() == 2
    assert Event.objects.filter(action__startswith="receipt.").count() == 3


@pytest.mark.parametrize(
    ("step", "year", "on", "occasion"),
    [
        ("first_answer", 2026, dt.date(2026, 2, 21), 0),
        ("nothing", 2026, DAY, 0),
        ("adjustment_in", 2026, DAY, 0),
        ("first_answer", 2026, DAY, 7),
        ("budget_reply", 2026, DAY, 0),
    ],
)
def test_a_receipt_for_nothing_or_of_tomorrow_is_refused(
    district: District, step: str, year: int, on: dt.date, occasion: int
) -> None:
    with pytest.raises(Refused):
        enter_receipt(district.people["office"], district.county, step, year, on, today=TODAY, occasion=occasion)


def test_a_term_needs_its_basis(district: District) -> None:
    lead = district.people["office_lead"]
    for term, basis in ((Term(-40, "days"), " "), (Term(-400, "days"), "县办法")):
        with pytest.raises(Refused):
            set_term(lead, district.county, "final_in", term, basis)
    set_term(lead, district.county, "final_in", Term(-40, "days"), "县办法")
    assert OwnTerm.objects.get().term == Term(-40, "days")
    assert Event.objects.get(action="term.set").detail["term"] == ["前30日", "前40日"]
