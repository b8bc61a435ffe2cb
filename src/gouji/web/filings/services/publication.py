"""The publication board (公开台账): who must publish what until when, and who did: departments, and the government itself."""

from __future__ import annotations

import datetime as dt
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gouji.web.audit.chain import record
from gouji.web.core.calendar import working_day_from
from gouji.web.core.errors import Refused
from gouji.web.filings.hooks import approvals
from gouji.web.filings.models import SEVERAL, Filing, Kind, Reply, Stage
from gouji.web.filings.services.filing import label_of
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.web.people.models import User
    from gouji.web.units.models import Region, Unit

_DATA = Path(__file__).parent.parent / "data" / "publication.toml"


class Standing(models.TextChoices):
    """How a unit stands with one duty."""

    PUBLISHED = "published", gettext_lazy("按时公开")
    LATE = "late", gettext_lazy("逾期公开")
    DUE = "due", gettext_lazy("期限内")
    MISSING = "missing", gettext_lazy("逾期未公开")
    UNKNOWN = "unknown", gettext_lazy("未登记批复")


@dataclass(frozen=True, slots=True)
class Duty:
    """What the law asks ``of`` a "department" or a "government": a kind of document, within so many calendar days of the reply.

    A department is replied to (批复); a government's paper is approved by the congress or its standing committee (批准).
    """

    kind: str
    of: str
    days: int
    on_holiday: str
    basis: str

    def due(self, replied: dt.date) -> dt.date:
        """Return the last day for a reply of that day."""
        last = replied + dt.timedelta(days=self.days)
        return working_day_from(last) if self.on_holiday == "next" else last


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit and one duty: how it stands, since when and until when, and its filing where there is one.

    ``ordinal`` tells the adjustments of a year apart.
    """

    duty: Duty
    standing: Standing
    replied: dt.date | None
    due: dt.date | None
    published: dt.date | None
    filing: Filing | None
    ordinal: int = 1

    @property
    def days(self) -> tuple[dt.date | None, dt.date | None, dt.date | None]:
        """The days of the reply or approval, of the term and of publication."""
        return self.replied, self.due, self.published

    def days_left(self, today: dt.date) -> int:
        """Return the calendar days until it is due, negative when it is past; 0 where no day is known."""
        return (self.due - today).days if self.due else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One unit with a cell for each duty; a government has one for each adjustment of the year, and none where there was none."""

    unit: Unit
    cells: tuple[Cell, ...]

    @property
    def named(self) -> list[tuple[Cell, str]]:
        """The cells with the names of what has to be published."""
        return [(cell, label_of(self.unit, cell.duty.kind, cell.ordinal)) for cell in self.cells]


@cache
def duties(of: str = "department") -> tuple[Duty, ...]:
    """Return the duties of departments, or of governments, in the order of the board."""
    said = tomllib.loads(_DATA.read_text(encoding="utf-8"))["duty"]
    return tuple(duty for one in said if (duty := Duty(**one)).of == of)


def board(units: Iterable[Unit], year: int, today: dt.date) -> list[Row]:
    """Return the rows of these units for a fiscal year: as many queries for one unit as for a hundred."""
    return boards(units, (year,), today)[year]


def boards(units: Iterable[Unit], years: Iterable[int], today: dt.date) -> dict[int, list[Row]]:
    """Return the rows of each year, of those units that must publish for it: as many queries for one year as for ten."""
    shown, wanted = list(units), list(years)
    known = _Known(shown, wanted, today)
    return {year: [Row(unit, tuple(known.cells(unit, year))) for unit in shown if _owes(unit, year)] for year in wanted}


