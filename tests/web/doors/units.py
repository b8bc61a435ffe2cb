"""The addresses of regions, units and lists of units."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.web.doors.door import anywhere, at_region

from gouji.web.people.models import User
from gouji.web.people.roles import Right
from gouji.web.units.models import UnitList

if TYPE_CHECKING:
    from tests.web.doors.door import Place


def unit(place: Place) -> dict[str, Any]:
    return {"unit_id": place.unit.pk}


def region(place: Place) -> dict[str, Any]:
    return {"region_id": place.region.pk}


def listed(place: Place) -> dict[str, Any]:
    by = User.objects.order_by("pk")[0]
    return {"list_id": UnitList.objects.create(region=place.region, file_name="a.csv", sha256="0" * 64, by=by).pk}


DOORS = {
    "units": anywhere(Right.UNITS_MANAGE),
    **{
        name: at_region(Right.UNITS_MANAGE, objects=unit)
        for name in ("unit", "unit_edit", "unit_rename", "unit_move", "unit_split", "unit_close")
    },
    **{
        name: at_region(Right.UNITS_MANAGE, objects=region)
        for name in ("unit_new", "units_merge", "region_new", "unit_list_new")
    },
    "unit_list": at_region(Right.UNITS_MANAGE, objects=listed),
}
