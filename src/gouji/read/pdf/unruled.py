"""Tables without ruling lines: figures that stand in columns, found by the gaps that run through several rows."""

from __future__ import annotations

import re
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING, NamedTuple

from gouji.read.pdf.grid import Area, Grid
from gouji.read.pdf.lines import rows_of
from gouji.read.pdf.stacked import FIGURE, of_areas

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.read.pdf.chars import PageChars
    from gouji.read.pdf.words import Word

_PHRASE_GAP = 0.9
_COLUMN_GAP = 0.3
_ROWS = 3
_BREAK = 2.6
_NEAR = 0.75
_HEADER_ROWS = 3
_AMOUNT = re.compile(r"[.．,，]\d")
_CAPTION = re.compile(r"[：:]")


class Phrase(NamedTuple):
    """Neighbouring words of one row."""

    text: str
    x0: float
    x1: float

    @property
    def figure(self) -> bool:
        """Whether it is one figure and nothing else."""
        return FIGURE.fullmatch(self.text) is not None


class Row(NamedTuple):
    """One row of words with its phrases."""

    middle: float
    height: float
    words: tuple[Word, ...]
    phrases: tuple[Phrase, ...]

    @property
    def tabular(self) -> bool:
        """Whether it has figures beside other phrases."""
        return len(self.phrases) > 1 and any(phrase.figure for phrase in self.phrases)


def unruled_grids(chars: PageChars, words: Sequence[Word]) -> list[Grid]:
    """Return a grid for every block of at least three rows whose figures stand in columns."""
    rows = [_row(chars, row) for row in rows_of(words)]
    grids: list[Grid] = []
    for first, last in _blocks(rows):
        grid = _grid(rows, first, last)
        if grid is not None:
            grids.append(grid)
    return grids


def _row(chars: PageChars, words: Sequence[Word]) -> Row:
    height = median(word.y1 - word.y0 for word in words)
    phrases: list[Phrase] = []
    for word in words:
        text = "".join(chars.text[word.start : word.end].split())
        if phrases and word.x0 - phrases[-1].x1 < _PHRASE_GAP * height:
            phrases[-1] = Phrase(phrases[-1].text + text, phrases[-1].x0, max(phrases[-1].x1, word.x1))
        else:
            phrases.append(Phrase(text, word.x0, word.x1))
    middle = sum(word.y0 + word.y1 for word in words) / (2 * len(words))
    return Row(middle, height, tuple(words), tuple(phrases))


def _blocks(rows: Sequence[Row]) -> Iterable[tuple[int, int]]:
    """Yield first and last row of each block; between its rows of figures stand at most two rows of names."""
    found = [index for index, row in enumerate(rows) if row.tabular]
    start = 0
    for at in range(1, len(found) + 1):
        if at == len(found) or not _together(rows, found[at - 1], found[at]):
            if at - start >= _ROWS:
                yield found[start], found[at - 1]
            start = at


def _together(rows: Sequence[Row], above: int, below: int) -> bool:
    between = rows[above : below + 1]
    if below - above > _ROWS or any(len(row.phrases) > 1 for row in between[1:-1]):
        return False
    return all(
        after.middle - before.middle < _BREAK * max(before.height, after.height) for before, after in pairwise(between)
    )


def _grid(rows: Sequence[Row], first: int, last: int) -> Grid | None:
    block = rows[first : last + 1]
    spans = _columns([row for row in block if row.tabular])
    if not _is_table(block, spans):
        return None
    header = _header(rows, first)
    whole = rows[first - header : last + 1]
    left, right = min(row.words[0].x0 for row in whole), max(word.x1 for row in whole for word in row.words)
    xs = (left - 1, *((a[1] + b[0]) / 2 for a, b in pairwise(spans)), right + 1)
    heads = list(rows[first - header : first])
    middles = [row.middle for row in heads] + _own_rows(block)
    edges = [(above + below) / 2 for above, below in pairwise(middles)]
    ys = (whole[0].middle - whole[0].height, *edges, whole[-1].middle + whole[-1].height)
    areas = [area for number in range(len(middles)) for area in _areas(number, heads, xs)]
    return of_areas(xs, ys, areas)


def _columns(rows: Sequence[Row]) -> list[tuple[float, float]]:
    """Return the stretches of the page's width that the phrases of these rows cover."""
    spans: list[tuple[float, float]] = []
    gap = _COLUMN_GAP * median(row.height for row in rows)
    for x0, x1 in sorted((phrase.x0, phrase.x1) for row in rows for phrase in row.phrases):
        if spans and x0 < spans[-1][1] + gap:
            spans[-1] = (spans[-1][0], max(spans[-1][1], x1))
        else:
            spans.append((x0, x1))
    return spans


def _is_table(rows: Sequence[Row], spans: Sequence[tuple[float, float]]) -> bool:
    """Return whether figures stand under one another: in two columns, or in one as amounts beside names."""
    figured = amounts = 0
    for low, high in spans:
        inside = [phrase for row in rows for phrase in row.phrases if low <= phrase.x0 and phrase.x1 <= high]
        figures = [phrase for phrase in inside if phrase.figure]
        if len(figures) >= max(2, 0.5 * len(inside)):
            figured += 1
            amounts += any(_AMOUNT.search(phrase.text) for phrase in figures)
    return len(spans) > 1 and amounts > 0 and (figured > 1 or len(spans) <= 3)  # noqa: PLR2004  code, name, amount


def _header(rows: Sequence[Row], first: int) -> int:
    """Return how many rows above the figures are the header: several phrases each, no caption."""
    count = 0
    while count < _HEADER_ROWS and first - count > 0:
        row, below = rows[first - count - 1], rows[first - count]
        far = below.middle - row.middle > _BREAK * max(row.height, below.height)
        if far or len(row.phrases) < 2 or any(_CAPTION.search(phrase.text) for phrase in row.phrases):  # noqa: PLR2004
            break
        count += 1
    return count


def _own_rows(block: Sequence[Row]) -> list[float]:
    """Return the heights of the rows; a row of names close to a row of figures is the rest of its name."""
    anchors = [row.middle for row in block if row.tabular]
    pitch = median(below - above for above, below in pairwise(anchors))
    return [
        row.middle
        for row in block
        if row.tabular or min(abs(row.middle - anchor) for anchor in anchors) > _NEAR * pitch
    ]


def _areas(number: int, heads: Sequence[Row], xs: tuple[float, ...]) -> list[Area]:
    """Return the cells of a row; a phrase of the header that stands over several columns spans them."""
    columns = len(xs) - 1
    wide: dict[int, int] = {}
    for phrase in heads[number].phrases if number < len(heads) else ():
        over = [at for at in range(columns) if min(phrase.x1, xs[at + 1]) - max(phrase.x0, xs[at]) > 0]
        if len(over) > 1:
            wide[over[0]] = len(over)
    areas: list[Area] = []
    column = 0
    while column < columns:
        span = min(wide.get(column, 1), columns - column)
        areas.append(Area(number, column, 1, span))
        column += span
    return areas
