"""The addresses of the events."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from tests.web.doors.door import anywhere, at_region

from gouji.web.audit.chain import record
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from tests.web.doors.door import Place


def event(place: Place) -> dict[str, Any]:
    with transaction.atomic():
        return {"number": record(None, "unit.changed", place.unit).number}


DOORS = {
    "audit": anywhere(Right.AUDIT_READ),
    "audit_event": at_region(Right.AUDIT_READ, objects=event),
}
