"""收入总计 = 支出总计: the totals of the two sides of one form, printed in one row."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.tables.relation import Relation

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Column
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Node

_GRAND = re.compile(r"^(?:收入|支出)?(?:总计|合计|总额)$|^(?:收|支)(?:总计|合计)$")
_WHOLE_COLUMN = re.compile(r"合计|总计|小计|^(?:预算|决算)数$|金额|^\d{4}年")


def balances(sheets: Sequence[Sheet]) -> Iterator[Relation]:
    """Yield left grand total = right grand total for the 收入 and 支出 blocks of each form."""
    for left in sheets:
        for right in sheets:
            if _faces(left, right):
                yield from _balance(left, right)


def _faces(left: Sheet, right: Sheet) -> bool:
    """Whether ``left`` is the 收入 side and ``right`` a 支出 side of one table."""
    one, other = left.grids[0], right.grids[0]
    if one.table is not other.table or one.block >= other.block:
        return False
    return _side(left, "收入") and _side(right, "支出")


def _side(sheet: Sheet, word: str) -> bool:
    heads = {column.path[0] for grid in sheet.grids[:1] for column in grid.columns if column.path}
    if any(word in head for head in heads):
        return True
    return any(node.role == "total" and node.line.label.startswith(word) for node in sheet.nodes)


def _balance(left: Sheet, right: Sheet) -> Iterator[Relation]:
    one, other = _grand(left), _grand(right)
    if one is None or other is None or (one.table, one.line.row) != (other.table, other.line.row):
        return
    told = "平衡" in left.grids[0].title
    for at, to in _matching(left.columns, right.columns):
        key = ("balance", one.table, left.grids[0].block, right.grids[0].block, at, to)
        yield Relation(other.cells[to], ((one.cells[at], 1),), key, printed=told)


def _grand(sheet: Sheet) -> Node | None:
    """Return the grand total of a side: the last total, or the only one at the top."""
    totals = [node for node in sheet.nodes if node.role == "total"]
    grand = [node for node in totals if _GRAND.match(node.line.label)]
    if not grand or grand[-1] is not totals[-1]:
        return None
    return grand[-1]


def _matching(left: Sequence[Column], right: Sequence[Column]) -> list[tuple[int, int]]:
    """Return the pairs of columns that state the same: equal names, or the one column of the whole on each side."""
    if len(left) == 1:
        to = _whole(right)
        return [(0, to)] if to is not None else []
    names = {column.path[-1]: to for to, column in enumerate(right) if column.path}
    return [(at, names[column.path[-1]]) for at, column in enumerate(left) if column.path and column.path[-1] in names]


def _whole(columns: Sequence[Column]) -> int | None:
    if len(columns) == 1:
        return 0
    found = [at for at, column in enumerate(columns) if column.path and _WHOLE_COLUMN.search(column.path[-1])]
    return found[0] if len(found) == 1 else None
