"""The publication board (公开台账): who must publish what until when, and who did."""

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
from gouji.web.filings.models import Filing, Kind, Reply, Stage
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

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
    """What the law asks: a kind of document, within so many calendar days of the reply."""

    kind: str
    days: int
    on_holiday: str
    basis: str

    def due(self, replied: dt.date) -> dt.date:
        """Return the last day for a reply of that day."""
        last = replied + dt.timedelta(days=self.days)
        return working_day_from(last) if self.on_holiday == "next" else last


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit and one duty: how it stands, since when and until when, and its filing where there is one."""

    duty: Duty
    standing: Standing
    replied: dt.date | None
    due: dt.date | None
    published: dt.date | None
    filing: Filing | None

    def days_left(self, today: dt.date) -> int:
        """Return the calendar days until it is due, negative when it is past; 0 where no day is known."""
        return (self.due - today).days if self.due else 0


@dataclass(frozen=True, slots=True)
class Row:
    """One unit with a cell for each duty."""

    unit: Unit
    cells: tuple[Cell, ...]


@cache
def duties() -> tuple[Duty, ...]:
    """Return the duties in the order of the board."""
    return tuple(Duty(**said) for said in tomllib.loads(_DATA.read_text(encoding="utf-8"))["duty"])


def board(units: Iterable[Unit], year: int, today: dt.date) -> list[Row]:
    """Return the rows of these units for a fiscal year: two queries, however many units there are."""
    return boards(units, (year,), today)[year]


def boards(units: Iterable[Unit], years: Iterable[int], today: dt.date) -> dict[int, list[Row]]:
    """Return the rows of each year, of those units that must publish for it: two queries, however many years there are."""
    shown, wanted = list(units), list(years)
    kinds = [duty.kind for duty in duties()]
    filings = {
        (filing.unit_id, filing.kind, filing.year): filing
        for filing in Filing.objects.filter(unit__in=shown, year__in=wanted, kind__in=kinds)
    }
    regions = {unit.region_id for unit in shown}
    replies = {
        (reply.region_id, reply.kind, reply.year): reply.on
        for reply in Reply.objects.filter(region__in=regions, year__in=wanted)
    }

    def cell(unit: Unit, duty: Duty, year: int) -> Cell:
        replied = replies.get((unit.region_id, duty.kind, year))
        return _cell(duty, filings.get((unit.pk, duty.kind, year)), replied, today)

    return {
        year: [Row(unit, tuple(cell(unit, duty, year) for duty in duties())) for unit in shown if _owes(unit, year)]
        for year in wanted
    }


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
    """Note the day on which a region replied to its departments; entered again it is put right.

    Raises PermissionDenied, Refused.
    """
    if not rights_of(actor).in_region(Right.FILING_APPROVE, region):
        raise PermissionDenied
    if kind not in {duty.kind for duty in duties()}:
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


def _cell(duty: Duty, filing: Filing | None, region_replied: dt.date | None, today: dt.date) -> Cell:
    """Return how a unit stands; a reply to the unit itself goes before its region's."""
    replied = (filing.approved_on if filing else None) or region_replied
    due = duty.due(replied) if replied else None
    published = filing.published_on if filing is not None and filing.stage == Stage.PUBLISHED else None
    return Cell(duty, _standing(due, published, today), replied, due, published, filing)


def _standing(due: dt.date | None, published: dt.date | None, today: dt.date) -> Standing:
    if due is None:
        return Standing.PUBLISHED if published else Standing.UNKNOWN
    if published is not None:
        return Standing.PUBLISHED if published <= due else Standing.LATE
    return Standing.DUE if today <= due else Standing.MISSING
