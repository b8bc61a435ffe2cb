"""Whether a person may do something at a unit, and at which units: the one place where posts become rights."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils import timezone

from gouji.web.people.models import Post
from gouji.web.people.roles import LEADS, RIGHTS, Right
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    import datetime as dt

    from django.db.models import QuerySet
    from django.http import HttpRequest

    from gouji.web.people.models import User

_NOWHERE = Q(pk__in=())


@dataclass(frozen=True, slots=True)
class Seat:
    """A post of today: the role and the path of the region or unit where it is held; one of the two paths is empty."""

    role: str
    region: str
    unit: str

    def reaches(self, region: str, unit: str) -> bool:
        """Whether this seat reaches a unit (its region's path, its own path; an empty ``unit`` asks for the region itself)."""
        return region.startswith(self.region) if self.region else bool(unit) and unit.startswith(self.unit)


@dataclass(frozen=True, slots=True)
class Rights:
    """What one person may do today."""

    seats: tuple[Seat, ...]

    @property
    def roles(self) -> frozenset[str]:
        """The roles held, wherever."""
        return frozenset(seat.role for seat in self.seats)

    @property
    def leads(self) -> bool:
        """Whether a role is held that needs a second factor."""
        return bool(self.roles & LEADS)

    def anywhere(self, right: Right) -> bool:
        """Whether the person may do this at some place."""
        return any(right in RIGHTS[seat.role] for seat in self.seats)

    def at(self, right: Right, unit: Unit) -> bool:
        """Whether the person may do this at the unit."""
        return any(right in RIGHTS[seat.role] and seat.reaches(unit.region.path, unit.path) for seat in self.seats)

    def in_region(self, right: Right, region: Region) -> bool:
        """Whether the person may do this for the region as such (not only at one unit of it)."""
        return any(right in RIGHTS[seat.role] and seat.reaches(region.path, "") for seat in self.seats)

    def reach(self, right: Right, to_unit: str = "") -> Q:
        """Return the condition that leaves the rows whose unit is reached; ``to_unit`` is the lookup from row to unit.

        >>> Filing.objects.filter(rights.reach(Right.FILING_READ, "unit"))  # doctest: +SKIP
        """
        prefix = f"{to_unit}__" if to_unit else ""
        found = _NOWHERE
        for seat in self.seats:
            if right in RIGHTS[seat.role]:
                path = (
                    {f"{prefix}region__path__startswith": seat.region}
                    if seat.region
                    else {f"{prefix}path__startswith": seat.unit}
                )
                found |= Q(**path)
        return found

    def units(self, right: Right) -> QuerySet[Unit]:
        """Return the units where the person may do this."""
        return Unit.objects.filter(self.reach(right)).select_related("region")


NONE = Rights(())


def rights_of(user: User | AnonymousUser, today: dt.date | None = None) -> Rights:
    """Return the rights of an account on a day; an inactive or anonymous one has none."""
    if not user.is_active or user.is_anonymous:
        return NONE
    day = today or timezone.localdate()
    posts = Post.objects.filter(user_id=user.pk, since__lte=day).filter(Q(until=None) | Q(until__gte=day))
    return Rights(
        tuple(
            Seat(role, region or "", unit or "")
            for role, region, unit in posts.values_list("role", "region__path", "unit__path")
        )
    )


def rights_for(request: HttpRequest) -> Rights:
    """Return the rights of the person behind a request, asked of the database once a request."""
    found: Rights | None = getattr(request, "_desk_rights", None)
    if found is None:
        # A request that is refused at the door (a foreign host name) comes from nobody.
        found = rights_of(getattr(request, "user", AnonymousUser()))
        request._desk_rights = found  # type: ignore[attr-defined]  # noqa: SLF001  our own mark on Django's object
    return found
