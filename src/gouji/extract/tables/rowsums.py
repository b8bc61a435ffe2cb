"""Sums down a column: a line over its lines below, 合计 and 总计 over the lines that they close or open."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.tables.relation import Relation
from gouji.extract.tables.tree import COLUMN_INDENT, coded, heads_group

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Node, Spot

_STAFF = re.compile(r"人员")
_RUNNING = re.compile(r"公用|日常")
_STAFF_CODES = ("301", "303", "501", "505", "509")
_CARRIED = re.compile(
    r"结转|结余|弥补|使用|动用|分配|转入|调入|调出|转移|债务|上解|补助|稳定|返还|还本|回收|置换|滚存|预备"
)
_WHOLE = re.compile(
    r"^(?:(?:本年|当年|全年|年度)?(?:预算|决算)?(?:收入|支出|收支)?|本年(?:预算|决算)?)(?:合计|总计|总额|共计)"
)


def code_sums(sheet: Sheet) -> Iterator[Relation]:
    """Yield 类 = Σ款, 款 = Σ项, unit = Σ its subjects."""
    if not coded(sheet.nodes):
        return
    for node in sheet.nodes:
        below = [child for child in node.children if child.role == "item"]
        if not below:
            continue
        codes = [child.line.code for child in below]
        # A code printed twice with two names is a slip in the code (CL103); the lines still make up the one above.
        lines = {(child.line.code, child.line.label) for child in below}
        sure = all(codes) and len({len(code) for code in codes}) == 1 and len(lines) == len(codes)
        sure = sure and not node.implied
        kind = "code" if sure else f"irregular {node.table}.{node.line.row}"
        yield from _each_column(sheet, node, below, kind, stated=sure)


def list_sums(sheet: Sheet) -> Iterator[Relation]:
    """Yield 一、 = 1.+2.+3. and the 小计 of a merged group."""
    if coded(sheet.nodes):
        return
    for node in sheet.nodes:
        below = [child for child in node.children if child.role == "item"]
        if not below:
            continue
        grouped = heads_group(node.line)
        numbered = len(below) > 1 and _plain(below)
        stair = all(_column(child) > _column(node) for child in below)
        kind = "stair" if stair else "list"
        yield from _each_column(sheet, node, below, kind, stated=grouped or numbered, majority=stair)


def total_sums(sheet: Sheet) -> Iterator[Relation]:
    """Yield 合计 and 总计 over the outermost lines."""
    body = [node for node in sheet.nodes if node.parent is None and node.role in {"item", "total"}]
    totals = [node for node in body if node.role == "total"]
    if not totals:
        return
    if any(_STAFF.search(total.line.label) or _RUNNING.search(total.line.label) for total in totals):
        yield from _kind_totals(sheet, body, totals)
    elif body[0].role == "total":
        if len(totals) == 1:
            yield from _each_column(sheet, body[0], _outermost(body[1:]), "total", stated=_plain(_outermost(body[1:])))
    else:
        yield from _closing_totals(sheet, body)


def _outermost(nodes: Sequence[Node]) -> list[Node]:
    """Return the lines of units only, where a table has them: subjects outside them are their repetition."""
    units = [node for node in nodes if node.unit]
    return units or list(nodes)


def _kind_totals(sheet: Sheet, body: Sequence[Node], totals: Sequence[Node]) -> Iterator[Relation]:
    """Yield 人员经费合计 and 公用经费合计 over the economic classes of their kind, and 合计 over all."""
    roots = [node for node in body if node.role == "item"]
    even = _plain(roots)
    for total in totals:
        name = total.line.label
        if _STAFF.search(name) or _RUNNING.search(name):
            staff = bool(_STAFF.search(name))
            chosen = [root for root in roots if root.line.code.startswith(_STAFF_CODES) is staff]
            yield from _each_column(sheet, total, chosen, "kind", stated=even)
        elif _WHOLE.match(name):
            yield from _each_column(sheet, total, roots, "total", stated=even)


def _closing_totals(sheet: Sheet, body: Sequence[Node]) -> Iterator[Relation]:
    """Yield totals below their lines: a later one takes the earlier total and what stands between."""
    open_: list[Node] = []
    since: list[Node] = []
    sure = True
    first = True
    for node in body:
        if node.role != "total":
            since.append(node)
            continue
        sectional = "小计" in node.line.label and not first
        parts = since if sectional else [*open_, *since]
        sure = sure and (_plain(since) if first else all(_CARRIED.search(part.line.label) for part in since))
        if parts:
            yield from _each_column(sheet, node, _outermost(parts), "total", stated=sure and not sectional)
        open_ = [*open_, node] if sectional else [node]
        since, first = [], False


def _plain(nodes: Sequence[Node]) -> bool:
    """Whether the outermost lines are one plain list.

    Either all bear different codes of one length, or all are groups with their 小计, or all are numbered on one level, each
    number one more than the last.
    """
    if not nodes:
        return False
    codes = [node.line.code for node in nodes]
    if all(codes):
        if any(node.implied for node in nodes) and not all(node.line.mark for node in nodes):
            return False
        return len(set(codes)) == len(codes) and len({len(code) for code in codes}) == 1
    if all(node.unit for node in nodes) or all(node.line.group for node in nodes):
        return all(node.unit or heads_group(node.line) for node in nodes)
    if len({node.line.mark for node in nodes}) != 1 or not nodes[0].line.mark:
        return False
    numbers = [node.line.ordinal for node in nodes]
    return numbers == list(range(1, len(numbers) + 1))


def _column(node: Node) -> int:
    """Return which label column a line is named in: a further one means a level further down."""
    return node.line.indent // COLUMN_INDENT


def _each_column(
    sheet: Sheet, node: Node, below: Sequence[Node], kind: str, *, stated: bool, majority: bool = False
) -> Iterator[Relation]:
    stated = stated and sheet.trusted
    loose = [under for child in below for under in child.children if _loose(child, under)]
    group = (kind, *_key(sheet))
    for index, rated in enumerate(sheet.rated):
        if rated:
            continue
        parts = tuple([(child.cells[index], 1) for child in below])
        readings = ((*parts, *((under.cells[index], 1) for under in loose)),) if loose else ()
        yield Relation(node.cells[index], parts, group, stated, majority, alternatives=readings)


def _loose(above: Node, node: Node) -> bool:
    """Whether an unmarked line that we hang under a numbered one could as well stand beside it."""
    return bool(above.line.mark) and not node.line.mark and not node.line.code and node.role == "item"


def _key(sheet: Sheet) -> tuple[int, int]:
    return sheet.grids[0].table.index, sheet.grids[0].block


def below_of(sheet: Sheet) -> dict[Spot, list[Spot]]:
    """Return for every value cell the cells of its line's own lines: they stand for it where it prints nothing."""
    return {
        cell: [child.cells[index] for child in node.children if child.role == "item"]
        for node in sheet.nodes
        if node.children
        for index, cell in enumerate(node.cells)
    }


def of_which_bounds(sheet: Sheet) -> Iterator[Relation]:
    """Yield 其中 line <= its line, for every 其中 line below an item."""
    for node in sheet.nodes:
        for child in node.children:
            if child.role != "of_which":
                continue
            for index, rated in enumerate(sheet.rated):
                if not rated:
                    key = ("of which", *_key(sheet))
                    parts = ((child.cells[index], 1),)
                    yield Relation(node.cells[index], parts, key, stated=sheet.trusted, at_most=True)
