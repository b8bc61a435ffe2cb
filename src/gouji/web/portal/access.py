"""The doors: a document for the public, a filing for whoever may release it; else as if there were none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from gouji.web.filings.models import Filing
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right
from gouji.web.portal.queries import public_versions
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from gouji.web.filings.models import Version
    from gouji.web.people.models import User


def access_document(filing_id: int) -> Version:
    """Return the public version of a filing; raises Http404 where there is none."""
    found = public_versions().select_related("filing__unit__region", "original").filter(filing=filing_id).first()
    if found is None:
        raise Http404
    return found


def access_public_unit(unit_id: int) -> Unit:
    """Return a unit that released something; raises Http404."""
    released = public_versions().filter(filing__unit=unit_id)
    unit = Unit.objects.select_related("region", "parent").filter(pk=unit_id).first() if released.exists() else None
    if unit is None:
        raise Http404
    return unit


def access_release(by: User, filing_id: int) -> Filing:
    """Return a filing that this person may release or take back; raises Http404."""
    allowed = Filing.objects.filter(rights_of(by).reach(Right.RELEASE, "unit"))
    filing = allowed.select_related("unit__region").filter(pk=filing_id).first()
    if filing is None:
        raise Http404
    return filing
