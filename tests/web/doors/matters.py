"""The addresses of matters: a letter that waits for its unit, a list under review, a suggestion spread over units."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from tests.web.doors.door import Door, anywhere, at_region, at_unit, nobody

from gouji.web.filings.models import Filing, Finding
from gouji.web.filings.services.store import keep
from gouji.web.matters.models import Assignment, Attachment, Extension, Item, Matter
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from tests.web.doors.door import Place

    from gouji.web.people.rights import Rights

DAY = dt.date(2026, 3, 2)


def made(place: Place, kind: str, state: str, **more: Any) -> Matter:  # noqa: ANN401
    fields = {"kind": kind, "state": state, "title": "某事", "year": 2026, "opened_on": DAY, "unit": place.unit}
    return Matter.objects.create(region=place.region, **(fields | more))


def sent(place: Place) -> dict[str, Any]:
    return {"pk": made(place, "verification", "sent").pk}


def answering(place: Place) -> dict[str, Any]:
    return sent(place) | {"code": "answer"}


def drafted(place: Place) -> dict[str, Any]:
    return {"pk": made(place, "verification", "drafted").pk, "code": "verification"}


def file(place: Place) -> dict[str, Any]:
    matter = made(place, "verification", "sent")
    return {"pk": Attachment.objects.create(matter=matter, original=keep([b"a"], "a.txt"), file_name="a.txt").pk}


def under_review(place: Place) -> dict[str, Any]:
    return {"pk": made(place, "rectification", "reported").pk}


def line(place: Place) -> dict[str, Any]:
    matter = made(place, "rectification", "reported")
    return {"pk": Item.objects.create(matter=matter, number=1, problem="某题").pk}


def part(place: Place) -> dict[str, Any]:
    matter = made(place, "suggestion", "handling")
    return {"pk": Assignment.objects.create(matter=matter, unit=place.unit, part="main", assigned_on=DAY).pk}


def wish(place: Place) -> dict[str, Any]:
    matter = made(place, "verification", "sent", due_on=DAY, deadline="answer", started_on=DAY)
    return {"pk": Extension.objects.create(matter=matter, before=DAY, until=DAY, reason="难", asked_on=DAY).pk}


def explained(place: Place) -> dict[str, Any]:
    matter = made(place, "verification", "sent")
    filing, _ = Filing.objects.get_or_create(unit=place.unit, kind="final", year=2025, defaults={"title": "决算"})
    original = keep([b"a"], "a.txt")
    version, _ = filing.versions.get_or_create(number=1, defaults={"original": original, "file_name": "a.txt"})
    seen = {"first_seen": version, "last_seen": version}
    finding = Finding.objects.create(filing=filing, fingerprint=f"{matter.pk}", message="不一致", **seen)
    matter.findings.add(finding)
    return {"pk": matter.pk, "finding_id": finding.pk}


def report(place: Place, kind: str) -> dict[str, Any]:
    filing, _ = Filing.objects.get_or_create(unit=place.unit, kind=kind, year=2025, defaults={"title": "报告"})
    filing.versions.get_or_create(number=1, defaults={"original": keep([b"a"], "a.txt"), "file_name": "a.txt"})
    return {"code": "rectification", "pk": filing.pk}


def audited(place: Place) -> dict[str, Any]:
    return report(place, "audit_report")


def put_right(place: Place) -> dict[str, Any]:
    return report(place, "rectification")


def new(place: Place) -> dict[str, Any]:  # noqa: ARG001  the same everywhere
    return {"code": "verification"}


def office(place: Place) -> dict[str, Any]:
    return {"pk": place.region.pk}


def reads(rights: Rights, place: Place) -> bool:  # noqa: ARG001  lists show what is in reach
    return rights.anywhere(Right.MATTER_READ) or rights.anywhere(Right.SUGGESTION_RAISE)


def more_time(rights: Rights, place: Place) -> bool:
    return rights.in_region(Right.MATTER_LEAD, place.region) or rights.at(Right.MATTER_ANSWER, place.unit)


DOORS = {
    **{
        name: anywhere(Right.MATTER_READ, Right.SUGGESTION_RAISE)
        for name in ("matter_list", "matter_board", "matter_calendar", "matter_statistics")
    },
    "matter_similar": Door(reads, objects=new),
    "matter_open": nobody(),
    "matter_new": Door(lambda rights, _place: rights.anywhere(Right.MATTER_OPEN), objects=new),
    "matter_problems": at_region(Right.MATTER_OPEN, objects=audited),
    "matter_told": at_region(Right.MATTER_OPEN, objects=put_right),
    "matter_page": at_unit(Right.MATTER_READ, objects=sent),
    # Who may read but not move is led back to the page, with a word.
    "matter_move": at_unit(Right.MATTER_READ, objects=answering),
    "matter_file": at_unit(Right.MATTER_READ, objects=file),
    "matter_letter": at_region(Right.MATTER_OPEN, objects=drafted),
    "matter_explain": at_unit(Right.MATTER_ANSWER, objects=explained),
    "matter_extension": Door(more_time, objects=sent),
    "matter_extension_decide": at_region(Right.MATTER_LEAD, objects=wish),
    "matter_item_add": at_region(Right.MATTER_OPEN, objects=under_review),
    "matter_item_measure": at_unit(Right.MATTER_ANSWER, objects=line),
    "matter_item_close": at_region(Right.MATTER_REVIEW, objects=line),
    "matter_ballot": at_region(Right.MATTER_OPEN, objects=under_review),
    "matter_reply": at_unit(Right.MATTER_ANSWER, objects=part),
    "matter_return": at_unit(Right.MATTER_ANSWER, objects=part),
    "matter_helper": Door(lambda _rights, _place: False, objects=sent),
    "matter_office": at_region(Right.MATTER_LEAD, objects=office),
    "matter_template": at_region(Right.MATTER_LEAD, objects=office),
}
