"""Which year and month a page is about: as its address says, else the newest that the data reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.web.execution import queries

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gouji.web.units.models import Region


@dataclass(frozen=True, slots=True)
class Moment:
    """A year up to the end of a month (0: no payments of that year), and which others there are."""

    year: int
    month: int
    years: tuple[int, ...]
    last: int

    @property
    def months(self) -> range:
        """The months that the year's data reaches."""
        return range(1, self.last + 1)


def moment(request: HttpRequest, region: Region) -> Moment:
    """Return the year and month that a request asks for."""
    years = queries.years_of(region)
    year = _number(request.GET.get("year"), years[0] if years else 0)
    last = queries.last_month(region, year) if year else 0
    month = min(_number(request.GET.get("month"), last), queries.MONTHS)
    return Moment(year, month, tuple(years), last)


def _number(given: str | None, otherwise: int) -> int:
    return int(given) if given and given.isdecimal() and len(given) <= len("9999") else otherwise
