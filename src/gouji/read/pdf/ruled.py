"""Tables by their grids, whether drawn or inferred: the words of a page put into the cells of its grids."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING

from gouji.read.pdf.lines import rows_of
from gouji.read.pdf.stacked import with_all_rows
from gouji.read.pdf.tables import Printed, RawCell, RawTable, joined
from gouji.read.pdf.words import Word, spell

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.read.pdf.chars import PageChars
    from gouji.read.pdf.grid import Area, Grid

# Two amounts of two decimals that touch are two amounts.
_TOKEN = re.compile(r"[-－—]?(?:\d[\d,]*\.\d\d(?=\d[\d,]*\.\d\d(?!\d))|\d[\d.,，．%％]*)|[-－—]+|[^\d\-－—]+")
_LAP = 2.0
_AT_EDGE = 0.3
_LEAST = 2


def take_tables(
    page: int, chars: PageChars, words: Sequence[Word], grids: Sequence[Grid], *, ruled: bool = True
) -> tuple[list[RawTable], list[Word]]:
    """Return the tables of the grids and the words that stand in none of them."""
    rest = list(words)
    tables: list[RawTable] = []
    for grid in grids:
        inside, rest = _parted(grid, rest)
        if inside:
            full = with_all_rows(chars, inside, grid) if ruled else grid
            tables.append(_table(page, chars, inside, full, ruled=ruled))
    return tables, rest


def _parted(grid: Grid, words: Iterable[Word]) -> tuple[list[Word], list[Word]]:
    inside: list[Word] = []
    outside: list[Word] = []
    left, right, top, bottom = grid.xs[0], grid.xs[-1], grid.ys[0], grid.ys[-1]
    for word in words:
        x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
        (inside if left <= x <= right and top <= y <= bottom else outside).append(word)
    return inside, outside


def _table(page: int, chars: PageChars, words: list[Word], grid: Grid, *, ruled: bool) -> RawTable:
    held: dict[int, list[Word]] = {}
    for word in words:
        for owner, part in _cut(chars, word, grid):
            held.setdefault(owner, []).append(part)
    cells = [
        RawCell(
            area.row, area.column, area.row_span, area.column_span, _content(page, chars, held.get(index), grid, area)
        )
        for index, area in enumerate(grid.areas)
    ]
    box = (grid.xs[0], grid.ys[0], grid.xs[-1], grid.ys[-1])
    rows_count, columns = len(grid.ys) - 1, len(grid.xs) - 1
    return RawTable(page, page, rows_count, columns, tuple(cells), box, box[3], grid.xs, ruled=ruled)


def _content(page: int, chars: PageChars, words: list[Word] | None, grid: Grid, area: Area) -> tuple[Printed, ...]:
    if not words:
        return ()
    if len(words) == 1:
        return tuple([Printed(page, stretch) for stretch in spell(chars, words)])
    rows = [spell(chars, row) for row in rows_of(words)]
    return joined(page, rows, grid.xs[area.column], grid.xs[area.column + area.column_span])


def _owner(grid: Grid, x: float, y: float) -> int:
    """Return the number of the area at a point, the nearest of the outermost for a point off the grid."""
    columns, rows = len(grid.xs) - 1, len(grid.ys) - 1
    column = bisect_right(grid.xs, x, 1, columns) - 1
    row = bisect_right(grid.ys, y, 1, rows) - 1
    return grid.owner[row][column]


def _owner_of(grid: Grid, word: Word) -> int:
    return _owner(grid, (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2)


def _cut(chars: PageChars, word: Word, grid: Grid) -> list[tuple[int, Word]]:
    """Cut a word that runs over a column edge; return the pieces with the areas that they stand in.

    A numeral stays whole and goes where its middle is, and so does a name beside it. Two names that touch are parted
    only exactly at an edge: a name wider than its cell is not cut.
    """
    xs, columns = grid.xs, len(grid.xs) - 1
    row = grid.owner[bisect_right(grid.ys, (word.y0 + word.y1) / 2, 1, len(grid.ys) - 1) - 1]
    first = row[bisect_right(xs, word.x0 + _LAP / 2, 1, columns) - 1]
    if first == row[bisect_right(xs, word.x1 - _LAP / 2, 1, columns) - 1]:
        return [(first, word)]
    parts: list[Word] = []
    for token in _TOKEN.finditer(chars.text, word.start, word.end):
        piece = _part(chars, word, token.start(), token.end())
        for part in [piece] if any(map(str.isdigit, token[0])) else _names(chars, piece, grid):
            if parts and _owner_of(grid, parts[-1]) == _owner_of(grid, part):
                parts[-1] = parts[-1]._replace(end=part.end, x1=part.x1)
            else:
                parts.append(part)
    return [(_owner_of(grid, part), part) for part in parts]


def _part(chars: PageChars, word: Word, start: int, end: int) -> Word:
    return Word(start, end, chars.x0[start], word.y0, chars.x1[end - 1], word.y1)


def _names(chars: PageChars, word: Word, grid: Grid) -> list[Word]:
    """Part the text of two cells that touch at the edge between them."""
    near = _AT_EDGE * (word.y1 - word.y0)
    for edge in grid.xs[bisect_right(grid.xs, word.x0 + _LAP) : bisect_right(grid.xs, word.x1 - _LAP)]:
        for index in range(word.start + _LEAST, word.end - _LEAST + 1):
            if abs(chars.x0[index] - edge) <= near and chars.x1[index - 1] <= edge + near:
                left, right = _part(chars, word, word.start, index), _part(chars, word, index, word.end)
                if _fits(grid, left) and _fits(grid, right):
                    return [left, *_names(chars, right, grid)]
    return [word]


def _fits(grid: Grid, word: Word) -> bool:
    """Return whether the text stands within the cell of its middle."""
    area = grid.areas[_owner_of(grid, word)]
    left, right = grid.xs[area.column], grid.xs[area.column + area.column_span]
    return left - _LAP <= word.x0 and word.x1 <= right + _LAP
