"""Tables to Grids, and the unit of a cell."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.extraction import Column, Grid
from gouji.extract.tables.blocks import blocks
from gouji.extract.tables.caption import Caption, caption
from gouji.extract.tables.header import Header, read_header
from gouji.extract.tables.lines import read_lines
from gouji.extract.tables.matrix import Matrix
from gouji.extract.tables.words import PERFORMANCE, PERFORMANCE_TITLE, RATE_HEAD, SLIPPED, clean
from gouji.extract.units import bracketed_unit, caption_unit

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.extraction import Line
    from gouji.model.document import Document

_COUNTED = {"人数": "人", "编制数": "人", "数量": "个", "辆数": "辆", "批次": "批次", "人次": "人次", "个数": "个"}


def grids(document: Document) -> tuple[Grid, ...]:
    """Return the Grids of every table in reading order; a table of side-by-side blocks gives one for each block.

    A table without a caption of its own that follows a table of the same columns takes over title and unit.
    """
    found: list[Grid] = []
    before: list[Grid] = []
    for table in document.tables:
        if not table.rows or not table.columns:
            continue
        new = _continued(document, _grids_of(Matrix(document, table), before), before)
        found += new
        before = new or before
    return tuple(found)


def _grids_of(matrix: Matrix, before: list[Grid]) -> list[Grid]:
    over = caption(matrix)
    header = read_header(matrix, over.rows)
    if before and not over.title and before[0].table.columns == matrix.columns:
        over = Caption(before[0].title, over.start, over.end, over.unit or before[0].unit_name, over.rows)
    if before and header.start == header.end and before[0].table.columns == matrix.columns:
        header = _inherited(header, before)
    note = "performance" if _performance(matrix, header, over.title) else ""
    return [
        Grid(
            table=matrix.table,
            title=over.title,
            title_start=over.start,
            title_end=over.end,
            header_rows=header.end,
            columns=tuple(Column(column, header.paths[column], header.roles[column]) for column in range(first, last)),
            lines=read_lines(matrix, header, first, last),
            unit_name=over.unit or _header_unit(header),
            note=note,
            block=block,
            doubtful=_doubtful(matrix, header, first, last),
        )
        for block, (first, last) in enumerate(blocks(header))
    ]


def _continued(document: Document, new: list[Grid], before: list[Grid]) -> list[Grid]:
    """Mark the grids that go on with the rows of the table before: same title, same header, and no new beginning."""
    if len(new) != len(before) or not all(
        _goes_on(document, above, grid) for above, grid in zip(before, new, strict=True)
    ):
        return new
    return [replace(grid, continues=True) for grid in new]


def _goes_on(document: Document, above: Grid, grid: Grid) -> bool:
    if above.title != grid.title or above.unit_name != grid.unit_name or above.note:
        return False
    if [column.path for column in above.columns] != [column.path for column in grid.columns]:
        return False
    first, begun = _first(grid), _first(above)
    if first is None or begun is None:
        return first is None
    if not first.label and not first.code:
        return False
    same = (first.code, first.label) == (begun.code, begun.label)
    return not same or (first.role == "total" and _texts(document, grid, first) == _texts(document, above, begun))


def _first(grid: Grid) -> Line | None:
    return next((line for line in grid.lines if line.role != "note"), None)


def _texts(document: Document, grid: Grid, line: Line) -> list[str]:
    cells = [grid.table.at.get((line.row, column.index)) for column in grid.columns if column.role == "value"]
    return [clean(document.text[cell.start : cell.end]) if cell else "" for cell in cells]


def _inherited(header: Header, before: list[Grid]) -> Header:
    """Return the header of the table above for a continuation that prints none."""
    columns = {column.index: column for grid in before for column in grid.columns}
    if set(columns) != set(range(len(header.roles))):
        return header
    roles = tuple(columns[index].role for index in range(len(header.roles)))
    paths = tuple(columns[index].path for index in range(len(header.roles)))
    return Header(header.start, header.end, header.numbering, roles, paths)


def _performance(matrix: Matrix, header: Header, title: str) -> bool:
    """Whether the table states performance goals, whose figures do not add up."""
    texts = {*matrix.body(0, 0), *matrix.body(1, 0)}
    texts |= {text for path in header.paths for text in path}
    return bool(PERFORMANCE_TITLE.search(title)) or any(PERFORMANCE.search(text) for text in texts)


def _doubtful(matrix: Matrix, header: Header, first: int, last: int) -> bool:
    """Whether value cells hold the end of another cell's text: 助730.29, or a lone bracket."""
    values = (column for column in range(first, last) if header.roles[column] == "value")
    return any(text and SLIPPED.match(text) for column in values for text in matrix.body(column, header.end))


def _header_unit(header: Header) -> str:
    units = {unit.name for path in header.paths for text in path if (unit := caption_unit(text))}
    return next(iter(units)) if len(units) == 1 else ""


class Units:
    """The units of one grid's cells, each label and header read once."""

    def __init__(self, grid: Grid) -> None:
        """Read the headers and labels."""
        self._caption = grid.unit_name
        self._columns = {column.index: _path_unit(column.path) for column in grid.columns}
        self._lines = {line.row: unit for line in grid.lines if (unit := _named(line.label))}

    def of(self, row: int, column: int) -> str:
        """Return the unit's name for a cell whose own text names none: row label, column header, caption; "" if unsaid."""
        return self._lines.get(row) or self._columns.get(column) or self._caption


def _path_unit(path: Sequence[str]) -> str:
    return next((unit for text in reversed(path) if (unit := _column_unit(text))), "")


def _named(text: str) -> str:
    unit = bracketed_unit(text)
    return unit.name if unit else ""


def _column_unit(text: str) -> str:
    unit = bracketed_unit(text) or caption_unit(text)
    if unit:
        return unit.name
    if RATE_HEAD.search(text):
        return "%"
    return next((name for word, name in _COUNTED.items() if text.endswith(word)), "")
