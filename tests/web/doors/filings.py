"""The addresses of filings, their findings, what came in, and the publication board."""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Any

from django.utils import timezone
from tests.api.test_apart import PDF
from tests.web.doors.door import Door, anywhere, at_region, at_unit

from gouji.web.filings.models import Check, Correction, Filing, Finding, Intake, Version
from gouji.web.filings.services import derived, store
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from tests.web.doors.door import Place

BOX = [1, 10.0, 20.0, 30.0, 40.0]
FIGURE = {"id": 0, "start": 0, "end": 1, "text": "1", "state": "verified", "boxes": [BOX], "page": 1}
VIEW = {"status": "ok", "format": "pdf", "page_sizes": [[200, 100]], "figure_list": [FIGURE]}
VIEW |= {"findings": [], "relations": [], "blocks": [], "sections": []}


def version(place: Place) -> Version:
    """A version of the unit's budget that was checked, with its view."""
    original = store.keep([PDF], "a.pdf")
    filing = Filing.objects.get_or_create(unit=place.unit, kind="budget", year=2026, defaults={"title": "预算"})[0]
    made, new = Version.objects.get_or_create(filing=filing, number=1, original=original, file_name="a.pdf")
    if new:
        Check.objects.create(version=made, state=Check.State.DONE)
        derived.write(derived.path_of(original.sha256), VIEW)
    return made


def filing(place: Place, **more: object) -> dict[str, Any]:
    return {"pk": version(place).filing_id, **more}


def finding(place: Place) -> dict[str, Any]:
    seen = version(place)
    known = {"first_seen": seen, "last_seen": seen, "rule": "SU101", "severity": "error", "message": "不符"}
    return {"pk": Finding.objects.get_or_create(filing=seen.filing, fingerprint="f", defaults=known)[0].pk}


def correction(place: Place) -> dict[str, Any]:
    """One that was withdrawn, so that nothing is checked again."""
    seen = version(place)
    said = {"filing": seen.filing, "original": seen.original, "start": 0, "end": 1, "withdrawn_at": timezone.now()}
    return {"pk": Correction.objects.create(**said, printed="1", value="2", reason="看原件").pk}


def intake(place: Place) -> Intake:
    seen = version(place)
    state = Intake.State.UNPLACED
    return Intake.objects.create(
        batch=uuid.uuid4(), region=place.region, original=seen.original, file_name="a.pdf", state=state
    )


def to_read(**more: object) -> Door:
    return at_unit(Right.FILING_READ, objects=lambda place: filing(place, **more))


def version_place(place: Place) -> dict[str, Any]:
    return {"version": version(place).pk, "start": 0}


DOORS = {
    "filing_place": at_unit(Right.FILING_READ, objects=version_place),
    "filings": anywhere(Right.FILING_READ),
    "filings_issues": anywhere(Right.FILING_READ),
    "filing_upload": anywhere(Right.FILING_SUBMIT),
    "filing_unplaced": anywhere(Right.FILING_SUBMIT),
    "filing_batch": at_region(Right.FILING_SUBMIT, objects=lambda place: {"batch": intake(place).batch}),
    "filing_claim": at_region(Right.FILING_SUBMIT, objects=lambda place: {"pk": intake(place).pk}),
    "filing_dismiss": at_region(Right.FILING_SUBMIT, objects=lambda place: {"pk": intake(place).pk}),
    "filing": to_read(),
    "filing_progress": to_read(),
    "filing_document": to_read(),
    "filing_figure": to_read(number=0),
    "filing_differences": to_read(first=1, second=1),
    "filing_page": to_read(page=1),
    "filing_picture": to_read(page=1),
    "filing_original": to_read(),
    "filing_issues": to_read(),
    "finding_decide": at_unit(Right.FILING_REVIEW, objects=finding),
    "finding_add": at_unit(Right.FILING_REVIEW, objects=filing),
    "filing_correct": at_unit(Right.FILING_SUBMIT, objects=filing),
    "correction_withdraw": at_unit(Right.FILING_SUBMIT, objects=correction),
    "filing_move": at_unit(Right.FILING_SUBMIT, Right.FILING_REVIEW, Right.FILING_APPROVE, objects=filing),
    "filing_secrecy": at_unit(Right.FILING_APPROVE, objects=filing),
    "publication": anywhere(Right.FILING_READ),
    "publication_reply": anywhere(Right.FILING_APPROVE),
}
