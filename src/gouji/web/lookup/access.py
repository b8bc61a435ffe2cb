"""The doors to what this app shows: the object, or as if there were none."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from gouji.web.lookup.models import Text
from gouji.web.lookup.search import readable
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from gouji.web.people.models import User
    from gouji.web.units.models import Unit


def access_text(user: User, kind: str, key: str) -> Text:
    """Return a text that this person may read; raises Http404."""
    found = Text.objects.filter(readable(user, rights_of(user)), kind=kind, key=key).select_related(
        "unit", "filing", "finding", "matter__region"
    )
    text = found.first()
    if text is None:
        raise Http404
    return text


def access_unit(user: User, unit_id: int) -> Unit:
    """Return a unit whose ledger this person may read; raises Http404."""
    unit = rights_of(user).units(Right.LEDGER_READ).filter(pk=unit_id).first()
    if unit is None:
        raise Http404
    return unit
