"""The doors to matters: each returns the object or raises Http404, so that nobody learns of what he may not see."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from django.http import Http404
from django.shortcuts import get_object_or_404

from gouji.web.filings.access import access_version
from gouji.web.matters.models import Assignment, Attachment, Extension, Item, Matter
from gouji.web.matters.parties import holds
from gouji.web.matters.queries import matters_seen
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from gouji.web.filings.models import Version
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

P = TypeVar("P", Item, Assignment, Extension, Attachment)


def access_matters(rights: Rights) -> None:
    """Let in whoever reads matters at some place."""
    if not any(rights.anywhere(right) for right in (Right.MATTER_READ, Right.SUGGESTION_RAISE)):
        raise Http404


def access_part(user: User, matter: Matter, *rights: Right) -> None:
    """Let in whoever has one of the rights in this matter."""
    held = rights_of(user)
    if not any(holds(held, user, right, matter) for right in rights):
        raise Http404


def access_matter(user: User, pk: int) -> Matter:
    """Return a matter that the person may read."""
    seen = matters_seen(user, rights_of(user)).select_related("raised_by", "opened_by", "follows", "unit__region")
    return get_object_or_404(seen, pk=pk)


def access_item(user: User, pk: int) -> Item:
    """Return a line of the list of a readable matter."""
    return _readable(user, get_object_or_404(Item, pk=pk))


def access_assignment(user: User, pk: int) -> Assignment:
    """Return an assignment of a readable matter to a unit that the person answers for."""
    answered = Assignment.objects.filter(rights_of(user).reach(Right.MATTER_ANSWER, "unit"))
    return _readable(user, get_object_or_404(answered.select_related("unit__region", "matter"), pk=pk))


def access_extension(user: User, pk: int) -> Extension:
    """Return a wish for more time of a readable matter."""
    return _readable(user, get_object_or_404(Extension, pk=pk))


def access_attachment(user: User, pk: int) -> Attachment:
    """Return a file of a readable matter."""
    return _readable(user, get_object_or_404(Attachment.objects.select_related("original"), pk=pk))


def _readable(user: User, part: P) -> P:
    """Return a part of a matter that the person may read; the one matter is asked for, not all that he sees."""
    if not matters_seen(user, rights_of(user)).filter(pk=part.matter_id).exists():
        raise Http404
    return part


def access_report(user: User, pk: int, kind: str) -> Version:
    """Return the current version of a report of this kind of filing, for whoever opens matters in its region."""
    version = access_version(user, pk)
    if version.filing.kind != kind or not rights_of(user).in_region(Right.MATTER_OPEN, version.filing.unit.region):
        raise Http404
    return version


def access_office_region(user: User, pk: int) -> Region:
    """Return a region whose office the person heads."""
    region = get_object_or_404(Region, pk=pk)
    if not rights_of(user).in_region(Right.MATTER_LEAD, region):
        raise Http404
    return region
