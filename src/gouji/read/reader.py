"""The Protocol that every reader fulfils, and the limits it must keep."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.model.document import Document
    from gouji.read.ocr.seen import Cache


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
class Ocr:
    """Recognition of picture pages; ``always`` of every page. ``cache`` keeps what was seen, a value that can be sent.

    ``second`` is the path of tesseract, which then reads each figure again.
    """

    always: bool = False
    cache: Cache | None = None
    second: str | None = None


@dataclass(frozen=True, slots=True)
class Aids:
    """What reading may use beside Gouji; nothing unless named.

    ``office`` is the path of LibreOffice, ``ocr`` how pictures are recognized; ``page_read`` hears the path of a file and
    how many of how many of its pages have been recognized.
    """

    office: str | None = None
    ocr: Ocr | None = None
    page_read: Callable[[str, int, int], None] | None = field(default=None, compare=False)


class Reader(Protocol):
    """Reads the bytes of one file of one format."""

    format: str

    def accepts(self, data: bytes, path: str) -> bool:
        """Whether these bytes are of this format; the name may lie, so content decides."""

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; never raises on bad input."""
