"""The doors of the year: each returns the object or raises Http404, so that nobody learns of what he may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from django.http import Http404

from gouji.web.agenda.entries import own
from gouji.web.agenda.models import Meeting, Receipt
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import RIGHTS, Right
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import Model, QuerySet

    from gouji.web.agenda.entries import Entry
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

T = TypeVar("T", bound="Model")


def regions_seen(rights: Rights, right: Right = Right.AGENDA_READ) -> QuerySet[Region]:
    """Return the regions whose year the person may see: those of his post, and the one of his unit."""
    found = Q(pk__in=())
    for seat in rights.seats:
        if right in RIGHTS[seat.role]:
            own = Q(pk__in=Unit.objects.filter(path=seat.unit).values("region"))
            found |= Q(path__startswith=seat.region) if seat.region else own
    return Region.objects.filter(found)


def entries_seen(rights: Rights, region: Region, found: list[Entry], today: dt.date) -> list[Entry]:
    """Return what a person may see of a year: the whole, or what his own units owe."""
    if rights.in_region(Right.AGENDA_READ, region):
        return found
    units = set(rights.units(Right.AGENDA_READ).order_by().values_list("pk", flat=True))
    return [own(one, units, today) for one in found if one.step.who == "departments"]


def access_region(user: User, code: str, right: Right = Right.AGENDA_READ) -> Region:
    """Return a region whose year the person may see, the first that is not a mere 市 above it for an empty code."""
    regions = regions_seen(rights_of(user), right)
    if code:
        return _one(regions.filter(code=code))
    return regions.filter(units__isnull=False).order_by("path").first() or _one(regions)


def access_meeting(user: User, pk: int) -> Meeting:
    """Return a meeting of a region whose folders the person keeps."""
    kept = regions_seen(rights_of(user), Right.AGENDA_KEEP)
    return _one(Meeting.objects.filter(region__in=kept, pk=pk).select_related("region"))


def access_receipt(user: User, pk: int) -> Receipt:
    """Return a receipt of a region whose year the person keeps."""
    kept = regions_seen(rights_of(user), Right.AGENDA_KEEP)
    return _one(Receipt.objects.filter(region__in=kept, pk=pk).select_related("region"))


def _one(found: QuerySet[T]) -> T:
    thing = found.first()
    if thing is None:
        raise Http404
    return thing
