"""Working days by the State Council's notices; every expected date was counted by hand on a wall calendar."""

from __future__ import annotations

import datetime as dt
import tomllib

import pytest

from gouji.web.core import calendar


@pytest.mark.parametrize(
    ("day", "works"),
    [
        ("2024-02-09", True),  # in 2024 the last day of the old year was worked
        ("2024-02-10", False),
        ("2024-02-18", True),  # a Sunday worked
        ("2025-01-28", False),  # from 2025 on it is off
        ("2025-10-08", False),
        ("2025-10-11", True),
        ("2026-01-02", False),
        ("2026-01-04", True),
        ("2026-02-23", False),
        ("2026-02-28", True),
        ("2026-11-21", False),  # an ordinary Saturday
        ("2026-11-23", True),
    ],
)
def test_days_are_worked_as_the_notice_says(day: str, works: bool) -> None:  # noqa: FBT001
    assert calendar.is_working_day(dt.date.fromisoformat(day)) is works


@pytest.mark.parametrize(
    ("start", "count", "due"),
    [
        ("2026-11-20", 1, "2026-11-23"),  # over a weekend
        ("2026-02-13", 1, "2026-02-14"),  # the Saturday before the festival is worked
        ("2026-02-13", 2, "2026-02-24"),  # then nine days off
        ("2025-09-26", 5, "2025-10-10"),  # Sunday 28, 29, 30 are worked, then 9 and 10
        ("2024-05-10", 1, "2024-05-11"),
        ("2024-05-10", 0, "2024-05-10"),
    ],
)
def test_a_term_counts_working_days_after_its_first(start: str, count: int, due: str) -> None:
    assert calendar.working_days_after(dt.date.fromisoformat(start), count) == dt.date.fromisoformat(due)


def test_a_term_is_never_negative() -> None:
    with pytest.raises(ValueError, match="after"):
        calendar.working_days_after(dt.date(2026, 1, 5), -1)


def test_a_term_that_ends_on_a_holiday_ends_on_the_next_working_day() -> None:
    assert calendar.working_day_from(dt.date(2026, 10, 3)) == dt.date(2026, 10, 8)
    assert calendar.working_day_from(dt.date(2026, 10, 8)) == dt.date(2026, 10, 8)


def test_days_between_count_the_end_and_not_the_start() -> None:
    assert calendar.working_days_between(dt.date(2026, 11, 20), dt.date(2026, 11, 24)) == 2
    assert calendar.working_days_between(dt.date(2026, 11, 24), dt.date(2026, 11, 20)) == -2
    assert calendar.working_days_between(dt.date(2026, 11, 24), dt.date(2026, 11, 24)) == 0


def test_a_year_without_a_notice_has_weekends_only() -> None:
    assert not calendar.is_arranged(2031)
    assert calendar.basis_of(2031) == ""
    assert calendar.is_working_day(dt.date(2031, 10, 1))  # a Wednesday
    assert not calendar.is_working_day(dt.date(2031, 10, 4))


@pytest.mark.parametrize("year", [2024, 2025, 2026])
def test_every_worked_day_is_a_weekend_and_none_is_off(year: int) -> None:
    said = calendar._years()[year]
    assert calendar.basis_of(year).startswith(f"国务院办公厅关于{year}年")
    assert all(day.weekday() >= 5 and day not in said.off for day in said.worked)
    assert {day.year for day in said.off | said.worked} == {year}


def test_the_statutory_days_of_each_year_are_off() -> None:
    # 全国年节及纪念日放假办法: 1 January, 1 and 2 May (the 2nd from 2025), 1 to 3 October
    for year in tomllib.loads(calendar._DATA.read_text(encoding="utf-8")):
        for month, day in ((1, 1), (5, 1), (5, 2), (10, 1), (10, 2), (10, 3)):
            assert not calendar.is_working_day(dt.date(int(year), month, day))
