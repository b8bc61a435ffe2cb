"""The year laid out: every step around every meeting, when it is due, whether it is done, in a fixed number of queries."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _

from gouji.web.agenda.arrivals import Arrivals, Come
from gouji.web.agenda.models import Item, Meeting, OwnTerm, Receipt
from gouji.web.agenda.steps import Step, steps, topics

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping

    from gouji.web.units.models import Region

AHEAD = dt.timedelta(days=30)
"""How long before its day a step is called near, and stands in 待办."""


class Standing(models.TextChoices):
    """How a step stands."""

    DONE = "done", _("按时完成")
    LATE = "late", _("逾期完成")
    NEAR = "near", _("临近")
    AHEAD = "ahead", _("未到期")
    OVERDUE = "overdue", _("逾期未完成")
    UNKNOWN = "unknown", _("会期未登记")


OPEN = frozenset({Standing.NEAR, Standing.AHEAD, Standing.OVERDUE})


@dataclass(frozen=True, slots=True)
class Entry:
    """A step of a fiscal year. ``meeting`` is None while none is set: then ``due`` is counted from the usual day.

    ``come`` says what the desk itself has seen of it, ``receipt`` what a person entered; the receipt goes first.
    """

    step: Step
    year: int
    occasion: int
    meeting: Meeting | None
    due: dt.date
    standing: Standing
    done_on: dt.date | None
    come: Come
    receipt: Receipt | None

    @property
    def key(self) -> str:
        """Its name on the page."""
        return f"{self.step.code}-{self.year}-{self.occasion}"

    @property
    def is_open(self) -> bool:
        """Whether it is still owed."""
        return self.standing in OPEN

    def days_left(self, today: dt.date) -> int:
        """Return the calendar days until it is due, negative when it is past."""
        return (self.due - today).days


@dataclass(frozen=True, slots=True)
class Held:
    """A topic of a fiscal year with its meeting: where a step hangs. ``nth`` counts the meetings of one that may come up again, else 0."""

    topic: str
    year: int
    occasion: int
    meeting: Meeting | None
    first: dt.date
    last: dt.date
    nth: int = 0


def year_of(region: Region, year: int, today: dt.date) -> list[Entry]:
    """Return what is due in a calendar year, by day."""
    return [one for one in entries(region, range(year - 2, year + 2), today) if one.due.year == year]


def entries_of(meeting: Meeting, today: dt.date) -> list[Entry]:
    """Return what hangs on one meeting, by day."""
    years = sorted({item.year for item in meeting.items.all()})
    found = entries(meeting.region, years, today)
    return [one for one in found if one.meeting is not None and one.meeting.pk == meeting.pk]


def entries(region: Region, years: Iterable[int], today: dt.date) -> list[Entry]:
    """Return the steps of these fiscal years, by day: as many queries for one year as for ten."""
    wanted = list(years)
    used = steps_of(region)
    places = list(_held(region, wanted))
    receipts = {
        (one.step, one.year, one.occasion): one
        for one in Receipt.objects.filter(region=region, year__in=wanted, taken_back_at=None).select_related("filing")
    }
    arrivals = Arrivals(region, wanted)
    found = [entry for held in places for entry in _of(held, used, receipts, arrivals, today)]
    return sorted(found, key=lambda one: (one.due, list(used).index(one.step.code)))


def steps_of(region: Region) -> Mapping[str, Step]:
    """Return the steps of a region's calendar: with its own terms, else those of the nearest region above it that has any."""
    codes = region.path.strip("/").split("/")
    own: dict[str, OwnTerm] = {}
    terms = OwnTerm.objects.filter(region__code__in=codes).select_related("region")
    for one in sorted(terms, key=lambda one: len(one.region.path)):
        own[one.step] = one
    return {
        code: step.at(own[code].term, own[code].basis) if code in own else step
        for code, step in steps().items()
        if code not in own or own[code].used
    }


def own(entry: Entry, units: Collection[int], today: dt.date) -> Entry:
    """Return a step as it stands for some units alone (by their numbers), whatever the others did."""
    if entry.receipt is not None or entry.step.who != "departments":
        return entry
    came = zip(entry.come.filings, entry.come.days, strict=True)
    mine = [(filing, day) for filing, day in came if filing.unit_id in units]
    missing = tuple(unit for unit in entry.come.missing if unit.pk in units)
    done = None if missing else max((day for _filing, day in mine), default=None)
    come = Come(
        done,
        len(mine),
        len(mine) + len(missing),
        missing,
        tuple(filing for filing, _day in mine),
        tuple(day for _filing, day in mine),
    )
    standing = _standing(entry.due, done, today, known=entry.meeting is not None)
    return replace(entry, come=come, done_on=done, standing=standing)


def tally(found: Iterable[Entry]) -> Mapping[str, int]:
    """Return how many steps stand how."""
    counts = Counter(str(one.standing) for one in found)
    return {standing: counts[standing] for standing in Standing.values}


def _held(region: Region, years: list[int]) -> Iterator[Held]:
    """Yield each topic of each year at its meeting; one that comes up every year stands at its usual day without one."""
    items = (
        Item.objects.filter(meeting__region=region, meeting__cancelled_at=None, year__in=years)
        .select_related("meeting__region")
        .order_by("meeting__on", "pk")
    )
    planned: dict[tuple[str, int], list[Item]] = defaultdict(list)
    for item in items:
        planned[item.topic, item.year].append(item)
    for topic in topics().values():
        for year in years:
            here = planned[topic.code, year]
            if topic.usual is None:
                yield from (_at(item, item.pk, nth) for nth, item in enumerate(here, start=1))
            elif here:
                yield _at(here[0], 0, 0)
            else:
                day = topic.usual.of(year)
                yield Held(topic.code, year, 0, None, day, day)


def _at(item: Item, occasion: int, nth: int) -> Held:
    return Held(item.topic, item.year, occasion, item.meeting, item.meeting.on, item.meeting.last_day, nth)


def _of(
    held: Held,
    used: Mapping[str, Step],
    receipts: Mapping[tuple[str, int, int], Receipt],
    arrivals: Arrivals,
    today: dt.date,
) -> Iterator[Entry]:
    """Yield the steps of one topic; a step that hangs on another counts from its day, done or due."""
    days: dict[str, dt.date] = {}
    for code, step in steps().items():
        if step.topic != held.topic:
            continue
        kept = used.get(code, step)
        anchor = days.get(step.anchor) or (held.first if kept.term.n < 0 else held.last)
        due = kept.term.due(anchor)
        receipt = receipts.get((code, held.year, held.occasion))
        come = arrivals.of(step, held.year, held.nth)
        done = receipt.on if receipt else come.on
        days[code] = done or due
        if code in used:
            standing = _standing(due, done, today, known=held.meeting is not None)
            yield Entry(kept, held.year, held.occasion, held.meeting, due, standing, done, come, receipt)


def _standing(due: dt.date, done: dt.date | None, today: dt.date, *, known: bool) -> Standing:
    if done is not None:
        return Standing.DONE if done <= due else Standing.LATE
    if due < today:
        return Standing.OVERDUE if known else Standing.UNKNOWN
    return Standing.NEAR if due <= today + AHEAD else Standing.AHEAD
