"""Grids cut into rectangles, as merged cells cut a table; for property tests."""

from __future__ import annotations

from hypothesis import strategies as st

Areas = list[tuple[int, int, int, int]]


@st.composite
def partitions(draw: st.DrawFn) -> tuple[int, int, Areas]:
    """Return rows, columns and areas (row, column, height, width) that cover the grid, in reading order."""
    rows, columns = draw(st.integers(1, 5)), draw(st.integers(1, 5))
    free = {(row, column) for row in range(rows) for column in range(columns)}
    areas: Areas = []
    for row in range(rows):
        for column in range(columns):
            if (row, column) not in free:
                continue
            width = 1
            while (row, column + width) in free and draw(st.booleans()):
                width += 1
            height = 1
            while all((row + height, column + x) in free for x in range(width)) and draw(st.booleans()):
                height += 1
            free -= {(row + y, column + x) for y in range(height) for x in range(width)}
            areas.append((row, column, height, width))
    return rows, columns, areas
