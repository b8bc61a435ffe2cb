"""The door to an event."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404

from gouji.web.audit.queries import readable
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from gouji.web.audit.models import Event
    from gouji.web.people.rights import Rights


def access_events(rights: Rights) -> None:
    """Raise Http404 for whoever reads no events anywhere."""
    if not rights.anywhere(Right.AUDIT_READ):
        raise Http404


def access_event(rights: Rights, number: int) -> Event:
    """Return the event of this number; raises Http404 where there is none that the person may read."""
    event = readable(rights).filter(number=number).first()
    if event is None:
        raise Http404
    return event
