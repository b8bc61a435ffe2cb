"""The doors of this app: each returns the object or raises Http404, so that nobody learns of what he may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.db.models import Q
from django.http import Http404

from gouji.web.execution.models import Alert, Exemption, Load
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import RIGHTS, Right
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from django.db.models import Model, QuerySet

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

T = TypeVar("T", bound="Model")


def regions_seen(rights: Rights, right: Right = Right.LEDGER_READ) -> QuerySet[Region]:
    """Return the regions whose execution the person may see (or load data for) as a whole."""
    found = Q(pk__in=())
    for seat in rights.seats:
        if seat.region and right in RIGHTS[seat.role]:
            found |= Q(path__startswith=seat.region)
    return Region.objects.filter(found)


def access_region(user: User, code: str, right: Right = Right.LEDGER_READ) -> Region:
    """Return a region that the person may see as a whole; an empty code is the first that has data, else the first."""
    regions = regions_seen(rights_of(user), right)
    if code:
        return _one(regions.filter(code=code))
    with_data = regions.filter(loads__state=Load.State.LIVE)
    return with_data.first() or _one(regions)


def access_unit(user: User, pk: int) -> Unit:
    """Return a unit whose execution the person may see."""
    return _one(Unit.objects.filter(rights_of(user).reach(Right.LEDGER_READ), pk=pk).select_related("region"))


def access_anywhere(rights: Rights, right: Right) -> None:
    """Let in whoever has the right at some place: to a list, which shows what is in reach."""
    if not rights.anywhere(right):
        raise Http404


def loads_seen(user: User) -> QuerySet[Load]:
    """Return the loads of regions that the person may load data for."""
    return Load.objects.filter(region__in=regions_seen(rights_of(user), Right.DATA_LOAD))


def access_load(user: User, pk: int) -> Load:
    """Return a load of a region that the person may load data for."""
    return _one(loads_seen(user).filter(pk=pk).select_related("region", "original", "made_by", "replaced_by"))


def alerts_seen(rights: Rights) -> QuerySet[Alert]:
    """Return the alerts of the regions and units that the person may see."""
    whole = Q(region__in=regions_seen(rights))
    own = Q(unit__isnull=False) & rights.reach(Right.LEDGER_READ, "unit")
    return Alert.objects.filter(whole | own).select_related("region", "unit")


def access_alert(user: User, pk: int) -> Alert:
    """Return an alert that the person may see."""
    return _one(alerts_seen(rights_of(user)).filter(pk=pk))


def access_exemption(user: User, pk: int) -> Exemption:
    """Return an exemption of a region that the person may see as a whole."""
    return _one(Exemption.objects.filter(region__in=regions_seen(rights_of(user)), pk=pk).select_related("region"))


def _one(found: QuerySet[T]) -> T:
    thing = found.first()
    if thing is None:
        raise Http404
    return thing
