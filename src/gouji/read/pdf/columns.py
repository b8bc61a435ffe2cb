"""Text set in columns, as in a newspaper: gutters that run down the page, and the order in which columns are read."""

from __future__ import annotations

from bisect import bisect_right
from statistics import median
from typing import TYPE_CHECKING

from gouji.read.pdf.lines import rows_of
from gouji.read.pdf.words import Word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.pdf.chars import PageChars

_ROWS = 25
_PARTED = 0.7
_STEP = 2.0
_EMPTY = 0.05
_GUTTER = 0.5
_PROSE = 0.6
_LONG = 8


def in_columns(chars: PageChars, words: Sequence[Word]) -> list[tuple[int, list[Word]]]:
    """Return the rows of these words in reading order, each with the number of its column, 0 over the whole width."""
    rows = rows_of(words)
    gutters = _gutters(chars, rows)
    if not gutters:
        return [(0, row) for row in rows]
    ordered: list[tuple[int, list[Word]]] = []
    band: list[Word] = []
    for row in rows:
        if _over_columns(chars, row, gutters):
            ordered.extend(_band(chars, band, gutters))
            band = []
            ordered.append((0, row))
        else:
            band.extend(row)
    ordered.extend(_band(chars, band, gutters))
    return ordered


def _gutters(chars: PageChars, rows: Sequence[Sequence[Word]]) -> list[tuple[float, float]]:
    """Return left and right edge of every gutter; none unless the text between them is prose."""
    parted = sum(len(row) > 1 for row in rows)
    if len(rows) < _ROWS or parted < _PARTED * len(rows):
        return []
    size = median(word.y1 - word.y0 for row in rows for word in row)
    gutters = _gaps(_coverage(chars, rows), size)
    return gutters if gutters and _is_prose(chars, rows, gutters) else []


def _coverage(chars: PageChars, rows: Sequence[Sequence[Word]]) -> list[int]:
    """Return how many characters cover each step of the page's width; the outer parts of wide boxes are left out."""
    counts = [0] * (int(chars.frame.reading_size[0] / _STEP) + 2)
    for row in rows:
        for word in row:
            for index in range(word.start, word.end):
                if chars.text[index] > " ":
                    middle = (chars.x0[index] + chars.x1[index]) / 2
                    half = (chars.x1[index] - chars.x0[index]) / 4
                    for at in range(int((middle - half) / _STEP), int((middle + half) / _STEP) + 1):
                        counts[min(max(at, 0), len(counts) - 1)] += 1
    return counts


def _gaps(counts: Sequence[int], size: float) -> list[tuple[float, float]]:
    covered = [at for at, count in enumerate(counts) if count]
    limit = _EMPTY * median(counts[covered[0] : covered[-1] + 1])
    gaps: list[tuple[float, float]] = []
    start = covered[0]
    for at in range(covered[0], covered[-1] + 1):
        if counts[at] > limit:
            if (at - start - 1) * _STEP >= _GUTTER * size and start > covered[0]:
                gaps.append(((start + 1) * _STEP, at * _STEP))
            start = at
    return gaps


def _is_prose(chars: PageChars, rows: Sequence[Sequence[Word]], gutters: Sequence[tuple[float, float]]) -> bool:
    """Return whether every column is filled with text over most of its width, which a table's columns are not."""
    pieces = _band(chars, [word for row in rows for word in row], gutters)
    for column in range(1, len(gutters) + 2):
        inside = [row for number, row in pieces if number == column]
        if len(inside) < _ROWS / 2 or median(sum(word.end - word.start for word in row) for row in inside) < _LONG:
            return False
        left = min(row[0].x0 for row in inside)
        right = max(word.x1 for row in inside for word in row)
        filled = [sum(word.x1 - word.x0 for word in row) / (right - left) for row in inside]
        if median(filled) < _PROSE:
            return False
    return True


def _over_columns(chars: PageChars, row: Sequence[Word], gutters: Sequence[tuple[float, float]]) -> bool:
    """Return whether a row is set over several columns: it crosses most gutters, or one and leaves most columns empty."""
    crossed = sum(any(_crosses(chars, word, gutter) for word in row) for gutter in gutters)
    if not crossed and not any(word.x0 < low and word.x1 > high for word in row for low, high in gutters):
        return False
    filled = {number for number, _ in _band(chars, row, gutters)}
    return 2 * crossed > len(gutters) or 2 * len(filled) <= len(gutters) + 1


def _crosses(chars: PageChars, word: Word, gutter: tuple[float, float]) -> bool:
    """Return whether a letter or digit stands in the gutter; the wide box of a full stop may reach into it."""
    if word.x1 < gutter[0] or word.x0 > gutter[1]:
        return False
    inside = (index for index in range(word.start, word.end) if chars.text[index].isalnum())
    return any(gutter[0] < (chars.x0[index] + chars.x1[index]) / 2 < gutter[1] for index in inside)


def _band(
    chars: PageChars, words: Sequence[Word], gutters: Sequence[tuple[float, float]]
) -> list[tuple[int, list[Word]]]:
    """Return the rows of a band, column after column from the left."""
    middles = [(left + right) / 2 for left, right in gutters]
    columns: list[list[Word]] = [[] for _ in range(len(gutters) + 1)]
    for word in words:
        for part in _cut(chars, word, middles):
            columns[bisect_right(middles, (part.x0 + part.x1) / 2)].append(part)
    return [(number, row) for number, column in enumerate(columns, 1) for row in rows_of(column)]


def _cut(chars: PageChars, word: Word, middles: Sequence[float]) -> list[Word]:
    if bisect_right(middles, word.x0) == bisect_right(middles, word.x1):
        return [word]
    parts: list[Word] = []
    places: list[int] = []
    for index in range(word.start, word.end):
        place = bisect_right(middles, (chars.x0[index] + chars.x1[index]) / 2)
        if places and places[-1] == place:
            parts[-1] = parts[-1]._replace(end=index + 1, x1=max(parts[-1].x1, chars.x1[index]))
        else:
            parts.append(Word(index, index + 1, chars.x0[index], word.y0, chars.x1[index], word.y1))
            places.append(place)
    return parts
