"""The addresses of execution, alerts, indicators and loads."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from tests.web.doors.door import Door, anywhere, at_region, at_unit
from tests.web.doors.filings import filing

from gouji.web.execution.models import Alert, Exemption, Load
from gouji.web.filings.models import Original
from gouji.web.people.models import User
from gouji.web.people.roles import RIGHTS, Right

if TYPE_CHECKING:
    from tests.web.doors.door import Place

    from gouji.web.people.rights import Rights

_DAY = dt.date(2026, 6, 30)


def alert(place: Place) -> dict[str, Any]:
    made = Alert.objects.create(
        region=place.region,
        unit=place.unit,
        indicator="EX101",
        year=2026,
        key=uuid4().hex,
        about={},
        level="red",
        message="虚构",
        first_on=_DAY,
        last_on=_DAY,
    )
    return {"pk": made.pk}


def load(place: Place) -> dict[str, Any]:
    original = Original.objects.get_or_create(sha256="0" * 64, defaults={"size": 1, "media_type": "text/csv"})[0]
    made = Load.objects.create(
        region=place.region, original=original, file_name="虚构.csv", year=2026, state=Load.State.REFUSED
    )
    return {"pk": made.pk}


def row(place: Place) -> dict[str, Any]:
    return {**load(place), "number": 2}


def exemption(place: Place) -> dict[str, Any]:
    owner, _new = User.objects.get_or_create(username="lead_of_exemptions", name="别人")
    made = Exemption.objects.create(
        region=place.region, indicator="EX101", about={}, reason="虚构", until=_DAY, made_by=owner
    )
    return {"pk": made.pk}


def unit(place: Place) -> dict[str, Any]:
    return {"pk": place.unit.pk}


def _whole_region(rights: Rights, place: Place) -> bool:  # noqa: ARG001  the signature of a door
    """Whether a post at some region lets the person see that region as a whole."""
    return any(seat.region and Right.LEDGER_READ in RIGHTS[seat.role] for seat in rights.seats)


def _region_of(rights: Rights, place: Place) -> bool:
    """Whether the person sees the region of the place as a whole."""
    return any(
        seat.region and place.region.path.startswith(seat.region) and Right.LEDGER_READ in RIGHTS[seat.role]
        for seat in rights.seats
    )


DOORS = {
    "execution": Door(_whole_region),
    "execution_unit": at_unit(Right.LEDGER_READ, objects=unit),
    "execution_project": at_unit(Right.LEDGER_READ, objects=unit),
    "execution_payees": at_unit(Right.LEDGER_READ, objects=unit),
    "execution_unit_rows": at_unit(Right.LEDGER_READ, objects=lambda place: {**unit(place), "item": "payment"}),
    "execution_rows": Door(_whole_region, objects=lambda _place: {"item": "revenue"}),
    "execution_books": Door(_whole_region),
    "execution_debts_ask": at_region(Right.MATTER_OPEN, objects=filing),
    "execution_flow": Door(_whole_region),
    "alerts": anywhere(Right.LEDGER_READ),
    "alert": at_unit(Right.LEDGER_READ, objects=alert),
    "alert_explain": at_unit(Right.LEDGER_READ, objects=alert),
    "alert_ask": at_unit(Right.LEDGER_READ, objects=alert),
    "alert_exempt": at_unit(Right.LEDGER_READ, objects=alert),
    "exemptions": Door(_whole_region),
    "exemption_lift": Door(_region_of, objects=exemption),
    "indicators": Door(_whole_region),
    "indicator": Door(_whole_region, objects=lambda _place: {"code": "EX101"}),
    "indicator_threshold": Door(_whole_region, objects=lambda _place: {"code": "EX101"}),
    "loads": anywhere(Right.DATA_LOAD),
    "sources": anywhere(Right.DATA_LOAD),
    "load_new": anywhere(Right.DATA_LOAD),
    **{
        name: at_region(Right.DATA_LOAD, objects=load)
        for name in ("load", "load_map", "load_live", "load_back", "load_rows")
    },
    "load_row": at_region(Right.DATA_LOAD, objects=row),
}
