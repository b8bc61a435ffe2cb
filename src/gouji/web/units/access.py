"""Doors to regions, units and lists for whoever manages them: the object, or a 404 that says nothing of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from gouji.web.people.rights import Rights, rights_of
from gouji.web.people.roles import Right
from gouji.web.units.models import Region, Unit, UnitList

if TYPE_CHECKING:
    from gouji.web.people.models import User


def access_region(by: User, region_id: int) -> Region:
    """Return the region if ``by`` manages its units; raises Http404."""
    region = Region.objects.filter(pk=region_id).first()
    if region is None or not _manages(rights_of(by), region):
        raise Http404
    return region


def access_unit(by: User, unit_id: int) -> Unit:
    """Return the unit if ``by`` manages the units of its region; raises Http404."""
    unit = Unit.objects.select_related("region", "parent").filter(pk=unit_id).first()
    if unit is None or not _manages(rights_of(by), unit.region):
        raise Http404
    return unit


def access_unit_list(by: User, list_id: int) -> UnitList:
    """Return the handed-in list if ``by`` manages the units of its region; raises Http404."""
    listed = UnitList.objects.select_related("region", "by").filter(pk=list_id).first()
    if listed is None or not _manages(rights_of(by), listed.region):
        raise Http404
    return listed


def _manages(rights: Rights, region: Region) -> bool:
    return rights.in_region(Right.UNITS_MANAGE, region)
