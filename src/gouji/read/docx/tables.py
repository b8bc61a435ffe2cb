"""Tables with merged cells at their logical positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gouji.read.builder import CellContent, Piece
from gouji.read.docx.names import VAL, child, number, switch, w
from gouji.read.shape import Grid, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    Element = etree._Element  # noqa: SLF001  the public name of lxml's stubs
    CellReader = Callable[[Element], tuple[str, list["TableItem"]]]

_TC, _TR, _TCPR, _TRPR, _SDT = map(w, ("tc", "tr", "tcPr", "trPr", "sdt"))
_INTO = frozenset(map(w, ("ins", "moveTo", "customXml", "sdtContent")))
_SPAN, _MERGE, _DEL = map(w, ("gridSpan", "vMerge", "del"))
_CELL = (_SPAN, _MERGE, w("cellDel"))
_WIDEST = 2000


@dataclass(frozen=True, slots=True)
class TableItem:
    """The tables of one Word table (several where they are stacked), and the tables that stood inside its cells."""

    grids: tuple[Grid, ...]
    nested: tuple[TableItem, ...] = ()


class _Given(NamedTuple):
    element: etree._Element
    row: int
    column: int
    width: int
    continues: bool


@dataclass
class _Area:
    given: _Given
    height: int = 1


def table(element: etree._Element, read: CellReader) -> TableItem | None:
    """Return the table, its cells read in order by ``read``; None where it has no cell."""
    rows = [list(_cells(row, at)) for at, row in enumerate(_rows(element))]
    areas = _areas(rows)
    if not areas:
        return None
    contents: list[CellContent] = []
    nested: list[TableItem] = []
    for area in areas:
        given = area.given
        text, inner = read(given.element)
        nested.extend(inner)
        contents.append(CellContent(given.row, given.column, (Piece(text),), area.height, given.width))
    columns = max(cell.column + cell.column_span for cell in contents)
    return TableItem(tuple(shaped(Grid(len(rows), columns, tuple(contents)))), tuple(nested))


def only_cell(element: etree._Element) -> etree._Element | None:
    """Return the cell of a table that has just one, a mere frame around its content; else None."""
    cells = (cell for row in _rows(element) for cell in _within(row, _TC))
    first, second = next(cells, None), next(cells, None)
    return first if second is None else None


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for row in _within(element, _TR):
        properties = child(row, _TRPR)
        if properties is None or (child(properties, _DEL) is None and not switch(properties, "hidden")):
            yield row


def _within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for part in element:
        if part.tag == tag:
            yield part
        elif part.tag in _INTO:
            yield from _within(part, tag)
        elif part.tag == _SDT:
            for content in part.iterchildren(w("sdtContent")):
                yield from _within(content, tag)


def _cells(row: etree._Element, at: int) -> Iterator[_Given]:
    column = number(child(row, _TRPR), "gridBefore") or 0
    for cell in _within(row, _TC):
        width, continues, gone = 1, False, False
        properties = child(cell, _TCPR)
        for part in properties.iterchildren(*_CELL) if properties is not None else ():
            if part.tag == _SPAN:
                width = min(max(number(properties, "gridSpan") or 1, 1), _WIDEST)
            elif part.tag == _MERGE:
                continues = part.get(VAL) != "restart"
            else:
                gone = True
        if not gone:
            yield _Given(cell, at, column, width, continues)
            column += width


def _areas(rows: list[list[_Given]]) -> list[_Area]:
    """Join a cell that continues the one above to it; one that has nothing above stands alone."""
    areas: list[_Area] = []
    above: dict[tuple[int, int], _Area] = {}
    for row in rows:
        here: dict[tuple[int, int], _Area] = {}
        for given in row:
            key = (given.column, given.width)
            area = above.get(key) if given.continues else None
            if area is None:
                area = _Area(given)
                areas.append(area)
            else:
                area.height += 1
            here[key] = area
        above = here
    return areas
