"""The made-up county's meetings: last year's, this year's and the next ones, with what came on time, late, and not at all."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import transaction

from gouji.web.agenda.entries import entries
from gouji.web.agenda.models import Meeting
from gouji.web.agenda.services.meetings import Plan, plan_meeting
from gouji.web.agenda.services.receipts import enter_receipt
from gouji.web.core.calendar import working_day_from
from gouji.web.filings.services.publication import enter_reply

if TYPE_CHECKING:
    from gouji.web.agenda.entries import Entry
    from gouji.web.people.models import User
    from gouji.web.units.models import Region

_TERM_BEGAN = 2021
_NUMBERS = "零一二三四五六七八九十"
# Around this year's meetings these were done late, by so many days, and those not at all.
_LATE = {"first_answer": 2, "midyear_in": 4}
_NEVER = {
    *("targets_in", "budget_reply", "department_budgets_in", "department_budgets_public", "self_evaluation"),
    *("adjustment_public", "final_public"),
}


@transaction.atomic
def tell(region: Region, actor: User, today: dt.date) -> None:
    """Plan the meetings of three years and enter what was done around those that are over; once."""
    if Meeting.objects.filter(region=region, name__in=[plan.name for plan in _plans(today.year)]).exists():
        return
    for year in (today.year - 1, today.year, today.year + 1):
        for plan in _plans(year):
            if plan.on.year <= today.year or plan.kind == Meeting.Kind.CONGRESS:
                plan_meeting(actor, region, plan)
    for entry in entries(region, range(today.year - 2, today.year + 2), today):
        day = _done_on(entry, today)
        if day is not None and entry.step.reply:
            enter_reply(actor, region, entry.step.reply, entry.year, day, today=today)
        elif day is not None:
            enter_receipt(
                actor, region, entry.step.code, entry.year, day, today=today, occasion=entry.occasion, note="虚构"
            )


def _plans(year: int) -> tuple[Plan, ...]:
    """Return a calendar year's meetings."""
    session = _NUMBERS[(year - _TERM_BEGAN) % len(_NUMBERS)]
    number = (year - _TERM_BEGAN) * 6

    def standing(month: int, day: int, nth: int, *items: tuple[str, int]) -> Plan:
        on = working_day_from(dt.date(year, month, day))
        return Plan("standing", f"县人大常委会第{number + nth}次会议（虚构）", on, items=items)

    return (
        standing(1, 6, 1, ("first_review", year)),
        Plan(
            "congress",
            f"县第十九届人民代表大会第{session}次会议（虚构）",
            dt.date(year, 1, 20),
            dt.date(year, 1, 23),
            (("budget", year),),
        ),
        standing(7, 28, 4, ("final", year - 1), ("audit", year - 1), ("midyear", year)),
        standing(10, 29, 5, ("adjustment", year)),
        standing(12, 22, 6, ("rectification", year - 1)),
    )


def _done_on(entry: Entry, today: dt.date) -> dt.date | None:
    """Return the day to enter: the due day, or some days after it; None for what is ahead, has come by itself or never came."""
    if entry.meeting is None or (entry.done_on is not None and entry.done_on <= entry.due):
        return None
    this_year = entry.meeting.on.year == today.year
    if this_year and entry.step.code in _NEVER:
        return None
    day = entry.due + dt.timedelta(days=_LATE.get(entry.step.code, 0) if this_year else 0)
    return day if day <= today else None
