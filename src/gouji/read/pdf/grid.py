"""Rulings to grids: which lines touch, the cells between them, and cells merged where the line between is missing."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from gouji.read.pdf.rulings import Rulings

SNAP = 2.0
_TOUCH = 3.0
_COVER = 0.7
_MANY = 400

Ruling = tuple[float, float, float]


class Area(NamedTuple):
    """A cell of a grid: its logical place and span."""

    row: int
    column: int
    row_span: int
    column_span: int


@dataclass(frozen=True, slots=True)
class Grid:
    """``xs`` and ``ys`` are the edges of columns and rows; ``areas`` cover every position exactly once."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    areas: tuple[Area, ...]
    owner: tuple[tuple[int, ...], ...]
    """``owner[row][column]`` is the index into ``areas``."""


def grids_of(rulings: Rulings) -> list[Grid]:
    """Return the grids with at least two columns, from top to bottom."""
    horizontal, vertical = _merged(rulings.horizontal), _merged(rulings.vertical)
    grids = [_grid(rows, columns) for rows, columns in _touching(horizontal, vertical)]
    return sorted((grid for grid in grids if grid is not None), key=lambda grid: grid.ys[0])


def _merged(rulings: list[Ruling]) -> list[Ruling]:
    """Join strokes that lie on one line and touch."""
    merged: list[Ruling] = []
    for group in _levels(rulings):
        level = sum(ruling[0] for ruling in group) / len(group)
        begin, end = group[0][1], group[0][2]
        for _, low, high in group[1:]:
            if low > end + _TOUCH:
                merged.append((level, begin, end))
                begin, end = low, high
            end = max(end, high)
        merged.append((level, begin, end))
    return merged


def _levels(rulings: list[Ruling]) -> list[list[Ruling]]:
    """Group strokes of nearly equal position, each group ordered along the line."""
    groups: list[list[Ruling]] = []
    for ruling in sorted(rulings):
        if groups and ruling[0] - groups[-1][0][0] <= SNAP:
            groups[-1].append(ruling)
        else:
            groups.append([ruling])
    for group in groups:
        group.sort(key=lambda ruling: ruling[1])
    return groups


def _touching(horizontal: list[Ruling], vertical: list[Ruling]) -> list[tuple[list[Ruling], list[Ruling]]]:
    """Return the connected sets of horizontal and vertical lines; the horizontal ones are given from top to bottom."""
    leader = list(range(len(horizontal) + len(vertical)))

    def find(index: int) -> int:
        while leader[index] != index:
            leader[index] = leader[leader[index]]
            index = leader[index]
        return index

    heights = [ruling[0] for ruling in horizontal]
    for at, (x, top, bottom) in enumerate(vertical, len(horizontal)):
        first, last = bisect_left(heights, top - _TOUCH), bisect_right(heights, bottom + _TOUCH)
        for index, (_, left, right) in enumerate(horizontal[first:last], first):
            if left - _TOUCH <= x <= right + _TOUCH:
                leader[find(index)] = find(at)
    sets: dict[int, tuple[list[Ruling], list[Ruling]]] = {}
    for index, ruling in enumerate(horizontal):
        sets.setdefault(find(index), ([], []))[0].append(ruling)
    for index, ruling in enumerate(vertical, len(horizontal)):
        sets.setdefault(find(index), ([], []))[1].append(ruling)
    return [pair for pair in sets.values() if pair[0] and pair[1]]


def _grid(horizontal: list[Ruling], vertical: list[Ruling]) -> Grid | None:
    xs = _edges([ruling[0] for ruling in vertical], [end for ruling in horizontal for end in ruling[1:]])
    ys = _edges([ruling[0] for ruling in horizontal], [end for ruling in vertical for end in ruling[1:]])
    if len(xs) < 3 or len(ys) < 2 or len(xs) > _MANY:  # noqa: PLR2004  two columns, one row
        return None
    walls_right = _walls(vertical, xs, ys)
    walls_below = _walls(horizontal, ys, xs)
    owner = _owners(len(ys) - 1, len(xs) - 1, walls_right, walls_below)
    return _numbered(xs, ys, owner)


def _edges(levels: list[float], ends: list[float]) -> tuple[float, ...]:
    """Return the distinct levels, closed by the outermost ends where the outer line is missing."""
    edges: list[float] = []
    for level in sorted(levels):
        if not edges or level - edges[-1] > SNAP:
            edges.append(level)
    if min(ends) < edges[0] - 2 * _TOUCH:
        edges.insert(0, min(ends))
    if max(ends) > edges[-1] + 2 * _TOUCH:
        edges.append(max(ends))
    return tuple(edges)


def _walls(rulings: list[Ruling], levels: tuple[float, ...], along: tuple[float, ...]) -> list[list[bool]]:
    """Return for each level and each interval along it whether a line is drawn there."""
    walls = [[False] * (len(along) - 1) for _ in levels]
    for level, low, high in rulings:
        at = max(bisect_right(levels, level + SNAP) - 1, 0)
        first, last = max(bisect_right(along, low) - 1, 0), min(bisect_left(along, high), len(along) - 1)
        if last - first > 2:  # noqa: PLR2004  all between the outermost intervals is covered
            walls[at][first + 1 : last - 1] = [True] * (last - first - 2)
        for index in {first, last - 1} if last > first else ():
            begin, end = along[index], along[index + 1]
            if min(high, end) - max(low, begin) >= _COVER * (end - begin):
                walls[at][index] = True
    return walls


def _owners(rows: int, columns: int, right: list[list[bool]], below: list[list[bool]]) -> list[list[int]]:
    """Return for every position the number of its merged area; neighbours without a wall between share one."""
    owner = [[-1] * columns for _ in range(rows)]
    number = 0
    for row in range(rows):
        for column in range(columns):
            if owner[row][column] >= 0:
                continue
            if right[column + 1][row] and below[row + 1][column]:
                owner[row][column] = number
                number += 1
                continue
            wide = _open_right(owner, row, column, right)
            high = _open_below(row, column, wide, right, below, owner)
            for inner in range(row, row + high):
                owner[inner][column : column + wide] = [number] * wide
            number += 1
    return owner


def _open_right(owner: list[list[int]], row: int, column: int, right: list[list[bool]]) -> int:
    wide, columns = 1, len(owner[0])
    while column + wide < columns and not right[column + wide][row] and owner[row][column + wide] < 0:
        wide += 1
    return wide


def _open_below(
    row: int, column: int, wide: int, right: list[list[bool]], below: list[list[bool]], owner: list[list[int]]
) -> int:
    """Return over how many rows the whole width stays open downwards and undivided."""
    high = 1
    while row + high < len(owner):
        under = row + high
        span = range(column, column + wide)
        if any(below[under][at] for at in span) or any(owner[under][at] >= 0 for at in span):
            break
        if any(right[at][under] for at in range(column + 1, column + wide)):
            break
        high += 1
    return high


def _numbered(xs: tuple[float, ...], ys: tuple[float, ...], owner: list[list[int]]) -> Grid:
    places: dict[int, list[tuple[int, int]]] = {}
    for row, numbers in enumerate(owner):
        for column, number in enumerate(numbers):
            places.setdefault(number, []).append((row, column))
    areas = [
        Area(spots[0][0], spots[0][1], spots[-1][0] - spots[0][0] + 1, spots[-1][1] - spots[0][1] + 1)
        for _, spots in sorted(places.items())
    ]
    return Grid(xs, ys, tuple(areas), tuple(tuple(numbers) for numbers in owner))
