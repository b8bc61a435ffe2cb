"""Changed copies of a page: pieces replaced by id, a table row left out; and where a piece stands, in words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.compose.page import Break, Cell, Heading, Page, Table, plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from gouji.compose.page import Block, Marked, Pieces


@dataclass(frozen=True, slots=True)
class Where:
    """Where a piece stands: the headings over it, its block, and in a table its row and column with their labels.

    ``line`` is the text of the paragraph or cell; ``offset`` counts code points in it. ``table`` counts the page's tables.
    """

    section: tuple[str, ...]
    block: int
    line: str
    offset: int
    table: int | None = None
    row: int | None = None
    column: int | None = None
    row_label: str = ""
    column_label: str = ""


def replaced(page: Page, news: Mapping[int, Marked]) -> Page:
    """Return the page with these pieces instead of those of the same id."""
    return replace(page, blocks=tuple(_block(block, news) for block in page.blocks))


def _block(block: Block, news: Mapping[int, Marked]) -> Block:
    if isinstance(block, Break):
        return block
    if isinstance(block, Table):
        return replace(block, cells=tuple(replace(cell, pieces=_pieces(cell.pieces, news)) for cell in block.cells))
    return replace(block, pieces=_pieces(block.pieces, news))


def _pieces(pieces: Pieces, news: Mapping[int, Marked]) -> Pieces:
    return tuple(piece if isinstance(piece, str) else news.get(piece.id, piece) for piece in pieces)


def without_row(page: Page, block: int, row: int) -> Page:
    """Return the page with one row of the table at this block left out."""
    table = page.blocks[block]
    if not isinstance(table, Table):
        raise TypeError(block)
    kept = [cell for cell in table.cells if cell.row != row]
    moved = tuple(replace(cell, row=cell.row - 1) if cell.row > row else cell for cell in kept)
    return replace(page, blocks=(*page.blocks[:block], replace(table, cells=moved), *page.blocks[block + 1 :]))


def where(page: Page, identity: int) -> Where:
    """Return where a piece stands."""
    section: dict[int, str] = {}
    tables = -1
    for index, block in enumerate(page.blocks):
        if isinstance(block, Break):
            continue
        if isinstance(block, Heading):
            section = {level: title for level, title in section.items() if level < block.level}
            section[block.level] = plain(block.pieces)
        if isinstance(block, Table):
            tables += 1
            for cell in block.cells:
                if (at := _offset(cell.pieces, identity)) is not None:
                    return _in_table(tuple(section.values()), index, tables, block, cell, at)
        elif (at := _offset(block.pieces, identity)) is not None:
            return Where(tuple(section.values()), index, plain(block.pieces), at)
    raise KeyError(identity)


def _in_table(section: tuple[str, ...], index: int, tables: int, table: Table, cell: Cell, at: int) -> Where:
    labels = [
        plain(one.pieces) for one in table.cells if one.row == cell.row and one.column < cell.column and not one.head
    ]
    heads = [one for one in table.cells if one.head and one.column <= cell.column < one.column + one.columns]
    return Where(
        section,
        index,
        plain(cell.pieces),
        at,
        tables,
        cell.row,
        cell.column,
        next(
            (label for label in reversed(labels) if label and not label.replace(",", "").replace(".", "").isdecimal()),
            "",
        ),
        "/".join(dict.fromkeys(plain(one.pieces) for one in heads if one.pieces)),
    )


def _offset(pieces: Pieces, identity: int) -> int | None:
    at = 0
    for piece in pieces:
        if not isinstance(piece, str):
            if piece.id == identity:
                return at
            at += len(piece.shown)
        else:
            at += len(piece)
    return None
