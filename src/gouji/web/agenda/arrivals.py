"""What has come by itself: filings at the stage that counts, and replies (批复) that were entered; read once for all steps."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils import timezone

from gouji.web.agenda.steps import steps
from gouji.web.filings.models import Filing, Reply, Stage, StageMove
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable

    from gouji.web.agenda.steps import Paper, Step
    from gouji.web.units.models import Region

_STAGES = list(Stage.values)


@dataclass(frozen=True, slots=True)
class Come:
    """How far a step is by what the desk has seen: ``count`` of ``of`` papers, the day of the last where all are there.

    ``missing`` are the units whose paper is not there; ``filings`` the papers that are, ``days`` when each of them came.
    """

    on: dt.date | None = None
    count: int = 0
    of: int = 0
    missing: tuple[Unit, ...] = ()
    filings: tuple[Filing, ...] = ()
    days: tuple[dt.date, ...] = ()


_NOTHING = Come()


class Arrivals:
    """The filings and replies of a region's fiscal years: four queries, however many units and steps there are."""

    def __init__(self, region: Region, years: Iterable[int]) -> None:
        """Read what may show that a step is done."""
        self._units = list(Unit.objects.filter(region=region).order_by("code"))
        papers = [step.paper for step in steps().values() if step.paper]
        wanted = {year + paper.years for year in years for paper in papers}
        self._filings: dict[tuple[str, int], list[Filing]] = defaultdict(list)
        found = Filing.objects.filter(
            unit__region=region, kind__in={paper.kind for paper in papers}, year__in=wanted
        ).exclude(stage=Stage.DRAFT)
        for filing in found.order_by("unit__code", "pk").defer("secrecy_checked_at", "released_at"):
            self._filings[filing.kind, filing.year].append(filing)
        handed = StageMove.objects.filter(filing__in=found, after=Stage.SUBMITTED).order_by("-pk")
        self._handed = dict(handed.values_list("filing_id", "at"))
        replies = Reply.objects.filter(region=region, year__in=wanted)
        self._replies = {(one.kind, one.year): one.on for one in replies}

    def of(self, step: Step, year: int, nth: int = 0) -> Come:
        """Return what has come of a step of a fiscal year; of the ``nth`` time, where its topic comes up several times in it."""
        if step.reply:
            day = self._replies.get((step.reply, year))
            return Come(on=day, count=int(day is not None), of=1)
        if step.paper is None:
            return _NOTHING
        here = [one for one in self._filings[step.paper.kind, year + step.paper.years] if _counts(one, step.paper, nth)]
        if step.paper.of == "region":
            first = min(here, key=lambda one: self._day(one, step.paper), default=None)
            return Come(self._day(first, step.paper) if first else None, len(here), 1, (), tuple(here))
        return self._of_units(here, step.paper, year)

    def _of_units(self, here: list[Filing], paper: Paper, year: int) -> Come:
        owing = [unit for unit in self._units if owes(unit, paper.of, year)]
        filed = {one.unit_id: one for one in here}
        mine = [filed[unit.pk] for unit in owing if unit.pk in filed]
        missing = tuple(unit for unit in owing if unit.pk not in filed)
        days = tuple(self._day(one, paper) for one in mine)
        return Come(None if missing else max(days, default=None), len(mine), len(owing), missing, tuple(mine), days)

    def _day(self, filing: Filing, paper: Paper | None) -> dt.date:
        """Return when a filing reached the stage; it was handed in at the latest when it was replied to."""
        if paper is not None and paper.stage == Stage.PUBLISHED and filing.published_on:
            return filing.published_on
        handed = timezone.localdate(self._handed.get(filing.pk, filing.created_at))
        return min(day for day in (handed, filing.approved_on, filing.published_on) if day)


def _counts(filing: Filing, paper: Paper, nth: int) -> bool:
    return _STAGES.index(filing.stage) >= _STAGES.index(paper.stage) and nth in {0, filing.ordinal}


def owes(unit: Unit, of: str, year: int) -> bool:
    """Whether a unit owes a paper of a fiscal year: it existed then and is a department, or of those that publish theirs (``publishers``)."""
    existed = (unit.since is None or unit.since <= dt.date(year, 12, 31)) and (
        unit.until is None or unit.until >= dt.date(year, 1, 1)
    )
    asked = unit.publishes and not unit.is_government if of == "publishers" else unit.is_department
    return existed and asked
