"""The money of goal tables (绩效目标表) by its source: 资金总额 over 其中：财政拨款 and 其他资金, one below the other or side by side.

Such a table has no one header, so that it stays out of the additive forms; these few words say by themselves what adds up.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.forms.evaluation import performance
from gouji.extract.tables.matrix import Matrix
from gouji.extract.units import bracketed_unit
from gouji.model.figure import Dimension

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Grid
    from gouji.model.document import Document, Table

_WHOLE = re.compile(r"^(?:实施期|年度|项目|预算)?(?:资金)?总额[:：]?(?:[(（].{1,6}[)）])?$")
_PART = re.compile(
    r"^(?:其中[:：]?)?(?P<name>(?:当年|本年)?财政(?:拨款|资金)|财政专户管理资金|单位资金|上年结转(?:资金)?|其他(?:资金)?)[:：]?(?:[(（].{1,6}[)）])?$"
)
_REST = re.compile(r"其他")
_SUM = re.compile(r"^(?:金额)?(?:合计|总计)$")
_MOST = 4

Cell = tuple[int, int]
"""Row and column."""


class Total(NamedTuple):
    """A cell and the cells that make it up; ``complete`` where the list ends with 其他资金, so that nothing is left out."""

    whole: Cell
    parts: tuple[Cell, ...]
    complete: bool


def totals(document: Document, table: Table) -> Iterator[Total]:
    """Yield what a goal table says of its money."""
    matrix = Matrix(document, table)
    for row in range(matrix.rows):
        for column in range(matrix.columns):
            if _WHOLE.match(matrix.own(row, column)):
                yield from _below(matrix, row, column)
                yield from _beside(matrix, row, column)


def money(document: Document, grids: Iterable[Grid]) -> dict[tuple[int, int, int], str]:
    """Return the cells (table, row, column) of goal tables that hold such money, with the name of its unit, "" for none."""
    found: dict[tuple[int, int, int], str] = {}
    for grid in performance(grids):
        unit = grid.unit_name or _unit(document, grid.table)
        for total in totals(document, grid.table):
            found.update(((grid.table.index, *cell), unit) for cell in (total.whole, *total.parts))
    return found


def _unit(document: Document, table: Table) -> str:
    """Return the unit of money that some head or label of the table names in brackets."""
    texts = (document.text[cell.start : cell.end] for cell in table.cells)
    units = (unit for text in texts if (unit := bracketed_unit("".join(text.split()))))
    return next((unit.name for unit in units if unit.dimension is Dimension.MONEY), "")


def _below(matrix: Matrix, row: int, column: int) -> Iterator[Total]:
    """Yield 资金总额 with the lines under it; labels in one column, amounts in the next that holds one."""
    at = next((other for other in range(column + 1, matrix.columns) if matrix.own(row, other)), None)
    below = range(row + 1, min(row + 1 + _MOST, matrix.rows))
    labels = [matrix.own(other, column) for other in below]
    named = next((number for number, label in enumerate(labels) if not _PART.match(label)), len(labels))
    if at is not None and named:
        yield Total((row, at), tuple((other, at) for other in below[:named]), _complete(labels[:named]))


def _beside(matrix: Matrix, row: int, column: int) -> Iterator[Total]:
    """Yield each line under a head 总额 with the heads beside it, and the foot of each of these columns."""
    names: list[str] = []
    columns = [column]
    for other in range(column + 1, matrix.columns):
        label = matrix.own(row, other)
        if _PART.match(label):
            names.append(label)
            columns.append(other)
        elif label:
            break
    lines: list[int] = []
    for line in range(row + 1, matrix.rows if names else 0):
        if not matrix.own(line, column):
            break
        yield Total((line, column), tuple((line, other) for other in columns[1:]), _complete(names))
        if any(_SUM.match(text) for text in matrix.texts(line)):
            yield from (Total((line, at), tuple((other, at) for other in lines), complete=True) for at in columns)
            break
        lines.append(line)


def _complete(names: list[str]) -> bool:
    return bool(_REST.search(names[-1]))
