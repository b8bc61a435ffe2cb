"""What numbered columns say outright: 3=1+2, A=B+C; and the roll-forward of 年初结转 to 年末结转."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.tables.relation import Relation
from gouji.extract.tables.words import clean

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Grid
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Node
    from gouji.model.document import Document

_NAME = re.compile(r"[(（]?(?P<name>\d{1,2}|[A-Z])[)）]?(?:=(?P<sum>[\dA-Z()（）+-]+))?$")
_FORMULA_HEAD = re.compile(r"公式|计算关系")
_TERM = re.compile(r"(?P<sign>[+-]?)(?P<name>\d{1,2}|[A-Z])")
_OPENING = re.compile(r"^(?:年初|上年)(?:财政拨款)?(?:结转|结余)")
_CLOSING = re.compile(r"^(?:年末|年终)(?:财政拨款)?(?:结转|结余)")
_IN = re.compile(r"^本年收入(?:合计)?$")
_OUT = re.compile(r"^本年支出(?:合计)?$")


def formula_sums(document: Document, sheet: Sheet) -> Iterator[Relation]:
    """Yield the formulas of the row that numbers the columns, for every line."""
    grid = sheet.grids[0]
    names, formulas = _numbered(document, grid)
    place = {column.index: at for at, column in enumerate(sheet.columns)}
    for result, formula in formulas.items():
        terms = _terms(formula)
        columns = [(names.get(name), sign) for name, sign in terms]
        if result not in place or any(column is None or column not in place for column, _ in columns):
            continue
        parts = [(place[column], sign) for column, sign in columns if column is not None]
        for node in sheet.nodes:
            if node.role != "note":
                cells = tuple((node.cells[at], sign) for at, sign in parts)
                key = ("formula", grid.table.index, grid.block, result)
                yield Relation(node.cells[place[result]], cells, key, printed=True)


def row_formulas(document: Document, sheet: Sheet) -> Iterator[Relation]:
    """Yield the formulas of a column headed 公式, which names the rows (A=B+C), for every value column."""
    grid = sheet.grids[0]
    heads = [column.index for column in grid.columns if column.path and _FORMULA_HEAD.match(column.path[-1])]
    if len(heads) != 1:
        return
    named: dict[str, Node] = {}
    told: list[tuple[Node, str]] = []
    for node in sheet.nodes:
        cell = grid.table.at.get((node.line.row, heads[0])) if node.table == grid.table.index else None
        match = _NAME.match(clean(document.text[cell.start : cell.end])) if cell else None
        if match:
            named[match["name"]] = node
            if match["sum"]:
                told.append((node, match["sum"]))
    for node, formula in told:
        terms = [(named.get(name), sign) for name, sign in _terms(formula)]
        rows = [(other, sign) for other, sign in terms if other is not None]
        for at, rated in enumerate(sheet.rated):
            if rows and len(rows) == len(terms) and not rated:
                cells = tuple((other.cells[at], sign) for other, sign in rows)
                yield Relation(node.cells[at], cells, ("row formula", grid.table.index, grid.block), printed=True)


def _numbered(document: Document, grid: Grid) -> tuple[dict[str, int], dict[int, str]]:
    """Return name to column and column to formula, from the header."""
    names: dict[str, int] = {}
    formulas: dict[int, str] = {}
    own = {column.index for column in grid.columns}
    for cell in grid.table.cells:
        if cell.row >= grid.header_rows or cell.column not in own:
            continue
        match = _NAME.match(clean(document.text[cell.start : cell.end]).replace("栏", ""))
        if match:
            names[match["name"]] = cell.column
            if match["sum"]:
                formulas[cell.column] = match["sum"]
    return names, formulas


def _terms(formula: str) -> list[tuple[str, int]]:
    """Return the signed names of a plain sum; brackets are only read where they enclose a single name."""
    bare = re.sub(r"[(（](\d{1,2}|[A-Z])[)）]", r"\1", formula)
    if not re.fullmatch(rf"(?:{_TERM.pattern.replace('?P<sign>', '').replace('?P<name>', '?:')})+", bare):
        return []
    return [(match["name"], -1 if match["sign"] == "-" else 1) for match in _TERM.finditer(bare)]


def roll_forward(sheet: Sheet) -> Iterator[Relation]:
    """Yield 年初结转 + 本年收入 - 本年支出 = 年末结转 for every line of a table with these four columns."""
    found: dict[str, int] = {}
    for at, column in enumerate(sheet.columns):
        if not column.path or (len(column.path) > 1 and column.path[-1] not in {"小计", "合计", "总计"}):
            continue
        for name, pattern in (("open", _OPENING), ("in", _IN), ("out", _OUT), ("close", _CLOSING)):
            if pattern.match(column.path[0]):
                found.setdefault(name, at)
    if len(found) < 4:  # noqa: PLR2004  the four columns of the roll-forward
        return
    key = ("roll", sheet.grids[0].table.index, sheet.grids[0].block)
    for node in sheet.nodes:
        if node.role != "note":
            cells = node.cells
            parts = ((cells[found["open"]], 1), (cells[found["in"]], 1), (cells[found["out"]], -1))
            yield Relation(cells[found["close"]], parts, key)
