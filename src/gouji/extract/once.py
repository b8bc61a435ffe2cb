"""Work that several rules ask for is done once for a document and kept with it."""

from __future__ import annotations

from functools import wraps
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.extract.extraction import Extraction

Made = TypeVar("Made")


def once(work: Callable[[Extraction], Made]) -> Callable[[Extraction], Made]:
    """Return a function of an Extraction that keeps what it made in ``Extraction.kept``; what it returns must not be changed."""

    @wraps(work)
    def known(extraction: Extraction) -> Made:
        kept = extraction.kept
        if work not in kept:
            kept[work] = work(extraction)
        return cast("Made", kept[work])

    return known
