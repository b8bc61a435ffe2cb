"""Every numeral of a document as a Figure: in prose with its printed unit, in a table with its column's."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.numbers import Numeral, numerals
from gouji.extract.precision import with_precision
from gouji.model.document import Document, Table
from gouji.model.figure import Figure, Nature

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence

    from gouji.extract.extraction import Section

CellFigures = dict[tuple[int, int, int], tuple[int, ...]]


def figures_of(document: Document, plain: str) -> list[Figure]:
    """Return the figures in text order, with the cell of those in tables."""
    found: list[Figure] = []
    for numeral in numerals(_celled(document, plain)):
        figure = _figure(document, numeral, len(found))
        block = document.block_at(figure.start)
        found.append(_in_table(figure, block) if isinstance(block, Table) else _in_prose(figure))
    return found


def _in_prose(figure: Figure) -> Figure:
    """Set aside an integer without a unit in running text: a line's number, a name's, a year without 年."""
    if figure.nature is Nature.QUANTITY and figure.unit is None and _is_whole(figure.text):
        return replace(figure, nature=Nature.NOT_QUANTITY, reason="文中无单位的整数")
    return figure


def _celled(document: Document, plain: str) -> str:
    """Return the text with a tab also between the rows of tables, so that no numeral is read with another cell's text."""
    pieces: list[str] = []
    done = 0
    for table in document.tables:
        pieces += [plain[done : table.start], plain[table.start : table.end].replace("\n", "\t")]
        done = table.end
    return "".join([*pieces, plain[done:]])


def _is_whole(text: str) -> bool:
    return text.strip().isdigit()


def cells_of(figures: Sequence[Figure]) -> CellFigures:
    """Return for each table cell (table, row, column) the ids of its figures."""
    found: dict[tuple[int, int, int], list[int]] = {}
    for figure in figures:
        if figure.table is not None:
            found.setdefault((figure.table, figure.row or 0, figure.column or 0), []).append(figure.id)
    return {key: tuple(ids) for key, ids in found.items()}


def precise(figures: Sequence[Figure], sections: Sequence[Section]) -> tuple[Figure, ...]:
    """Return the figures with their printed precision: a column's, or a chapter's."""
    starts = [section.start for section in sections]
    groups: list[Hashable] = [
        ("section", _top(sections, bisect_right(starts, figure.start) - 1))
        if figure.table is None
        else ("table", figure.table, figure.column)
        for figure in figures
    ]
    return tuple(with_precision(figures, groups))


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
    cell = table.cell_at(figure.start)
    return replace(figure, table=table.index, row=cell.row if cell else None, column=cell.column if cell else None)
