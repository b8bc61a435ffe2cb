"""Writing texts into the search index: what is written again replaces what stood under its key."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING, Any

from django.db import transaction

from gouji.web.lookup import grams_store
from gouji.web.lookup.models import Text

if TYPE_CHECKING:
    from collections.abc import Iterable

_TITLE = 300
_BATCH = 200


@dataclass(frozen=True, slots=True)
class Piece:
    """One text to be found. ``key`` is unique among its ``kind``; ``url`` is where it stands on the desk, without a host."""

    kind: str
    key: str
    unit_id: int | None
    title: str
    body: str
    url: str = ""
    year: int | None = None
    filing_kind: str = ""
    rule: str = ""
    state: str = ""
    filing_id: int | None = None
    version_id: int | None = None
    finding_id: int | None = None
    matter_id: int | None = None
    place: dict[str, Any] = field(default_factory=dict)


@transaction.atomic
def put(pieces: Iterable[Piece]) -> int:
    """Write texts and their words; return how many. Few queries, however many texts."""
    count = 0
    rest = iter(pieces)
    while batch := list(islice(rest, _BATCH)):
        for kind in {piece.kind for piece in batch}:
            Text.objects.filter(kind=kind, key__in=[piece.key for piece in batch if piece.kind == kind]).delete()
        made = [Text(**{name: getattr(piece, name) for name in Piece.__slots__}) for piece in batch]
        for text in made:
            text.title = text.title[:_TITLE]
        grams_store.write((text.pk, text.title, text.body) for text in Text.objects.bulk_create(made))
        count += len(batch)
    return count
