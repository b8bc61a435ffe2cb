"""What is due when: days by hand from the calendar of 2026, where 15 to 23 February are days off."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.web.agenda.made import TODAY, congress, filed, standing

from gouji.web.agenda.entries import Entry, Standing, entries, entries_of, own, steps_of, year_of
from gouji.web.agenda.models import OwnTerm
from gouji.web.agenda.services.meetings import Plan, cancel_meeting, change_meeting
from gouji.web.agenda.services.receipts import enter_receipt
from gouji.web.agenda.steps import OWERS, UNITS, steps, topics
from gouji.web.filings.models import Filing, Kind, Reply, Stage
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from pytest_django.fixtures import DjangoAssertNumQueries as CountQueries
    from tests.web.conftest import District


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def of(district: District, code: str, year: int = 2026, today: dt.date = TODAY) -> Entry:
    (found,) = [one for one in entries(district.county, [year], today) if one.step.code == code]
    return found


def test_the_data_makes_sense() -> None:
    for step in steps().values():
        assert step.topic in topics(), step.code
        assert step.term.unit in UNITS, step.code
        assert step.who in OWERS, step.code
        assert step.basis, step.code
        if step.paper:
            assert step.paper.kind in Kind.values, step.code
            assert step.paper.stage in Stage.values, step.code
            assert step.paper.of in {"region", "departments", "publishers"}, step.code
        assert step.reply in {"", "budget", "final"}, step.code
    stages = {step.stage for step in steps().values()}
    assert stages == {
        *("初步审查", "大会审查", "批复", "公开", "上半年执行"),
        *("调整", "决算", "审计", "整改", "绩效"),
    }


def test_days_are_counted_before_the_first_and_after_the_last_day_of_a_meeting(district: District) -> None:
    congress(district)
    assert of(district, "draft_in").due == day("2025-12-21")
    assert of(district, "budget_result").due == day("2026-01-23")
    assert of(district, "budget_reply").due == day("2026-02-12")
    # Nothing was replied to: publication is counted from the day the reply was due.
    assert of(district, "department_budgets_public").due == day("2026-03-04")


def test_what_follows_a_step_counts_from_the_day_it_was_done(district: District) -> None:
    congress(district)
    Reply.objects.create(region=district.county, kind="budget", year=2026, on=day("2026-02-10"))
    reply = of(district, "budget_reply")
    assert (reply.standing, reply.done_on) == (Standing.DONE, day("2026-02-10"))
    assert of(district, "department_budgets_public").due == day("2026-03-02")


def test_entries_move_with_the_meeting_and_fall_back_when_it_is_cancelled(district: District) -> None:
    meeting = congress(district)
    moved = Plan("congress", "第三次会议", day("2026-01-27"), day("2026-01-30"), (("budget", 2026),))
    change_meeting(district.people["office"], meeting, moved)
    assert of(district, "draft_in").due == day("2025-12-28")
    # 20 days after 30 January is 19 February, a day off: the next working day is the 24th.
    assert of(district, "budget_reply").due == day("2026-02-24")
    cancel_meeting(district.people["office"], meeting, "改期", dt.datetime.now(dt.UTC))
    alone = of(district, "draft_in")
    assert (alone.meeting, alone.due) == (None, day("2026-01-01"))


def test_without_a_meeting_nothing_is_called_late(district: District) -> None:
    assert of(district, "draft_in").standing == Standing.UNKNOWN
    assert of(district, "midyear_in").standing == Standing.AHEAD


def test_an_adjustment_stands_in_the_year_only_when_a_meeting_has_it(district: District) -> None:
    assert "adjustment_in" not in {one.step.code for one in entries(district.county, [2026], TODAY)}
    first = standing(district, "2026-06-30", ("adjustment", 2026))
    second = standing(district, "2026-10-29", ("adjustment", 2026))
    found = [one for one in entries(district.county, [2026], TODAY) if one.step.code == "adjustment_in"]
    assert [(one.meeting, one.due) for one in found] == [(first, day("2026-05-31")), (second, day("2026-09-29"))]
    occasion = second.items.get().pk
    enter_receipt(
        district.people["office"],
        district.county,
        "adjustment_in",
        2026,
        day("2026-02-19"),
        today=TODAY,
        occasion=occasion,
    )
    found = [one for one in entries(district.county, [2026], TODAY) if one.step.code == "adjustment_in"]
    assert [one.standing for one in found] == [Standing.AHEAD, Standing.DONE]


def test_departments_have_come_when_the_last_of_them_has(district: District) -> None:
    standing(district, "2026-01-05", ("first_review", 2026))
    assert of(district, "department_budgets_in").come.missing == (district.forestry, district.schools)
    filed(district.forestry, approved_on=day("2025-12-15"))
    half = of(district, "department_budgets_in")
    assert (half.come.count, half.come.of, half.come.missing) == (1, 2, (district.schools,))
    assert half.standing == Standing.OVERDUE
    filed(district.schools, approved_on=day("2025-12-19"))
    # Ten working days before 5 January 2026 (1 to 3 January are off, the 4th is worked) is 19 December.
    whole = of(district, "department_budgets_in")
    assert (whole.due, whole.done_on, whole.standing) == (day("2025-12-19"), day("2025-12-19"), Standing.DONE)


def test_a_department_stands_by_its_own_paper(district: District) -> None:
    standing(district, "2026-01-05", ("first_review", 2026))
    filed(district.forestry, approved_on=day("2025-12-22"))
    entry = of(district, "department_budgets_in")
    mine = own(entry, {district.forestry.pk, district.nursery.pk}, TODAY)
    assert (mine.standing, mine.done_on, mine.come.count, mine.come.of) == (Standing.LATE, day("2025-12-22"), 1, 1)
    other = own(entry, {district.schools.pk}, TODAY)
    assert (other.standing, other.come.missing, other.come.filings) == (Standing.OVERDUE, (district.schools,), ())


def test_a_draft_has_not_come_and_a_published_one_counts_by_its_day(district: District) -> None:
    congress(district)
    filed(district.forestry, stage=Stage.DRAFT)
    assert of(district, "department_budgets_in").come.count == 0
    for unit in (district.nursery, district.schools):
        filed(unit, stage=Stage.PUBLISHED, published_on=day("2026-03-05"))
    open_one = of(district, "department_budgets_public")
    assert open_one.come.missing == (district.forestry,), "subordinate units publish too"
    assert open_one.come.count == 2


def test_each_paper_of_the_region_is_known_by_its_kind(district: District) -> None:
    standing(district, "2026-08-28", ("midyear", 2026), ("audit", 2025), ("final", 2025))
    standing(district, "2026-12-22", ("rectification", 2025))
    today = day("2026-08-20")
    filed(district.schools, "work_report", 2026)
    filed(district.schools, "work_report", 2025)
    owed = {"midyear_in": 2026, "audit_in": 2025, "final_in": 2025, "rectification_in": 2025}
    for code, year in owed.items():
        assert of(district, code, year, today).come.filings == (), code
    kinds = ("half_year", "audit_report", "government_final", "rectification")
    made = [filed(district.schools, kind, year) for kind, year in zip(kinds, owed.values(), strict=True)]
    for (code, year), filing in zip(owed.items(), made, strict=True):
        assert of(district, code, year, today).come.filings == (filing,), code


def test_the_second_adjustment_belongs_to_the_second_meeting(district: District) -> None:
    standing(district, "2026-06-30", ("adjustment", 2026))
    standing(district, "2026-10-29", ("adjustment", 2026))

    def come(code: str) -> list[tuple[Filing, ...]]:
        found = [one for one in entries(district.county, [2026], TODAY) if one.step.code == code]
        return [one.come.filings for one in found]

    second = filed(district.schools, "adjustment", 2026, ordinal=2)
    assert come("adjustment_in") == [(), (second,)]
    first = filed(district.schools, "adjustment", 2026, stage=Stage.PUBLISHED, published_on=day("2026-07-06"))
    assert come("adjustment_in") == [(first,), (second,)]
    assert come("adjustment_public") == [(first,), ()]


def test_a_region_s_own_term_goes_before_its_city_s(district: District) -> None:
    city = district.county.parent
    assert city is not None
    OwnTerm.objects.create(region=city, step="midyear_in", n=-20, unit="days", basis="市办法")
    OwnTerm.objects.create(region=city, step="targets_in", n=0, unit="days", basis="市办法", used=False)
    assert steps_of(district.county)["midyear_in"].term.n == -20
    assert "targets_in" not in steps_of(district.county)
    OwnTerm.objects.create(region=district.county, step="midyear_in", n=-15, unit="days", basis="县办法")
    own = steps_of(district.county)["midyear_in"]
    assert (own.term.n, own.basis, own.law) == (-15, "县办法", False)
    assert steps_of(city)["midyear_in"].term.n == -20


def test_the_year_holds_what_is_due_in_it(district: District) -> None:
    congress(district)
    assert all(one.due.year == 2025 for one in year_of(district.county, 2025, TODAY))
    assert "draft_in" in {one.step.code for one in year_of(district.county, 2025, TODAY) if one.year == 2026}
    codes = [one.step.code for one in entries_of(congress(district, "2027-01-20", "2027-01-22"), TODAY)]
    assert codes == [], "the first meeting of a topic and year holds it"


@pytest.mark.parametrize("departments", [2, 30])
def test_as_many_queries_for_thirty_departments_as_for_two(
    district: District, departments: int, django_assert_max_num_queries: CountQueries
) -> None:
    congress(district)
    for number in range(departments):
        unit = Unit.objects.create(region=district.county, code=f"3{number:02}", name=f"第{number}局")
        filed(unit)
    with django_assert_max_num_queries(9):
        year_of(district.county, 2026, TODAY)


def test_who_need_not_publish_still_hands_in_and_a_government_is_no_department(district: District) -> None:
    congress(district)
    Unit.objects.filter(pk=district.schools.pk).update(publishes=False)
    Unit.objects.create(region=district.county, code="001", name="青禾县人民政府", nature=Unit.Nature.GOVERNMENT)
    assert set(of(district, "department_budgets_in").come.missing) == {district.forestry, district.schools}
    assert set(of(district, "department_budgets_public").come.missing) == {district.forestry, district.nursery}
