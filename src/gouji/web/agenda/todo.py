"""What of the year waits for a person (待办): what he owes, what others owe him late, meetings without a day."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from gouji.web.agenda.entries import Standing, entries
from gouji.web.agenda.models import Item
from gouji.web.agenda.steps import OWERS, topics
from gouji.web.core.home import Todo
from gouji.web.filings.models import Stage
from gouji.web.people.roles import AT_A_UNIT, Role
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.web.agenda.entries import Entry
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights, Seat

_OWES = {Role.OFFICE: "office", Role.OFFICE_LEAD: "office", Role.FINANCE: "finance", Role.AUDITOR: "audit"}
_LATE = dt.timedelta(days=120)
"""How long something late is said; after that the page of the year still shows it."""
_MEETING_AHEAD = dt.timedelta(days=75)


def owed(_user: User, rights: Rights) -> Iterator[Todo]:
    """Yield what the person's office owes soon or late; to the congress's office one line for what others owe it late."""
    today = timezone.localdate()
    done: set[str] = set()
    read: dict[int, list[Entry]] = {}
    regions = _regions_of(rights.seats)
    for seat in rights.seats:
        region = regions.get(seat)
        if region is None:
            continue
        if region.pk not in read:
            read[region.pk] = [one for one in entries(region, _years(today), today) if _waits(one, today)]
        waiting = read[region.pk]
        if seat.role in AT_A_UNIT:
            yield from _of_units(seat, region, waiting)
            continue
        owes = _OWES[Role(seat.role)]
        if f"{owes}{region.pk}" in done:
            continue
        done.add(f"{owes}{region.pk}")
        yield from (_row(one, region) for one in waiting if one.step.who == owes)
        if owes == "office":
            yield from _late_ones([one for one in waiting if one.step.who != owes], region)


def unset(_user: User, rights: Rights) -> Iterator[Todo]:
    """Yield the topics that come soon and have no meeting yet, for the office that sets their day."""
    today = timezone.localdate()
    paths = {seat.region for seat in rights.seats if _OWES.get(Role(seat.role)) == "office"}
    for region in Region.objects.filter(path__in=paths).order_by("path") if paths else ():
        planned = set(
            Item.objects.filter(meeting__region=region, meeting__cancelled_at=None).values_list("topic", "year")
        )
        for topic in topics().values():
            for year in _years(today) if topic.usual else ():
                day = topic.usual.of(year) if topic.usual else today
                if (topic.code, year) not in planned and today <= day <= today + _MEETING_AHEAD:
                    words = _("%(topic)s（%(year)d年）的会议还没有登记日期") % {"topic": topic.name, "year": year}
                    query = f"?region={region.code}&item={topic.code}-{year}"
                    yield Todo(gettext_lazy("登记会期"), words, "", None, reverse("meeting_new") + query)


def _regions_of(seats: Iterable[Seat]) -> dict[Seat, Region]:
    """Return the region in whose year each seat has work of its own; without the seats that have none."""
    own = {seat: seat.unit for seat in seats if seat.role in AT_A_UNIT}
    whole = {seat: seat.region for seat in seats if seat.role not in AT_A_UNIT and Role(seat.role) in _OWES}
    units = Unit.objects.filter(path__in=own.values()).select_related("region") if own else ()
    of_unit = {unit.path: unit.region for unit in units}
    regions = Region.objects.filter(path__in=whole.values()) if whole else ()
    by_path = {region.path: region for region in regions}
    found = [(seat, of_unit.get(path)) for seat, path in own.items()]
    found += [(seat, by_path.get(path)) for seat, path in whole.items()]
    return {seat: region for seat, region in found if region is not None}


def _years(today: dt.date) -> range:
    return range(today.year - 1, today.year + 2)


def _waits(entry: Entry, today: dt.date) -> bool:
    if entry.meeting is None:
        return False  # the office sets the day first
    return entry.standing == Standing.NEAR or (entry.standing == Standing.OVERDUE and entry.due >= today - _LATE)


def _of_units(seat: Seat, region: Region, waiting: list[Entry]) -> Iterator[Todo]:
    """Yield what the seat's unit has not handed in; what it has to publish stands in 待办 by the publication board."""
    unit = Unit.objects.filter(path=seat.unit).first()
    for one in waiting:
        paper = one.step.paper
        if one.step.who != "departments" or paper is None or paper.stage != Stage.SUBMITTED:
            continue
        if unit in one.come.missing and one.receipt is None:
            query = f"?unit={unit.pk if unit else ''}&kind={paper.kind}&year={one.year + paper.years}"
            yield _row(one, region, reverse("filing_upload") + query)


def _late_ones(others: list[Entry], region: Region) -> Iterator[Todo]:
    late = [one for one in others if one.standing == Standing.OVERDUE]
    if late:
        names = "、".join(dict.fromkeys(one.step.name for one in late[:3]))
        words = _("%(count)d项逾期未完成：%(names)s") % {"count": len(late), "names": names}
        words += _("等") if len(late) > 3 else ""  # noqa: PLR2004  as many as are named
        query = f"?region={region.code}&year={late[0].due.year}&standing={Standing.OVERDUE}"
        yield Todo(gettext_lazy("催办"), words, "", None, reverse("agenda") + query)


def _row(entry: Entry, region: Region, url: str = "") -> Todo:
    words = _("%(name)s（%(year)d年）") % {"name": entry.step.name, "year": entry.year}
    there = f"{reverse('agenda')}?region={region.code}&year={entry.due.year}#{entry.key}"
    return Todo(gettext_lazy("年度日程"), words, OWERS[entry.step.who], entry.due, url or there)
