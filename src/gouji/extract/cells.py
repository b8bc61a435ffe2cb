"""Figures in table cells, once the grid is understood: their unit, their sign, and which numerals are codes or headings."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.tables import unit_of
from gouji.extract.units import unit_named
from gouji.model.figure import Bound, Figure, Nature

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.extract.extraction import Grid
    from gouji.model.document import Document

_NEGATIVE = re.compile(r"\s*[(（]\s*[\d,，.]+\s*[)）]\s*%?\s*")
_REASONS = {"code": "科目编码", "label": "名称中的数字", "rowno": "行次或序号"}


def settle(document: Document, figures: Sequence[Figure], grids: Sequence[Grid]) -> list[Figure]:
    """Return the figures with those in table cells settled; prose is untouched."""
    places = {(grid.table.index, column.index): grid for grid in grids for column in grid.columns}
    roles = {(grid.table.index, column.index): column.role for grid in grids for column in grid.columns}
    return [
        _settled(document, figure, places, roles)
        if figure.table is not None and figure.nature is Nature.QUANTITY
        else figure
        for figure in figures
    ]


def _settled(
    document: Document,
    figure: Figure,
    places: Mapping[tuple[int, int], Grid],
    roles: Mapping[tuple[int, int], str],
) -> Figure:
    key = (figure.table or 0, figure.column or 0)
    grid = places.get(key)
    if grid is None or figure.row is None or figure.column is None:
        return figure
    role = roles[key]
    bare = figure.unit is None
    if bare and figure.row < grid.header_rows:
        return replace(figure, nature=Nature.NOT_QUANTITY, reason="表头或栏次")
    if bare and role in _REASONS:
        return replace(figure, nature=Nature.NOT_QUANTITY, reason=_REASONS[role])
    if bare and role == "value":
        return _in_value_cell(document, figure, grid)
    return figure


def _in_value_cell(document: Document, figure: Figure, grid: Grid) -> Figure:
    unit = unit_named(unit_of(grid, figure.row or 0, figure.column or 0))
    cell = grid.table.at.get((figure.row or 0, figure.column or 0))
    value = figure.value
    if cell is not None and value is not None and _NEGATIVE.fullmatch(document.text[cell.start : cell.end]):
        value = -value
    bound = figure.bound if figure.bound is not Bound.RANGE or value is None or value >= 0 else Bound.EXACT
    return replace(figure, unit=unit, value=value, bound=bound, reason="列或表的单位" if unit else "")
