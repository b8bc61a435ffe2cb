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


def figures_of(document: Document, plain: str) -> list[Figure]:
    """Return the figures in text order, with the cell of those in tables."""
    found: list[Figure] = []
    for numeral in numerals(_celled(document, plain)):
        block = document.block_at(numeral.start)
        found.append(_figure(document, numeral, len(found), block if isinstance(block, Table) else None))
    return found


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


def _figure(document: Document, numeral: Numeral, number: int, table: Table | None) -> Figure:
    text = document.text[numeral.start : numeral.end]
    nature, reason = _nature(document, numeral, text, in_table=table is not None)
    cell = table.cell_at(numeral.start) if table else None
    return Figure(
        id=number,
        start=numeral.start,
        end=numeral.end,
        text=text,
        nature=nature,
        value=numeral.value if nature is not Nature.UNREAD else None,
        bound=numeral.bound,
        unit=numeral.unit,
        reason=reason,
        table=table.index if table else None,
        row=cell.row if cell else None,
        column=cell.column if cell else None,
    )


def _nature(document: Document, numeral: Numeral, text: str, *, in_table: bool) -> tuple[Nature, str]:
    """Return nature and reason; an integer without a unit in running text is a line's number, a name's, a year's."""
    if document.doubts and any(doubt.start < numeral.end and numeral.start < doubt.end for doubt in document.doubts):
        return Nature.UNREAD, "文字层存疑"
    if numeral.nature is Nature.QUANTITY and numeral.unit is None and not in_table and _is_whole(text):
        return Nature.NOT_QUANTITY, "文中无单位的整数"
    return numeral.nature, numeral.reason
