"""What a table is until the whole document is known: cells with their stretches, and the edges of its columns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.pdf.frame import Rect
    from gouji.read.pdf.words import Stretch

_ENOUGH = 2.2
_PADDING = 12.0


class Printed(NamedTuple):
    """A stretch on its page (counted from 0)."""

    page: int
    stretch: Stretch


class RawCell(NamedTuple):
    """One cell; positions are logical within its table."""

    row: int
    column: int
    row_span: int
    column_span: int
    content: tuple[Printed, ...]

    @property
    def text(self) -> str:
        """The text of the cell."""
        return "".join(item.stretch.text for item in self.content)


@dataclass(frozen=True, slots=True)
class RawTable:
    """A table of one page, or of several once joined. ``box`` is its place on its first page, ``edges`` its columns."""

    page: int
    last_page: int
    rows: int
    columns: int
    cells: tuple[RawCell, ...]
    box: Rect
    bottom: float
    edges: tuple[float, ...]
    ruled: bool


def joined(page: int, rows: Sequence[list[Stretch]], left: float, right: float) -> tuple[Printed, ...]:
    """Join the lines of one cell: a name or numeral that filled the cell goes on, two figures stay apart."""
    content: list[Printed] = []
    for row in rows:
        if not row:
            continue
        if content:
            before = content[-1].stretch
            if _apart(before, row[0], right - left, content[-1].stretch.x1 - _line_start(content)):
                gap = before._replace(text=" ", x0=before.x1)
                content.append(Printed(page, gap))
        content.extend(Printed(page, stretch) for stretch in row)
    return tuple(content)


def _line_start(content: list[Printed]) -> float:
    last = content[-1].stretch
    start = last.x0
    for item in reversed(content):
        if abs(item.stretch.y0 - last.y0) > last.y1 - last.y0:
            break
        start = item.stretch.x0
    return start


def _apart(before: Stretch, after: Stretch, room: float, used: float) -> bool:
    """Return whether a blank belongs between two lines of a cell that end and begin with narrow characters."""
    left, right = before.text[-1], after.text[0]
    if not (left.isascii() and right.isascii()):
        return False
    if left.isalpha() and right.isalpha():
        return True
    if not (left.isdigit() and (right.isdigit() or right in "-.")):
        return False
    digit = (before.x1 - before.x0) / max(len(before.text), 1)
    return room - used > _ENOUGH * digit + _PADDING
