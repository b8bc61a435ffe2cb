"""Tables whose rows carry codes of the classification."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from gouji.codes import classification
from gouji.rules.CL.names import variants

if TYPE_CHECKING:
    from gouji.extract.extraction import Grid, Line

_FITTING = 2
_ROWS = 3


def coded_lines(grid: Grid) -> list[Line]:
    """Return the item lines of a table most of whose rows carry codes that fit their names; none of any other."""
    coded = [line for line in grid.lines if line.code and line.label and line.role == "item"]
    fitting = [line for line in coded if line.code in codes_of(line.label)]
    return coded if len(fitting) >= _ROWS and len(coded) <= _FITTING * len(fitting) else []


def span_of(grid: Grid, line: Line, role: str) -> tuple[int, int]:
    """Return the span of the printed cells of a line in the columns of this role ("code" or "label")."""
    columns = [column.index for column in grid.columns if column.role == role]
    found = [grid.table.at[line.row, column] for column in columns if (line.row, column) in grid.table.at]
    printed = [cell for cell in found if cell.end > cell.start]
    if not printed:
        return grid.table.start, grid.table.start
    return printed[0].start, printed[-1].end


@cache
def codes_of(name: str) -> frozenset[str]:
    """Return every code that an item of this name has or had, in any of the classifications."""
    found = {item.code for variant in variants(name) for item in classification.lookup_name(variant)}
    plain = set(variants(name))
    found |= {entry.code for entry in classification.seen() if entry.name in plain}
    return frozenset(found)
