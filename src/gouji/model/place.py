"""Where a thing stands in a document (位置)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple


class Box(NamedTuple):
    """A rectangle on a page: points from the page's top left; pages count from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Place:
    """A span of the document's text with everything that helps a person to find it.

    ``start`` and ``end`` are Unicode code points into ``Document.text``. ``row`` and ``column`` are logical indices from
    0, headers included. ``section`` is the path of headings from the outermost to the nearest. ``recognized`` says that the
    page's text was seen in a picture.
    """

    document: str
    start: int
    end: int
    text: str
    part: int | None = None
    section: tuple[str, ...] = ()
    page: int | None = None
    boxes: tuple[Box, ...] = ()
    table: int | None = None
    row: int | None = None
    column: int | None = None
    recognized: bool = False
