"""The addresses of search, ledger and unit pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.doors.door import account, at_region, at_unit
from tests.web.doors.filings import filing

from gouji.web.lookup.index import Piece, put
from gouji.web.lookup.models import Text
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from tests.web.doors.door import Place


def unit(place: Place) -> dict[str, Any]:
    return {"unit_id": place.unit.pk}


def text(place: Place) -> dict[str, Any]:
    key = f"door:{place.unit.pk}"
    put([Piece(Text.Kind.SECTION, key, place.unit.pk, "标题", "正文")])
    return {"kind": Text.Kind.SECTION, "key": key}


DOORS = {
    "lookup:search": account(),
    "lookup:text": at_unit(Right.FILING_READ, objects=text),
    "lookup:ledger": account(),
    "lookup:ledger_data": account(),
    "lookup:lines": account(),
    "lookup:compare": account(),
    "lookup:summary": account(),
    "lookup:summary_ask": at_region(Right.MATTER_OPEN, objects=filing),
    "lookup:unit": at_unit(Right.LEDGER_READ, objects=unit),
}
