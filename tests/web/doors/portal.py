"""The addresses of the public pages, and of releasing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.doors.door import Door, anywhere, at_unit, everybody

from gouji.web.filings.models import Filing
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.web.doors.door import Place


def filing(place: Place) -> dict[str, Any]:
    made, _ = Filing.objects.get_or_create(unit=place.unit, kind="final", year=2024, defaults={"title": "门"})
    return {"filing_id": made.pk}


def unit(place: Place) -> dict[str, Any]:
    return {"unit_id": place.unit.pk}


def data(place: Place) -> dict[str, Any]:
    return {**filing(place), "kind": "csv"}


def hidden(objects: Callable[[Place], dict[str, Any]]) -> Door:
    """Return a door to something unreleased: closed to everyone; tests/web/portal shows the released."""
    return Door(lambda _rights, _place: False, objects=objects)


DOORS = {
    "public": everybody(),
    "public_search": everybody(),
    "public_data": everybody(),
    "public_all_data": Door(lambda _rights, _place: True, objects=lambda _place: {"kind": "csv"}, stranger=True),
    "public_glossary": everybody(),
    "public_unit": hidden(unit),
    "public_document": hidden(filing),
    "public_original": hidden(filing),
    "public_document_data": hidden(data),
    "releases": anywhere(Right.RELEASE),
    "release": at_unit(Right.RELEASE, objects=filing),
    "withdraw": at_unit(Right.RELEASE, objects=filing),
}
