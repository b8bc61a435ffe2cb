"""What was worked out once holds as long as nothing on the desk has changed: the hash that the chain of events ends with says so.

Only for what is made of things whose every change is an event (matters, filings, findings), not of what is derived in the background.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING, Any, TypeVar

from django.core.cache import caches
from django.core.exceptions import EmptyResultSet
from django.core.paginator import Paginator
from django.utils.functional import cached_property

from gouji.web.audit.models import Head

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import QuerySet

T = TypeVar("T")


def while_unchanged(asked: str, make: Callable[[], T]) -> T:
    """Return what ``make`` makes of what is asked; it is not made again until something has changed."""
    last = Head.objects.filter(pk=1).values_list("hash", flat=True).first() or ""
    kept, key = caches["pages"], f"unchanged/{hashlib.sha256(asked.encode()).hexdigest()}/{last}"
    found: tuple[T] | None = kept.get(key)
    if found is None:
        found = (make(),)
        kept.set(key, found)
    return found[0]


class CountedOnce(Paginator[Any]):
    """Pages of a query whose rows are counted again only once something has changed."""

    @cached_property
    def count(self) -> int:
        """How many rows there are."""
        rows: QuerySet[Any] = self.object_list  # type: ignore[assignment]  # never a list
        try:
            asked = str(rows.query.sql_with_params())
        except EmptyResultSet:
            return 0
        return while_unchanged(f"count {asked}", rows.count)
