"""Columns computed from their neighbours: 增减额, 增减%, 完成预算%, 占比."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Column
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Spot

_CHANGE = re.compile(r"增减|增加|增长|减少|变化|±|差额|增幅|降幅|比上年|较上年|同比|比较")
_RATE = re.compile(r"%|率|幅度?$|比例|百分")
_RATIO = re.compile(r"(?:为|占|完成).*(?:预算|决算|上年|执行)|完成率|执行率|完成.*%|完成进度")
_SHARE = re.compile(r"占比|比重|占(?:总|合计|全部).*(?:%|比)|构成|结构")
_NOT_AMOUNT = re.compile(r"人数|数量|其中|备注")
_REACH = 6


@dataclass(frozen=True, slots=True)
class Computed:
    """A cell computed from others.

    ``kind`` is "change" (now - before), "rate" ((now - before) / before), "ratio" (now / before) or "share" (now / whole,
    where ``before`` is the whole's cell). ``group`` names one reading of one column.
    """

    kind: str
    result: Spot
    now: Spot
    before: Spot
    group: tuple[object, ...]


def computed(sheet: Sheet) -> Iterator[Computed]:
    """Yield every reading of every computed column that the header words allow; the rows decide which reading is meant."""
    for at, column in enumerate(sheet.columns):
        kind = _kind(column)
        if kind == "share":
            yield from _shares(sheet, at)
        elif kind:
            for now, before in _pairs(sheet.columns, at):
                yield from _rows(sheet, kind, (at, now, before))


def _kind(column: Column) -> str:
    text = "".join(column.path[-2:])
    if _SHARE.search(text):
        return "share"
    rate = bool(_RATE.search(text))
    if _RATIO.search(text) and rate:
        return "ratio"
    if _CHANGE.search(text):
        return "rate" if rate else "change"
    return ""


def _pairs(columns: Sequence[Column], at: int) -> list[tuple[int, int]]:
    """Return (now, before) for every two amount columns near the computed one."""
    amounts = [
        other
        for other, column in enumerate(columns)
        if abs(other - at) <= _REACH and not _kind(column) and not _NOT_AMOUNT.search("".join(column.path))
    ]
    return [(now, before) for now in amounts for before in amounts if now != before]


def _rows(sheet: Sheet, kind: str, columns: tuple[int, int, int]) -> Iterator[Computed]:
    at, now, before = columns
    key = (kind, sheet.grids[0].table.index, sheet.grids[0].block, at)
    for node in sheet.nodes:
        if node.role != "note":
            yield Computed(kind, node.cells[at], node.cells[now], node.cells[before], (*key, now, before))


def _shares(sheet: Sheet, at: int) -> Iterator[Computed]:
    totals = [node for node in sheet.nodes if node.role == "total"]
    if len(totals) != 1:
        return
    for now, column in enumerate(sheet.columns):
        if now == at or _kind(column) or abs(now - at) > _REACH:
            continue
        key = ("share", sheet.grids[0].table.index, sheet.grids[0].block, at, now, now)
        for node in sheet.nodes:
            if node.role != "note" and node is not totals[0]:
                yield Computed("share", node.cells[at], node.cells[now], totals[0].cells[now], key)
