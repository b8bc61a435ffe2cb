"""A ``<table>`` written out inside a text file: its cells as spans into the text, tags and all else left where they are."""

from __future__ import annotations

import re

from gouji.model.document import Cell, Table
from gouji.read.grid import place

_TAG = re.compile(r"<(/?)(table|tr|td|th)\b([^<>]*)>", re.IGNORECASE)
_SPAN = re.compile(r"\b(row|col)span\s*=\s*[\"']?\s*(\d{1,4})", re.IGNORECASE)
_OUTER = re.compile(r"(?:\s|&nbsp;|<(?!/?(?:table|tr|td|th)\b)[^<>]*>)+", re.IGNORECASE)
_LAST = re.compile(r"(?:\s|&nbsp;|<(?!/?(?:table|tr|td|th)\b)[^<>]*>)+$", re.IGNORECASE)

_Row = list[tuple[tuple[int, int], int, int]]


def markup_table(text: str, start: int, end: int) -> Table | None:
    """Return the table in ``text[start:end]``; None where it holds another table or no cell (then it stays lines)."""
    rows = _rows(text, start, end)
    if rows is None or not any(rows):
        return None
    height, width, placed = place(rows)
    cells = tuple(Cell(at.row, at.column, *_inner(text, *span), at.row_span, at.column_span) for span, at in placed)
    return Table(start, end, height, width, cells)


def _rows(text: str, start: int, end: int) -> list[_Row] | None:
    rows: list[_Row] = []
    opened: re.Match[str] | None = None
    for tag in _TAG.finditer(text, start, end):
        closing, name = bool(tag.group(1)), tag.group(2).lower()
        if name == "table" and not closing and tag.start() != start:
            return None
        if opened is not None:
            _close(rows, opened, tag.start())
            opened = None
        if closing:
            continue
        if name == "tr":
            rows.append([])
        elif name in {"td", "th"}:
            opened = tag
    return rows


def _close(rows: list[_Row], opened: re.Match[str], end: int) -> None:
    spans = {match.group(1).lower(): int(match.group(2)) for match in _SPAN.finditer(opened.group(3))}
    if not rows:
        rows.append([])
    rows[-1].append(((opened.end(), end), spans.get("row", 1), spans.get("col", 1)))


def _inner(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without outer blanks and inline tags."""
    first = _OUTER.match(text, start, end)
    if first:
        start = first.end()
    last = _LAST.search(text, start, end)
    return start, last.start() if last else end
