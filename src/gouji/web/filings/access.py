"""The doors to the objects of this app: each returns the object or raises Http404, so that nobody learns of what he may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import Http404

from gouji.web.filings.models import Correction, Filing, Finding, Intake, Version
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import RIGHTS, Right

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser
    from django.db.models import Model, QuerySet

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights
    from gouji.web.units.models import Unit

T = TypeVar("T", bound="Model")


def access_right(user: User | AnonymousUser, right: Right) -> Rights:
    """Return the rights of a person who has this one at some place; raises PermissionDenied."""
    rights = rights_of(user)
    if not rights.anywhere(right):
        raise PermissionDenied
    return rights


def access_at(user: User, unit: Unit, *rights: Right) -> None:
    """Let a person in who has one of these rights at a unit; raises PermissionDenied."""
    has = rights_of(user)
    if not any(has.at(right, unit) for right in rights):
        raise PermissionDenied


def filings_seen(rights: Rights) -> QuerySet[Filing]:
    """Return the filings that these rights let a person read."""
    return Filing.objects.filter(rights.reach(Right.FILING_READ, "unit")).select_related("unit__region")


def access_filing(user: User, pk: int) -> Filing:
    """Return a filing that the person may read; raises Http404."""
    return _one(filings_seen(rights_of(user)).filter(pk=pk))


def access_version(user: User, filing_pk: int, number: int | None = None) -> Version:
    """Return a version, the current one without a number; raises Http404."""
    reach = rights_of(user).reach(Right.FILING_READ, "filing__unit")
    versions = Version.objects.filter(reach, filing_id=filing_pk).select_related("filing__unit__region", "original")
    return _one(versions if number is None else versions.filter(number=number))


def access_stored_version(user: User, pk: int) -> Version:
    """Return a version by its own number in the store; raises Http404."""
    reach = rights_of(user).reach(Right.FILING_READ, "filing__unit")
    return _one(Version.objects.filter(reach, pk=pk).select_related("filing", "original"))


def access_finding(user: User, pk: int) -> Finding:
    """Return a finding that the person may read; raises Http404."""
    reach = rights_of(user).reach(Right.FILING_READ, "filing__unit")
    return _one(Finding.objects.filter(reach, pk=pk).select_related("filing__unit__region", "last_seen", "first_seen"))


def access_correction(user: User, pk: int) -> Correction:
    """Return a correction of a filing that the person may read; raises Http404."""
    reach = rights_of(user).reach(Right.FILING_READ, "filing__unit")
    return _one(Correction.objects.filter(reach, pk=pk).select_related("filing__unit__region"))


def intakes_seen(user: User, rights: Rights) -> QuerySet[Intake]:
    """Return the files that the person handed in, and those that came to a region where he hands in for all units."""
    regions = Q(pk__in=())
    for seat in rights.seats:
        if seat.region and Right.FILING_SUBMIT in RIGHTS[seat.role]:
            regions |= Q(region__path__startswith=seat.region)
    return Intake.objects.filter(Q(by=user) | regions).select_related("version__filing__unit", "by", "region")


def access_intake(user: User, pk: int) -> Intake:
    """Return a file that came in and that the person may deal with; raises Http404."""
    return _one(intakes_seen(user, rights_of(user)).filter(pk=pk).select_related("original"))


def _one(found: QuerySet[T]) -> T:
    first = found.first()
    if first is None:
        raise Http404
    return first
