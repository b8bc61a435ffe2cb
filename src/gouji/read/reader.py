"""The Protocol that every reader fulfils, and the limits it must keep."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from gouji.model.document import Document


@dataclass(frozen=True, slots=True)
class Limits:
    """What one file may cost: bytes as given, bytes unpacked, archive depth and members, pages, table cells, seconds."""

    size: int = 200 * 2**20
    unpacked: int = 1024 * 2**20
    ratio: int = 200
    depth: int = 3
    members: int = 5000
    pages: int = 3000
    cells: int = 2_000_000
    seconds: int = 120
    memory: int = 4 * 2**30


@dataclass(frozen=True, slots=True)
class Aids:
    """Programs beside Gouji that reading may use; none unless named. ``office`` is the path of LibreOffice."""

    office: str | None = None


class Reader(Protocol):
    """Reads the bytes of one file of one format."""

    format: str

    def accepts(self, data: bytes, path: str) -> bool:
        """Whether these bytes are of this format; the name may lie, so content decides."""

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; never raises on bad input."""
