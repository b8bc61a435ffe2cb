"""Rows without a line between them: one tall cell of a column holds many figures, each in a row of its own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import defaultdict
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from gouji.read.pdf.grid import Area, Grid
from gouji.read.pdf.lines import rows_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.pdf.chars import PageChars
    from gouji.read.pdf.words import Word

FIGURE = re.compile(r"[-－—△(（]?(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?[%％)）]?|[-－—]+")
_NEAR = 0.75
_FULL = 0.85
_NAMED = 0.6
_NAME = re.compile(r"[^\d\s.,%％\-—]")


def with_all_rows(chars: PageChars, words: Sequence[Word], grid: Grid) -> Grid:
    """Return the grid with an edge between the rows that share one tall row of cells."""
    held: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        row = bisect_right(grid.ys, (word.y0 + word.y1) / 2) - 1
        held[min(max(row, 0), len(grid.ys) - 2)].append(word)
    cuts: dict[int, list[float]] = {}
    for row, inside in held.items():
        if len(inside) > 3 and not _crossed(grid, row) and _stacked(chars, inside, grid, row):  # noqa: PLR2004  two by two
            edges = _edges_between(chars, inside)
            if edges:
                cuts[row] = edges
    return _with_cuts(grid, cuts) if cuts else grid


def _crossed(grid: Grid, row: int) -> bool:
    return any(grid.areas[number].row_span > 1 for number in grid.owner[row])


def _stacked(chars: PageChars, words: Sequence[Word], grid: Grid, row: int) -> bool:
    """Return whether two columns hold several whole figures one under another, none filling its cell."""
    columns: dict[int, list[Word]] = defaultdict(list)
    for word in words:
        column = bisect_right(grid.xs, (word.x0 + word.x1) / 2) - 1
        columns[grid.owner[row][min(max(column, 0), len(grid.xs) - 2)]].append(word)
    return sum(_whole_figures(chars, inside, grid.areas[number], grid) for number, inside in columns.items()) > 1


def _whole_figures(chars: PageChars, words: Sequence[Word], area: Area, grid: Grid) -> bool:
    room = grid.xs[area.column + area.column_span] - grid.xs[area.column]
    figures = [word for word in words if FIGURE.fullmatch(chars.text, word.start, word.end)]
    if len(figures) < 2 or any(word.x1 - word.x0 > _FULL * room for word in figures):  # noqa: PLR2004  stacked
        return False
    if _one_broken_numeral([chars.text[word.start : word.end] for word in figures]):
        return False
    return all(below.y0 >= above.y1 - 1 for above, below in pairwise(sorted(figures, key=lambda word: word.y0)))


def _one_broken_numeral(lines: list[str]) -> bool:
    """Return whether two lines are the two ends of one numeral, broken after a digit of its decimals."""
    return len(lines) == 2 and "." in lines[0] and lines[1].isdigit() and len(lines[1]) <= 2  # noqa: PLR2004  two ends


def _edges_between(chars: PageChars, words: Sequence[Word]) -> list[float]:
    """Return the heights between the rows; a line without figures close to a row is the rest of that row's name."""
    rows = rows_of(words)
    middles = [sum(word.y0 + word.y1 for word in row) / (2 * len(row)) for row in rows]
    figured = [any(FIGURE.fullmatch(chars.text, word.start, word.end) for word in row) for row in rows]
    anchors = [middle for middle, is_row in zip(middles, figured, strict=True) if is_row]
    named = sum(is_row and _has_name(chars, row) for row, is_row in zip(rows, figured, strict=True))
    if len(anchors) < 2 or named < _NAMED * len(anchors):  # noqa: PLR2004  nothing to part
        return []
    pitch = median(below - above for above, below in pairwise(anchors))
    own = [
        middle
        for middle, is_row in zip(middles, figured, strict=True)
        if is_row or min(abs(middle - anchor) for anchor in anchors) > _NEAR * pitch
    ]
    return [(above + below) / 2 for above, below in pairwise(own)]


def _has_name(chars: PageChars, row: Sequence[Word]) -> bool:
    """Return whether words stand beside the figures: they do in rows of their own, not where numerals are broken."""
    return any(_NAME.search(chars.text, word.start, word.end) for word in row)


def _with_cuts(grid: Grid, cuts: dict[int, list[float]]) -> Grid:
    """Return the grid with its rows divided, cells that span rows stretched over the new ones."""
    place: list[int] = []
    ys: list[float] = []
    for row in range(len(grid.ys) - 1):
        place.append(len(ys))
        ys.extend([grid.ys[row], *cuts.get(row, ())])
    place.append(len(ys))
    ys.append(grid.ys[-1])
    areas: list[Area] = []
    for area in grid.areas:
        first, last = place[area.row], place[area.row + area.row_span]
        if area.row in cuts and area.row_span == 1:
            areas.extend(Area(row, area.column, 1, area.column_span) for row in range(first, last))
        else:
            areas.append(Area(first, area.column, last - first, area.column_span))
    return of_areas(grid.xs, tuple(ys), areas)


def of_areas(xs: tuple[float, ...], ys: tuple[float, ...], areas: Sequence[Area]) -> Grid:
    """Return the grid of these areas, which must cover it exactly."""
    ordered = sorted(areas, key=lambda area: (area.row, area.column))
    owner = [[0] * (len(xs) - 1) for _ in range(len(ys) - 1)]
    for number, area in enumerate(ordered):
        for row in range(area.row, area.row + area.row_span):
            owner[row][area.column : area.column + area.column_span] = [number] * area.column_span
    return Grid(xs, ys, tuple(ordered), tuple(tuple(row) for row in owner))
