"""Due days: terms counted from a day, and the longest that an extension may reach."""

from __future__ import annotations

import datetime as dt
from calendar import monthrange
from typing import TYPE_CHECKING

from gouji.web.core.calendar import working_day_from, working_days_after

if TYPE_CHECKING:
    from gouji.web.matters.kinds.shape import Term
    from gouji.web.matters.models import Matter

_YEAR = 12


def due_of(term: Term, start: dt.date) -> dt.date:
    """Return the last day of a term that begins after ``start``; one in days or months does not end on a day off.

    >>> from gouji.web.matters.kinds.shape import Term
    >>> due_of(Term(3, "months"), dt.date(2026, 11, 30)), due_of(Term(1, "working_days"), dt.date(2026, 9, 30))
    (datetime.date(2027, 3, 1), datetime.date(2026, 10, 8))
    """
    if term.unit == "working_days":
        return working_days_after(start, term.n)
    if term.unit == "days":
        return working_day_from(start + dt.timedelta(days=term.n))
    return working_day_from(_months_after(start, term.n))


def limit_of(matter: Matter) -> dt.date | None:
    """Return the last day to which the running deadline may be extended; None where the kind sets no limit."""
    deadline = matter.the_kind.deadlines.get(matter.deadline)
    if deadline is None or deadline.longest is None or matter.started_on is None:
        return None
    return due_of(deadline.longest, matter.started_on)


def _months_after(day: dt.date, months: int) -> dt.date:
    """Return the same day some months later, the month's last day where that month is shorter."""
    index = day.year * _YEAR + day.month - 1 + months
    year, month = index // _YEAR, index % _YEAR + 1
    return dt.date(year, month, min(day.day, monthrange(year, month)[1]))
