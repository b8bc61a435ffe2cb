"""The addresses of the year."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.web.doors.door import anywhere, at_region

from gouji.web.agenda.models import Meeting, Receipt
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from tests.web.doors.door import Place

_DAY = dt.date(2026, 7, 28)


def meeting(place: Place) -> dict[str, Any]:
    made = Meeting.objects.create(region=place.region, kind="standing", name="常委会会议", on=_DAY)
    made.items.create(topic="final", year=2025)
    return {"pk": made.pk}


def draft(place: Place) -> dict[str, Any]:
    found = Meeting.objects.get(pk=meeting(place)["pk"])
    return {"pk": found.pk, "item": found.items.get().pk}


def receipt(place: Place) -> dict[str, Any]:
    made = Receipt.objects.filter(region=place.region).first()
    made = made or Receipt.objects.create(region=place.region, step="final_in", year=2025, on=_DAY)
    return {"pk": made.pk}


DOORS = {
    "agenda": anywhere(Right.AGENDA_READ),
    "agenda_receipt": anywhere(Right.AGENDA_KEEP),
    "agenda_receipt_back": at_region(Right.AGENDA_KEEP, objects=receipt),
    "agenda_terms": anywhere(Right.AGENDA_KEEP, writes=(Right.MATTER_LEAD,)),
    "agenda_template": anywhere(Right.MATTER_LEAD),
    "meeting": at_region(Right.AGENDA_KEEP, objects=meeting),
    "meeting_pack": at_region(Right.AGENDA_KEEP, objects=meeting),
    "meeting_draft": at_region(Right.AGENDA_KEEP, objects=draft),
    "meeting_new": anywhere(Right.AGENDA_KEEP),
    "meeting_edit": at_region(Right.AGENDA_KEEP, objects=meeting),
    "meeting_cancel": at_region(Right.AGENDA_KEEP, objects=meeting),
}
