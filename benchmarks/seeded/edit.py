"""Changing a document as read: other text at a place, a row left out, the tables left out; every offset moves along."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, TypeVar

from gouji.model.document import Block, Cell, Document, Doubt, Heading, Paragraph, Run, Table

if TYPE_CHECKING:
    from collections.abc import Iterable

_Span = TypeVar("_Span", Heading, Paragraph, Run, Doubt, Cell)


@dataclass(frozen=True, slots=True)
class Edit:
    """``new`` in place of ``start:end``."""

    start: int
    end: int
    new: str

    def moved(self, offset: int) -> int:
        """Where an offset of the text before stands in the text after."""
        if offset <= self.start:
            return offset
        if offset >= self.end:
            return offset + len(self.new) - (self.end - self.start)
        return self.start + min(offset - self.start, len(self.new))

    @classmethod
    def between(cls, before: str, after: str) -> Edit:
        """Return the one edit that makes one text out of the other: what lies between their common beginning and end."""
        start = _alike(before, after)
        tail = _alike(before[start:][::-1], after[start:][::-1])
        return cls(start, len(before) - tail, after[start : len(after) - tail])


def _alike(one: str, other: str) -> int:
    """Return how many characters two texts begin with alike."""
    return next(
        (at for at, pair in enumerate(zip(one, other, strict=False)) if pair[0] != pair[1]), min(len(one), len(other))
    )


def edited(document: Document, edit: Edit) -> Document:
    """Return the document with one edit carried out."""
    return replace(
        document,
        text=document.text[: edit.start] + edit.new + document.text[edit.end :],
        blocks=tuple(_block(block, edit) for block in document.blocks),
        runs=tuple(run for run in _spans(document.runs, edit) if run.end > run.start),
        doubts=_spans(document.doubts, edit),
    )


def _block(block: Block, edit: Edit) -> Block:
    if not isinstance(block, Table):
        return block._replace(start=edit.moved(block.start), end=edit.moved(block.end))
    if block.end <= edit.start:
        return block
    cells = _spans(block.cells, edit)
    return replace(block, start=edit.moved(block.start), end=edit.moved(block.end), cells=cells)


def _spans(spans: Iterable[_Span], edit: Edit) -> tuple[_Span, ...]:
    return tuple(
        span
        if span.end <= edit.start and span.end < edit.end
        else span._replace(start=edit.moved(span.start), end=edit.moved(span.end))
        for span in spans
    )


def without_row(document: Document, table: Table, row: int) -> tuple[Document, Edit] | None:
    """Return the document without a row of single cells, and the edit; None where a cell reaches over several rows."""
    own = [cell for cell in table.cells if cell.row <= row < cell.row + cell.row_span]
    after = [cell for cell in table.cells if cell.row > row]
    if not own or not after or any(cell.row_span > 1 for cell in own):
        return None
    edit = Edit(min(cell.start for cell in own), min(cell.start for cell in after), "")
    kept = tuple(cell._replace(row=cell.row - (cell.row > row)) for cell in table.cells if cell.row != row)
    fewer = replace(table, cells=kept, rows=table.rows - 1)
    blocks = tuple(fewer if block is table else block for block in document.blocks)
    return edited(replace(document, blocks=blocks), edit), edit


def without_tables(document: Document) -> Document:
    """Return the document with the text of its tables left out."""
    for table in reversed(document.tables):
        blocks = tuple(block for block in document.blocks if block.start != table.start)
        runs = tuple(run for run in document.runs if run.end <= table.start or run.start >= table.end)
        doubts = tuple(doubt for doubt in document.doubts if doubt.end <= table.start or doubt.start >= table.end)
        bare = replace(document, blocks=blocks, runs=runs, doubts=doubts)
        document = edited(bare, Edit(table.start, table.end, ""))
    blocks = tuple(
        replace(block, index=index) if isinstance(block, Table) else block
        for index, block in enumerate(document.blocks)
    )
    return replace(document, blocks=blocks)
