"""Every numeral of a document as a Figure: in prose with its printed unit, in a table with its column's."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from gouji.extract.numbers import Numeral, numerals
from gouji.extract.precision import with_precision
from gouji.model.document import Document, Table
from gouji.model.figure import Figure, Nature

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from gouji.extract.extraction import Section

CellFigures = dict[tuple[int, int, int], tuple[int, ...]]


def figures_of(document: Document, plain: str, sections: Sequence[Section]) -> tuple[tuple[Figure, ...], CellFigures]:
    """Return the figures in text order, and for each table cell (table, row, column) the ids of its figures."""
    found: list[Figure] = []
    groups: list[Hashable] = []
    in_cell: dict[tuple[int, int, int], list[int]] = {}
    starts = [section.start for section in sections]
    for numeral in numerals(plain):
        figure = _figure(document, numeral, len(found))
        block = document.block_at(figure.start)
        if isinstance(block, Table):
            figure = _in_table(figure, block)
            in_cell.setdefault((block.index, figure.row or 0, figure.column or 0), []).append(figure.id)
            groups.append(("table", block.index, figure.column))
        else:
            groups.append(("section", _top(sections, bisect_right(starts, figure.start) - 1)))
        found.append(figure)
    return tuple(with_precision(found, groups)), {key: tuple(ids) for key, ids in in_cell.items()}


def _top(sections: Sequence[Section], at: int) -> int:
    """Return the index of the chapter (level 2 or above) that holds section ``at``: one office wrote it in one way."""
    chapter = 2
    while at > 0 and sections[at].level > chapter:
        at -= 1
    return at


def _figure(document: Document, numeral: Numeral, number: int) -> Figure:
    nature, reason = numeral.nature, numeral.reason
    if any(doubt.start < numeral.end and numeral.start < doubt.end for doubt in document.doubts):
        nature, reason = Nature.UNREAD, "文字层存疑"
    return Figure(
        id=number,
        start=numeral.start,
        end=numeral.end,
        text=document.text[numeral.start : numeral.end],
        nature=nature,
        value=numeral.value if nature is not Nature.UNREAD else None,
        bound=numeral.bound,
        unit=numeral.unit,
        reason=reason,
    )


def _in_table(figure: Figure, table: Table) -> Figure:
    from dataclasses import replace  # noqa: PLC0415

    cell = table.cell_at(figure.start)
    return replace(figure, table=table.index, row=cell.row if cell else None, column=cell.column if cell else None)
