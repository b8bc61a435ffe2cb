"""Working days (工作日) as the State Council arranges them each year, and due dates counted by them."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

_DATA = Path(__file__).parent / "data" / "workdays.toml"
_DAY = dt.timedelta(days=1)
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Year:
    """One year's arrangement: the notice it rests on, the days off, and the weekend days that are worked."""

    basis: str
    off: frozenset[dt.date]
    worked: frozenset[dt.date]


def is_arranged(year: int) -> bool:
    """Whether the year's holidays are known here; otherwise only weekends are off, which a page must say."""
    return year in _years()


def basis_of(year: int) -> str:
    """Return the notice that the year's days rest on, empty where it is not known here."""
    return _years()[year].basis if is_arranged(year) else ""


def is_working_day(day: dt.date) -> bool:
    """Whether offices work on this day.

    >>> is_working_day(dt.date(2026, 2, 14)), is_working_day(dt.date(2026, 2, 16))
    (True, False)
    """
    year = _years().get(day.year)
    if year and day in year.worked:
        return True
    return day.weekday() < _SATURDAY and not (year and day in year.off)


def working_days_after(day: dt.date, count: int) -> dt.date:
    """Return the ``count``-th working day after ``day``, which itself does not count; ``day`` where ``count`` is 0.

    >>> working_days_after(dt.date(2026, 9, 30), 1)
    datetime.date(2026, 10, 8)
    """
    if count < 0:
        raise ValueError("a due date lies after its beginning")
    while count:
        day += _DAY
        count -= is_working_day(day)
    return day


def working_days_before(day: dt.date, count: int) -> dt.date:
    """Return the ``count``-th working day before ``day``, which itself does not count; ``day`` where ``count`` is 0.

    >>> working_days_before(dt.date(2026, 10, 8), 1)
    datetime.date(2026, 9, 30)
    """
    if count < 0:
        raise ValueError("the last day before an event lies before it")
    while count:
        day -= _DAY
        count -= is_working_day(day)
    return day


def working_day_from(day: dt.date) -> dt.date:
    """Return ``day`` where it is a working day, else the next one: the last day of a term that ends on a holiday."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_days_between(start: dt.date, end: dt.date) -> int:
    """Return how many working days lie after ``start`` up to and with ``end``; negative where ``end`` is the earlier one."""
    if end < start:
        return -working_days_between(end, start)
    return sum(map(is_working_day, _days(start + _DAY, end)))


@cache
def _years() -> Mapping[int, Year]:
    """Read the data once."""
    data = tomllib.loads(_DATA.read_text(encoding="utf-8"))
    return {
        int(year): Year(said["basis"], frozenset(_spans(said["off"])), frozenset(_spans(said["worked"])))
        for year, said in data.items()
    }


def _spans(texts: Iterable[str]) -> Iterator[dt.date]:
    """Return every day of dates and ranges ``first/last``."""
    for text in texts:
        first, _, last = text.partition("/")
        yield from _days(dt.date.fromisoformat(first), dt.date.fromisoformat(last or first))


def _days(first: dt.date, last: dt.date) -> Iterator[dt.date]:
    """Return the days from first to last, both of them."""
    for offset in range((last - first).days + 1):
        yield first + dt.timedelta(days=offset)
