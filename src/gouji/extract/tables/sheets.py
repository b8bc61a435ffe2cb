"""A form as its author saw it: continued pages joined, blocks of one list of codes set one after the other."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from gouji.extract.tables.names import imply_codes
from gouji.extract.tables.tree import Node, Spot, build
from gouji.extract.tables.words import RATE_HEAD

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.extract.extraction import Column, Grid, Line

_ECONOMIC = "35"


@dataclass(frozen=True)
class Sheet:
    """One block of one form over all its pages.

    ``columns`` are the value columns of the first grid; ``nodes`` the lines in order with their tree, whose ``cells`` stand
    in the order of ``columns``. ``title`` is the form's.
    """

    grids: tuple[Grid, ...]
    columns: tuple[Column, ...]
    nodes: tuple[Node, ...]

    @property
    def title(self) -> str:
        """The title of the form."""
        return self.grids[0].title

    @cached_property
    def rated(self) -> tuple[bool, ...]:
        """Whether each of ``columns`` holds percentages."""
        return tuple(is_rate(column) for column in self.columns)

    @cached_property
    def trusted(self) -> bool:
        """Whether nothing speaks against our reading: no slipped text, no values without a name among named lines."""
        if any(grid.doubtful for grid in self.grids):
            return False
        named = [bool(node.line.label or node.line.code) for node in self.nodes]
        return all(named) or not any(named)

    @cached_property
    def roots(self) -> tuple[Node, ...]:
        """The outermost lines that are no totals and no notes."""
        return tuple(node for node in self.nodes if node.parent is None and node.role in {"item", "of_which"})


def is_rate(column: Column) -> bool:
    """Whether a column holds percentages, which never add up."""
    return any(RATE_HEAD.search(text) for text in column.path)


def sheets(grids: Iterable[Grid]) -> list[Sheet]:
    """Return the additive forms of a document; performance tables are left out."""
    chains: list[list[Grid]] = []
    latest: dict[int, list[Grid]] = {}
    for grid in grids:
        if grid.note:
            continue
        if grid.continues and grid.block in latest and _width(grid) == _width(latest[grid.block][0]):
            latest[grid.block].append(grid)
            continue
        latest[grid.block] = [grid]
        chains.append(latest[grid.block])
    return [_sheet(run) for run in _runs(chains)]


def _runs(chains: Sequence[list[Grid]]) -> list[list[Grid]]:
    """Join neighbouring blocks that go on with one list of economic codes."""
    runs: list[list[Grid]] = []
    for chain in chains:
        last = runs[-1][-1] if runs else None
        first = chain[0]
        beside = last is not None and first.block > 0 and first.table.index in {grid.table.index for grid in runs[-1]}
        if beside and _economic(runs[-1]) and _economic(chain) and _width(runs[-1][0]) == _width(first):
            runs[-1] += chain
        else:
            runs.append(list(chain))
    return runs


def _economic(chain: Sequence[Grid]) -> bool:
    codes = [line.code for grid in chain for line in grid.lines if line.code]
    return len(codes) > 1 and all(code[0] in _ECONOMIC for code in codes)


def _width(grid: Grid) -> int:
    return sum(column.role == "value" for column in grid.columns)


def _role(grid: Grid, line: Line, above: Sequence[Node]) -> str:
    """Return the line's role; "repeat" for a total that a further page prints again, which stands outside the tree."""
    first = next((node.line for node in above if node.role != "note"), None)
    if (
        grid.continues
        and line.role == "total"
        and first is not None
        and first.role == "total"
        and line.label == first.label
    ):
        return "repeat"
    return line.role


def _sheet(run: list[Grid]) -> Sheet:
    nodes: list[Node] = []
    for grid in run:
        values = [column.index for column in grid.columns if column.role == "value"]
        for line in grid.lines:
            cells = tuple(Spot(grid.table.index, line.row, column) for column in values)
            nodes.append(Node(line, grid.table.index, cells, role=_role(grid, line, nodes)))
    imply_codes(nodes)
    build(nodes)
    columns = tuple(column for column in run[0].columns if column.role == "value")
    return Sheet(tuple(run), columns, tuple(nodes))
