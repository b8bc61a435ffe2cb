"""Write an event in the transaction of the change it tells of, and recompute the chain."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.utils import timezone

from gouji.web.audit.models import Event, Head
from gouji.web.audit.place import region_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.web.people.models import User

START = "0" * 64
_SYSTEM = "系统"


@dataclass(frozen=True, slots=True)
class Broken:
    """The first event that does not follow from the one before it; ``expected`` and ``found`` are hashes or numbers."""

    number: int
    reason: str
    expected: str
    found: str


def record(actor: User | None, action: str, thing: models.Model, **detail: object) -> Event:
    """Add an event to the chain; must run in the transaction of the change. ``actor`` None is the desk itself.

    ``detail`` is what was changed, by field as ``[old, new]``, and ``reason`` where one was given; JSON values only.
    """
    connection = transaction.get_connection()
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("an audit event belongs into the transaction of its change")
    head = Head.objects.select_for_update().get_or_create(pk=1)[0]
    event = Event(
        number=head.number + 1,
        at=timezone.now(),
        actor=actor,
        actor_name=str(actor) if actor else _SYSTEM,
        action=action,
        object_type=thing._meta.label_lower,
        object_id=str(thing.pk),
        object_name=str(thing)[:200],
        region=region_of(thing) or (region_of(actor) if actor else ""),
        detail=json.loads(json.dumps(detail, ensure_ascii=False, default=str)),
        before=head.hash,
    )
    event.hash = digest(event)
    event.save(force_insert=True)
    Head.objects.filter(pk=1).update(number=event.number, hash=event.hash)
    return event


def digest(event: Event) -> str:
    """Return the SHA-256 over all that an event says and the hash before it."""
    said: Mapping[str, Any] = {
        "number": event.number,
        "at": event.at.astimezone(timezone.get_fixed_timezone(0)).isoformat(timespec="microseconds"),
        "actor": event.actor_id,
        "actor_name": event.actor_name,
        "action": event.action,
        "object": [event.object_type, event.object_id, event.object_name],
        "region": event.region,
        "detail": event.detail,
        "before": event.before,
    }
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def first_broken(events: Iterable[Event], after: Event | None = None) -> Broken | None:
    """Return where the chain is broken first, None where it holds. ``events`` are in order and follow ``after``."""
    number, before = (after.number, after.hash) if after else (0, START)
    for event in events:
        number += 1
        if event.number != number:
            return Broken(number, "missing", str(number), str(event.number))
        if event.before != before:
            return Broken(number, "unlinked", before, event.before)
        if digest(event) != event.hash:
            return Broken(number, "altered", digest(event), event.hash)
        before = event.hash
    return None
