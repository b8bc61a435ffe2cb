"""The tree of a table's lines: by codes, or by groups, numbering marks, 其中 and indentation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.tables.words import BARE_TOTAL, CARRIED, FUNDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.extract.extraction import Line

UNIT_DIGITS = 3
UNIT_CODES = frozenset({6, 9})
COLUMN_INDENT = 100
OUTSIDE = frozenset({"total", "repeat", "note"})


class Spot(NamedTuple):
    """A cell of a document's tables."""

    table: int
    row: int
    column: int


@dataclass(eq=False)
class Node:
    """A line in its tree. ``cells`` are its value cells from the left.

    ``unit`` marks the name of a unit above its subjects; ``implied`` a code that is not printed but follows from the name.
    """

    line: Line
    table: int = 0
    cells: tuple[Spot, ...] = ()
    role: str = ""
    unit: bool = False
    implied: bool = False
    parent: Node | None = None
    children: list[Node] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.role = self.role or self.line.role

    @property
    def depth(self) -> int:
        """How many lines stand above this one in the tree."""
        return self.parent.depth + 1 if self.parent else 0


def coded(nodes: Sequence[Node]) -> bool:
    """Whether the lines are ordered by codes: of subjects, or of units with their projects below them."""
    items = [node for node in nodes if node.role == "item"]
    codes = [node.line.code for node in items if node.line.code]
    return len(codes) > 1 and (len(codes) * 2 >= len(items) or any(len(code) in UNIT_CODES for code in codes))


def build(nodes: Sequence[Node]) -> None:
    """Set ``parent`` and ``children`` of every node, in place."""
    if coded(nodes):
        _by_code(nodes)
    else:
        _by_mark(nodes)


def _hang(node: Node, above: Node | None) -> None:
    node.parent = above
    if above is not None:
        above.children.append(node)


def _by_code(nodes: Sequence[Node]) -> None:
    """Hang each line under its proper prefix above; a unit (a tree of its own) heads the subjects below it."""
    _mark_units(nodes)
    stack: list[Node] = []
    for node in nodes:
        if node.role in OUTSIDE:
            continue
        if node.unit:
            while stack and not (stack[-1].unit and _unit_over(stack[-1], node)):
                stack.pop()
        elif node.line.code:
            while stack and not (stack[-1].unit or _over(stack[-1], node)):
                stack.pop()
        elif stack and not stack[-1].unit:
            stack.pop()  # a line without its code stands beside the one above it
        _hang(node, stack[-1] if stack else None)
        if node.unit or node.line.code:
            stack.append(node)


def _over(above: Node, node: Node) -> bool:
    return node.line.code != above.line.code and node.line.code.startswith(above.line.code)


def _unit_over(above: Node, node: Node) -> bool:
    if above.line.code and node.line.code:
        return _over(above, node)
    return above.line.indent < node.line.indent


def _mark_units(nodes: Sequence[Node]) -> None:
    """Mark the lines that name units: codes of 6 or 9 digits and their prefixes, or labels in a column of their own."""
    with_code = [node for node in nodes if node.line.code]
    long = [node.line.code for node in with_code if len(node.line.code) in UNIT_CODES]
    for node in with_code:
        code = node.line.code
        node.unit = len(code) % UNIT_DIGITS == 0 and any(other.startswith(code) for other in long)
    subjects = [node.line.indent // COLUMN_INDENT for node in with_code if not node.unit]
    if not subjects:
        return
    for node in nodes:
        if not node.line.code and node.role == "item" and node.line.indent // COLUMN_INDENT < min(subjects):
            node.unit = True


def _by_mark(nodes: Sequence[Node]) -> None:
    stack: list[Node] = []
    heads: dict[str, Node] = {}
    for node in nodes:
        if node.role in {"note", "repeat"}:
            continue
        if node.line.group:
            stack = []
            _in_group(node, heads)
            continue
        if node.role == "total":
            stack = []
            continue
        _unwind(stack, node)
        _hang(node, stack[-1] if stack else None)
        stack.append(node)


def _in_group(node: Node, heads: dict[str, Node]) -> None:
    """Hang a line of a vertically merged group under the group's own first line, its 小计."""
    head = heads.setdefault(node.line.group, node)
    if head is node:
        if heads_group(node.line):
            node.role = "item"
    elif heads_group(head.line):
        _hang(node, head)


def heads_group(line: Line) -> bool:
    """Whether a line is the 小计 of the vertically merged group that it opens."""
    return bool(line.group) and (bool(BARE_TOTAL.match(line.label)) or line.label == line.group.partition(":")[2])


def _unwind(stack: list[Node], node: Node) -> None:
    """Pop the lines under which ``node`` does not stand.

    A numbered line goes on with the innermost list that has come to its number; a list that begins again with one stands
    below the line before it (一、本年支出 over 一、教育支出).
    """
    line = node.line
    if line.mark and line.role == "item":
        for at in range(len(stack) - 1, -1, -1):
            if stack[at].line.mark == line.mark and stack[at].line.ordinal == line.ordinal - 1:
                del stack[at:]
                return
        if line.ordinal == 1 and stack and stack[-1].role == "item" and stack[-1].line.mark in {0, line.mark}:
            return
    while stack and not (_holds(stack[-1].line, line) or _carries(stack[-1].line, line)):
        stack.pop()


def _carries(above: Line, line: Line) -> bool:
    """Whether ``line`` names one fund of a carry-over: 上年结转 over 一般公共预算拨款."""
    return bool(CARRIED.match(above.label)) and not line.mark and bool(FUNDS.match(line.label))


def _holds(above: Line, line: Line) -> bool:
    """Whether ``line`` stands below ``above`` in the tree."""
    if line.role == "of_which":
        return above.role != "of_which" and (above.mark < line.mark or not line.mark)
    if above.role == "of_which":
        return bool(line.mark) and 0 < above.mark < line.mark
    if line.mark:
        return 0 < above.mark < line.mark or (not above.mark and above.indent < line.indent)
    return bool(above.mark) or line.indent > above.indent
