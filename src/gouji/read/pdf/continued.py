"""Tables over several pages: joined where the next page goes on with the same columns."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.read.pdf.lines import Line
from gouji.read.pdf.tables import RawTable

if TYPE_CHECKING:
    from collections.abc import Sequence

_TOLERANCE = 4.0
_LOOSE = 24.0
_CAPTIONS = 8
_HEADER = 8
_VARIES = re.compile(r"[\d\s（）()续表]+")

Item = Line | RawTable


def joined_tables(pages: Sequence[Sequence[Item]]) -> list[Item]:
    """Return all items of all pages in order, continued tables as one."""
    flow: list[Item] = []
    for items in pages:
        for index, item in enumerate(items):
            if isinstance(item, RawTable) and all(isinstance(before, Line) for before in items[:index]):
                _append_first(flow, items[:index], item)
            else:
                flow.append(item)
    return flow


def _append_first(flow: list[Item], above: Sequence[Item], table: RawTable) -> None:
    """Append the first table of a page whose captions are already in the flow, joined where it continues."""
    at = len(flow) - len(above)
    last = flow[at - 1] if at > 0 else None
    if isinstance(last, RawTable) and last.last_page == table.page - 1 and _repeated(flow[:at], above):
        edges = _columns(last, table)
        if edges is not None:
            del flow[at:]
            flow[at - 1] = _join(_onto(last, edges), _onto(table, edges))
            return
    flow.append(table)


def _columns(before: RawTable, after: RawTable) -> tuple[float, ...] | None:
    """Return the common edges where both have the same columns, or one merges some columns of the other."""
    if before.ruled != after.ruled:
        return None
    if not before.ruled:
        near = len(before.edges) == len(after.edges) and all(
            abs(a - b) <= _LOOSE for a, b in zip(before.edges, after.edges, strict=True)
        )
        return before.edges if near else None
    shift = before.edges[0] - after.edges[0]
    moved = tuple(edge + shift for edge in after.edges)
    if abs(moved[-1] - before.edges[-1]) > _TOLERANCE:
        return None
    coarse, fine = sorted((before.edges, moved), key=len)
    return fine if all(min(abs(edge - other) for other in fine) <= _TOLERANCE for edge in coarse) else None


def _onto(table: RawTable, edges: tuple[float, ...]) -> RawTable:
    """Return the table with its columns counted by these edges."""
    if len(edges) == len(table.edges):
        return table
    shift = edges[0] - table.edges[0]
    place = [_nearest(edges, edge + shift) for edge in table.edges]
    cells = tuple(
        cell._replace(
            column=place[cell.column],
            column_span=place[cell.column + cell.column_span] - place[cell.column],
        )
        for cell in table.cells
    )
    return replace(table, cells=cells, edges=edges, columns=len(edges) - 1)


def _nearest(edges: tuple[float, ...], x: float) -> int:
    return min(range(len(edges)), key=lambda at: abs(edges[at] - x))


def _repeated(flow: Sequence[Item], above: Sequence[Item]) -> bool:
    """Return whether every line above the continued table already stood above its beginning."""
    captions: set[str] = set()
    for item in reversed(flow[:-1][-_CAPTIONS:]):
        if isinstance(item, RawTable):
            break
        captions.add(_VARIES.sub("", item.text))
    return all(isinstance(item, Line) and _VARIES.sub("", item.text) in captions for item in above)


def _join(before: RawTable, after: RawTable) -> RawTable:
    skip = _repeated_rows(before, after)
    moved = tuple(cell._replace(row=cell.row - skip + before.rows) for cell in after.cells if cell.row >= skip)
    return replace(
        before,
        rows=before.rows + after.rows - skip,
        cells=before.cells + moved,
        last_page=after.last_page,
        bottom=after.bottom,
    )


def _repeated_rows(before: RawTable, after: RawTable) -> int:
    """Return how many rows at the top of the continuation repeat the header, merged cells kept whole."""
    skip = 0
    first, second = _row_texts(before), _row_texts(after)
    for row in range(min(before.rows, after.rows - 1, _HEADER)):
        if first.get(row) != second.get(row) or not any(second.get(row, ())):
            break
        skip = row + 1
    while skip and any(cell.row < skip < cell.row + cell.row_span for cell in after.cells):
        skip -= 1
    return skip


def _row_texts(table: RawTable) -> dict[int, list[str]]:
    rows: dict[int, list[str]] = {}
    for cell in table.cells:
        if cell.row < _HEADER:
            rows.setdefault(cell.row, []).append(cell.text)
    return rows
