"""Every numeral of a document as a Figure: in prose with its printed unit, in a table with its column's."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

from gouji.extract.numbers import Numeral, numerals
from gouji.extract.precision import decimals, precisions
from gouji.model.document import Document, Table
from gouji.model.figure import Figure, Nature

if TYPE_CHECKING:
    from collections.abc import Hashable, Sequence
    from decimal import Decimal

    from gouji.extract.extraction import Section

_ROUND = 10
_MOST_DIGITS = 18
"""No amount has more, and what is computed from it stays exact; the money of the whole country in 元 and 分 has sixteen."""
CellFigures = dict[tuple[int, int, int], tuple[int, ...]]


def numerals_of(document: Document, plain: str) -> list[Numeral]:
    """Return the numerals in text order, with the cell of those in tables."""
    return [_placed(document, numeral) for numeral in numerals(_celled(document, plain))]


def _celled(document: Document, plain: str) -> str:
    """Return the text with a tab also between the rows of tables, so that no numeral is read with another cell's text.

    In plain text a table keeps its bars or tags: what stands between the cells is no text of theirs.
    """
    pieces: list[str] = []
    done = 0
    for table in document.tables:
        inside = _only_cells(table, plain) if document.format == "text" else plain[table.start : table.end]
        pieces += [plain[done : table.start], inside.replace("\n", "\t")]
        done = table.end
    return "".join([*pieces, plain[done:]])


def _only_cells(table: Table, plain: str) -> str:
    """Return the table's stretch of text with tabs in place of all that is not in a cell."""
    pieces: list[str] = []
    done = table.start
    for cell in sorted(table.cells, key=lambda cell: cell.start):
        pieces += ["\t" * (cell.start - done), plain[cell.start : cell.end]]
        done = max(done, cell.end)
    return "".join([*pieces, "\t" * (table.end - done)])


def _is_whole(text: str) -> bool:
    return text.strip().isdigit()


def cells_of(figures: Sequence[Figure]) -> CellFigures:
    """Return for each table cell (table, row, column) the ids of its figures."""
    found: dict[tuple[int, int, int], list[int]] = {}
    for figure in figures:
        if figure.table is not None:
            found.setdefault((figure.table, figure.row or 0, figure.column or 0), []).append(figure.id)
    return {key: tuple(ids) for key, ids in found.items()}


def _in_whole_units(found: Sequence[Numeral], blocks: Sequence[int]) -> frozenset[int]:
    """Return the blocks of prose whose amounts in 万元 are all whole and two of them not round: no zeros were dropped there."""
    odd: Counter[int] = Counter()
    broken: set[int] = set()
    for numeral, block in zip(found, blocks, strict=True):
        if numeral.table is None and numeral.unit is not None and numeral.unit.name == "万元" and numeral.value:
            odd[block] += bool(numeral.value % _ROUND)
            if decimals(numeral):
                broken.add(block)
    return frozenset(block for block, times in odd.items() if times > 1 and block not in broken)


def figures_of(document: Document, found: Sequence[Numeral], sections: Sequence[Section]) -> tuple[Figure, ...]:
    """Return the figures of these numerals with their printed precision: a column's, a chapter's, or that of a paragraph in whole 万元."""
    starts = [section.start for section in sections]
    blocks = [block.start for block in document.blocks]
    at = [bisect_right(blocks, numeral.start) - 1 for numeral in found]
    whole = _in_whole_units(found, at)
    groups: list[Hashable] = [
        ("table", numeral.table, numeral.column)
        if numeral.table is not None
        else ("block", block)
        if block in whole
        else ("section", _top(sections, bisect_right(starts, numeral.start) - 1))
        for numeral, block in zip(found, at, strict=True)
    ]
    steps = precisions(found, groups)
    return tuple(
        _figure(document.text, number, numeral, step)
        for number, (numeral, step) in enumerate(zip(found, steps, strict=True))
    )


def _top(sections: Sequence[Section], at: int) -> int:
    """Return the index of the chapter (level 2 or above) that holds section ``at``: one office wrote it in one way."""
    chapter = 2
    while at > 0 and sections[at].level > chapter:
        at -= 1
    return at


def _figure(text: str, number: int, numeral: Numeral, step: Decimal) -> Figure:
    start, end, nature, value, unit, bound, reason, table, row, column = numeral
    return Figure(
        number, start, end, text[start:end], nature, value, None, bound, unit, step, reason, table, row, column
    )


def _placed(document: Document, numeral: Numeral) -> Numeral:
    """Return a numeral with its cell and its final nature."""
    block = document.block_at(numeral.start)
    table = block if isinstance(block, Table) else None
    start, end, _, value, unit, bound, *_ = numeral
    nature, reason = _nature(document, numeral, in_table=table is not None)
    if nature is Nature.UNREAD:
        value = None
    if table is None:
        return Numeral(start, end, nature, value, unit, bound, reason)
    cell = table.cell_at(start)
    row, column = (cell.row, cell.column) if cell else (None, None)
    return Numeral(start, end, nature, value, unit, bound, reason, table.index, row, column)


def _too_long(text: str, numeral: Numeral) -> bool:
    start, end = numeral.start, numeral.end
    if end - start <= _MOST_DIGITS:
        return False
    printed = text[start:end]
    told = printed.rstrip("0") if "." in printed else printed  # systems export 12.5 as 12.5000000000000000000000
    return sum(char.isdigit() for char in told) > _MOST_DIGITS


def _nature(document: Document, numeral: Numeral, *, in_table: bool) -> tuple[Nature, str]:
    """Return nature and reason; an integer without a unit in running text is a line's number, a name's, a year's."""
    if document.doubts and any(doubt.start < numeral.end and numeral.start < doubt.end for doubt in document.doubts):
        return Nature.UNREAD, "文字层存疑"
    if numeral.nature is Nature.QUANTITY and _too_long(document.text, numeral):
        return Nature.UNREAD, "位数过多"
    bare = numeral.nature is Nature.QUANTITY and numeral.unit is None and not in_table
    if bare and _is_whole(document.text[numeral.start : numeral.end]):
        return Nature.NOT_QUANTITY, "文中无单位的整数"
    return numeral.nature, numeral.reason