class _Known:
    """What is known of units and years: their filings, the replies and approvals entered, the meetings that approved."""

    def __init__(self, units: Sequence[Unit], years: Sequence[int], today: dt.date) -> None:
        filings = Filing.objects.filter(unit__in=units, year__in=years, kind__in=_kinds()).defer(*Filing.MOMENTS)
        self._filings = {(one.unit_id, one.kind, one.year, one.ordinal): one for one in filings.order_by("ordinal")}
        replies = Reply.objects.filter(region__in={unit.region_id for unit in units}, year__in=years)
        self._replies = {(one.region_id, one.kind, one.year): one.on for one in replies}
        governed = {unit.region_id for unit in units if unit.is_government}
        self._met = {key: day for key, day in approvals(governed, years).items() if day <= today} if governed else {}
        self._today = today

    def cells(self, unit: Unit, year: int) -> Iterator[Cell]:
        """Yield how a unit stands with each of its duties of a year."""
        for duty in duties("government" if unit.is_government else "department"):
            for ordinal in self._ordinals(unit, duty.kind, year):
                filing = self._filings.get((unit.pk, duty.kind, year, ordinal))
                yield _cell(duty, filing, self.replied(unit.region_id, duty.kind, year, ordinal), self._today, ordinal)

    def _ordinals(self, unit: Unit, kind: str, year: int) -> Sequence[int]:
        """Return which of a kind there are or must be: the first, and of what comes up several times all that came or were approved."""
        if kind not in SEVERAL:
            return (1,)
        filed = {key[3] for key in self._filings if key[:3] == (unit.pk, kind, year)}
        return sorted(filed | {key[3] for key in self._met if key[:3] == (unit.region_id, kind, year)})

    def replied(self, region_id: int, kind: str, year: int, ordinal: int) -> dt.date | None:
        """Return the day that was entered for a region, else that of the meeting that approved a government's paper."""
        entered = self._replies.get((region_id, kind, year)) if ordinal == 1 else None
        return entered or self._met.get((region_id, kind, year, ordinal))


def _kinds() -> list[str]:
    return [duty.kind for of in ("department", "government") for duty in duties(of)]


def must_publish(first: int, last: int | None = None) -> Q:
    """Return the condition that leaves the units that must publish for a fiscal year, or one of several: that existed in it."""
    began = Q(since=None) | Q(since__lte=dt.date(last or first, 12, 31))
    lasted = Q(until=None) | Q(until__gte=dt.date(first, 1, 1))
    return Q(publishes=True) & began & lasted


def tally(rows: Iterable[Row]) -> Mapping[str, int]:
    """Return how many duties stand how."""
    counts = Counter(str(cell.standing) for row in rows for cell in row.cells)
    return {standing: counts[standing] for standing in Standing.values}


def enter_reply(
    actor: User, region: Region, kind: str, year: int, on: dt.date, *, today: dt.date, basis: str = ""
) -> Reply:
    """Note the day on which a region replied to its departments, or its congress approved the government's paper; again puts it right.

    Raises PermissionDenied, Refused.
    """
    if not rights_of(actor).in_region(Right.FILING_APPROVE, region):
        raise PermissionDenied
    if kind not in _kinds() or kind in SEVERAL:
        raise Refused("no_such_duty", _("这种材料没有批复后公开的期限。"))
    if on > today:
        raise Refused("day_ahead", _("日期还没有到，请核对。"))
    with transaction.atomic():
        before = Reply.objects.select_for_update().filter(region=region, kind=kind, year=year).first()
        values = {"on": on, "basis": basis.strip()[:100], "by": actor}
        reply = Reply.objects.update_or_create(region=region, kind=Kind(kind), year=year, defaults=values)[0]
        record(actor, "reply.entered", reply, on=[before.on if before else None, on], basis=reply.basis)
    return reply


def _owes(unit: Unit, year: int) -> bool:
    """Whether a unit must publish for a fiscal year; the same as ``must_publish``, of a row that is at hand."""
    began = unit.since is None or unit.since <= dt.date(year, 12, 31)
    return unit.publishes and began and (unit.until is None or unit.until >= dt.date(year, 1, 1))


def _cell(duty: Duty, filing: Filing | None, region_replied: dt.date | None, today: dt.date, ordinal: int = 1) -> Cell:
    """Return how a unit stands; a reply to the unit itself goes before its region's."""
    replied = (filing.approved_on if filing else None) or region_replied
    due = duty.due(replied) if replied else None
    published = filing.published_on if filing is not None and filing.stage == Stage.PUBLISHED else None
    return Cell(duty, _standing(due, published, today), replied, due, published, filing, ordinal)


def _standing(due: dt.date | None, published: dt.date | None, today: dt.date) -> Standing:
    if due is None:
        return Standing.PUBLISHED if published else Standing.UNKNOWN
    if published is not None:
        return Standing.PUBLISHED if published <= due else Standing.LATE
    return Standing.DUE if today <= due else Standing.MISSING
