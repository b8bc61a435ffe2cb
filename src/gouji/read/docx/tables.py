"""Tables with merged cells at their logical positions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from gouji.read.builder import CellContent, Piece
from gouji.read.docx.names import number, switch, value, w
from gouji.read.shape import Grid, shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from lxml import etree

    Element = etree._Element  # noqa: SLF001  the public name of lxml's stubs
    CellReader = Callable[[Element], tuple[str, list["TableItem"]]]

_TC, _TR, _TCPR = w("tc"), w("tr"), w("tcPr")
_INTO = frozenset(map(w, ("ins", "moveTo", "customXml", "sdtContent")))
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
    cells = [cell for row in _rows(element) for cell in _within(row, _TC)]
    return cells[0] if len(cells) == 1 else None


def _rows(element: etree._Element) -> Iterator[etree._Element]:
    for row in _within(element, _TR):
        properties = row.find(w("trPr"))
        if properties is None or (properties.find(w("del")) is None and not switch(properties, "hidden")):
            yield row


def _within(element: etree._Element, tag: str) -> Iterator[etree._Element]:
    for child in element:
        if child.tag == tag:
            yield child
        elif child.tag in _INTO:
            yield from _within(child, tag)
        elif child.tag == w("sdt"):
            for content in child.findall(w("sdtContent")):
                yield from _within(content, tag)


def _cells(row: etree._Element, at: int) -> Iterator[_Given]:
    column = number(row.find(w("trPr")), "gridBefore") or 0
    for cell in _within(row, _TC):
        properties = cell.find(_TCPR)
        if properties is not None and properties.find(w("cellDel")) is not None:
            continue
        width = min(max(number(properties, "gridSpan") or 1, 1), _WIDEST)
        merge = value(properties, "vMerge")
        yield _Given(cell, at, column, width, merge is not None and merge != "restart")
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
