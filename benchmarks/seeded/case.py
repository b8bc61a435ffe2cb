"""One case: what was planted, what it is checked together with, and whether anything printed contradicts it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from benchmarks.seeded.plant import Planted

    from gouji.model.document import Document


@dataclass(frozen=True, slots=True)
class Case:
    """A planted error, and whether it breaks a relation that the writer stated or the form implies (None: who knows?).

    ``beside`` are the department's right documents that are checked together with it, where the error is between documents.
    """

    planted: Planted
    detectable: bool | None = None
    beside: tuple[Document, ...] = ()
