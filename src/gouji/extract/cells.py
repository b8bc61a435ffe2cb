"""Figures in table cells, once the grid is understood: their unit, their sign, and which numerals are codes or headings."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.forms.evaluation import points
from gouji.extract.forms.sources import money
from gouji.extract.numbers import Numeral
from gouji.extract.tables import Units
from gouji.extract.units import unit_named
from gouji.model.figure import Bound, Dimension, Nature, Unit

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.extract.extraction import Grid
    from gouji.model.document import Document

_NEGATIVE = re.compile(r"\s*(?:[(（]\s*[\d,，.]+\s*%?\s*[)）]\s*%?|(?:减少|下降|降低)\s*[\d,，.]+\s*%?)\s*")
_LISTED = "序号"  # how a whole number in brackets reads in running text
_REASONS = {"code": "科目编码", "label": "名称中的数字", "rowno": "行次或序号"}


def settle(document: Document, numerals: Sequence[Numeral], grids: Sequence[Grid]) -> list[Numeral]:
    """Return the numerals with those in table cells settled; prose is untouched."""
    places = {
        (grid.table.index, column.index): _Place(grid, column.role, units)
        for grid in grids
        for units in [Units(grid)]
        for column in grid.columns
    }
    scored, funds = points(document, grids), money(document, grids)
    return [
        numeral
        if numeral.table is None or (numeral.nature is not Nature.QUANTITY and numeral.reason != _LISTED)
        else _point(numeral)
        if (numeral.table, numeral.row, numeral.column) in scored
        else _of_money(numeral, funds[numeral.table, numeral.row or 0, numeral.column or 0])
        if (numeral.table, numeral.row, numeral.column) in funds
        else _settled(document, numeral, places)
        for numeral in numerals
    ]


def _point(numeral: Numeral) -> Numeral:
    """Return a weight or score: points of a whole are counted, so nothing of them is rounded, % or not."""
    unit = Unit(numeral.unit.name if numeral.unit else "分", Dimension.COUNT)
    return numeral._replace(nature=Nature.QUANTITY, unit=unit, reason="分值")


def _of_money(numeral: Numeral, unit: str) -> Numeral:
    """Return an amount that the words of a goal table call money, whatever column of its one header it stands in."""
    return numeral._replace(nature=Nature.QUANTITY, unit=numeral.unit or unit_named(unit), reason="列或表的单位")


class _Place(NamedTuple):
    """The column of a cell: its grid, its role there, and the grid's units."""

    grid: Grid
    role: str
    units: Units


def _settled(document: Document, numeral: Numeral, places: Mapping[tuple[int, int], _Place]) -> Numeral:
    found = places.get((numeral.table or 0, numeral.column or 0))
    if found is None or numeral.row is None or numeral.column is None:
        return numeral
    negative = _is_negative(document, numeral, found.grid)
    if found.role == "value" and numeral.row >= found.grid.header_rows and negative:
        return _in_value_cell(numeral._replace(nature=Nature.QUANTITY), found, negative=True)
    if numeral.unit is not None or numeral.nature is not Nature.QUANTITY:
        return numeral
    reason = "表头或栏次" if numeral.row < found.grid.header_rows else _REASONS.get(found.role, "")
    if reason:
        return numeral._replace(nature=Nature.NOT_QUANTITY, reason=reason)
    return _in_value_cell(numeral, found, negative=negative) if found.role == "value" else numeral


def _in_value_cell(numeral: Numeral, place: _Place, *, negative: bool) -> Numeral:
    unit = numeral.unit or unit_named(place.units.of(numeral.row or 0, numeral.column or 0))
    value = numeral.value
    if negative and value is not None and value > 0:
        value = -value
    bound = numeral.bound if numeral.bound is not Bound.RANGE or value is None or value >= 0 else Bound.EXACT
    start, end, nature, *_, table, row, column = numeral
    return Numeral(start, end, nature, value, unit, bound, "列或表的单位" if unit else "", table, row, column)


def _is_negative(document: Document, numeral: Numeral, grid: Grid) -> bool:
    """Whether brackets or a word around the whole cell turn its figure: (1,234.00), （300）, 减少2.5."""
    cell = grid.table.at.get((numeral.row or 0, numeral.column or 0))
    if cell is None or cell.end - cell.start == numeral.end - numeral.start:  # it fills the cell
        return False
    return _NEGATIVE.fullmatch(document.text, cell.start, cell.end) is not None
