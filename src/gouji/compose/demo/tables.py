"""Tables of the forms: spending by functional item, by economic item, balances of income and spending, 三公."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.codes.classification import lookup_code
from gouji.compose.demo.books import Amount
from gouji.compose.demo.phrases import shown
from gouji.compose.demo.relations import Relation, Term
from gouji.compose.page import Cell, Number, Piece, Pieces, Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from gouji.compose.demo.scribe import Scribe

FUNCTIONAL, ECONOMIC = "功能分类", "部门预算支出经济分类"
_NUMERALS = "一二三四五六七八九十"
Value = Amount | Piece | None


@dataclass(frozen=True, slots=True)
class Head:
    """A cell of the header, and how many rows and columns it covers."""

    text: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Column:
    """A column of amounts: its name, and the amount for a code ("" for the total)."""

    name: str
    amount: Callable[[str], Amount]


@dataclass
class Grid:
    """A table in the making: header rows, then rows of values."""

    scribe: Scribe
    name: str
    unit: str = ""
    cells: list[Cell] = field(default_factory=list)
    height: int = 0
    headers: int = 0

    def head(self, *rows: Sequence[Head]) -> None:
        """Set the header; a slot covered from above is left out."""
        taken: set[tuple[int, int]] = set()
        for row, heads in enumerate(rows):
            column = 0
            for head in heads:
                while (row, column) in taken:
                    column += 1
                taken |= {(row + down, column + right) for down in range(head.rows) for right in range(head.columns)}
                self.cells.append(
                    Cell(row, column, (head.text,) if head.text else (), head.rows, head.columns, head=True)
                )
                column += head.columns
        self.headers = self.height = len(rows)

    def row(self, *values: Value, join: int = 1) -> list[Number | None]:
        """Add a row; the first cell covers ``join`` columns. Return the numbers printed, in the order of the values."""
        numbers: list[Number | None] = []
        for at, value in enumerate(values):
            number = self.scribe.cell(value, self.unit) if isinstance(value, Amount) else None
            numbers.append(number)
            piece: Piece = number or (value if isinstance(value, str | Number) else "")
            pieces: Pieces = (piece,) if piece else ()
            column = at + (join - 1 if at else 0)
            self.cells.append(Cell(self.height, column, pieces, columns=join if at == 0 else 1))
        self.height += 1
        return numbers

    def done(self) -> None:
        """Add the table to the page."""
        self.scribe.blocks.append(Table(self.name, tuple(self.cells), self.headers))


def name_of(code: str, year: int, system: str = FUNCTIONAL) -> str:
    """Return the name of a code in a year."""
    return next(item.name for item in lookup_code(code, year) if item.system == system)


def ordinal(number: int) -> str:
    """Return 一, 二, … 十一, …: a Chinese numeral up to 99."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_NUMERALS[tens - 1]}十"
    return head + (_NUMERALS[ones - 1] if ones else "")


def sums(
    scribe: Scribe, whole: Number | None, parts: Iterable[Number | None], times: Iterable[int] = (), axis: str = "row"
) -> None:
    """Note that the printed parts of a table make up the whole; ``axis`` says whether they stand in its row or column."""
    kept = [part for part in parts if part is not None]
    signs = list(times) or [1] * len(kept)
    if whole is not None and kept:
        terms = (Term(1, whole.id), *(Term(-sign, part.id) for sign, part in zip(signs, kept, strict=True)))
        scribe.relations.append(Relation("sum", axis, terms))


def code_cells(scribe: Scribe, code: str, name: str) -> tuple[str, ...]:
    """Return the cells of a functional code and its name: joined (2080505), or in three columns (208 05 05)."""
    if scribe.manner.split_codes:
        return (code[:3], code[3:5], code[5:7], name)
    return (code, name)


def code_heads(scribe: Scribe, group: str, columns: Sequence[Head]) -> tuple[Sequence[Head], ...]:
    """Return the header of a functional table over these columns of amounts."""
    depth = max(head.rows for head in columns)
    if scribe.manner.split_codes:
        top = (Head("项目", 1, 4), Head(group, 1, len(columns)))
        names = tuple(Head(head.text, 2) for head in columns)
        return (
            top,
            (Head("功能分类科目编码", 1, 3), Head("功能分类科目名称", 2), *names),
            (Head("类"), Head("款"), Head("项")),
        )
    if depth > 1:
        return ((Head("项目", 1, 2), *columns), (Head("科目编码"), Head("科目名称")))
    return ((Head("科目编码"), Head("科目名称"), *columns),)


@dataclass(frozen=True)
class Tree:
    """What a table of codes printed: the numbers of each row by code, "" the total."""

    rows: dict[str, list[Number | None]]


def coded(grid: Grid, columns: Sequence[Column], codes: Sequence[str], year: int, system: str = FUNCTIONAL) -> Tree:
    """Add a row for each code and one for the total, and note that items make up classes and classes the total."""
    scribe = grid.scribe
    rows: dict[str, list[Number | None]] = {}
    if not scribe.manner.total_last:
        rows[""] = _total_row(grid, columns)
    for code in codes:
        lead = _lead(scribe, code, year, system)
        amounts = [column.amount(code) for column in columns]
        rows[code] = grid.row(*lead, *(amount if shown(amount) else _nothing(amount) for amount in amounts))[
            len(lead) :
        ]
    if scribe.manner.total_last:
        rows[""] = _total_row(grid, columns)
    tree = Tree(rows)
    _tree_sums(scribe, tree, len(columns))
    return tree


def _lead(scribe: Scribe, code: str, year: int, system: str) -> tuple[str, ...]:
    name = name_of(code, year, system)
    if system == ECONOMIC:
        return (code[:3], code[3:], name) if scribe.manner.split_codes else (code, name)
    return code_cells(scribe, code, name)


def _nothing(amount: Amount) -> Amount:
    return Amount(amount.key, 0)


def _total_row(grid: Grid, columns: Sequence[Column]) -> list[Number | None]:
    amounts = [column.amount("") for column in columns]
    width = max(cell.column + cell.columns for cell in grid.cells) - len(columns)
    return grid.row("合计", *amounts, join=width)[1:]


def _tree_sums(scribe: Scribe, tree: Tree, columns: int) -> None:
    codes = [code for code in tree.rows if code]
    least = min((len(code) for code in codes), default=0)
    for parent in tree.rows:
        children = [code for code in codes if _is_child(code, parent, least)]
        if not children:
            continue
        for column in range(columns):
            sums(scribe, tree.rows[parent][column], [tree.rows[code][column] for code in children], axis="column")


def _is_child(code: str, parent: str, least: int) -> bool:
    if not parent:
        return len(code) == least
    return len(code) == len(parent) + 2 and code.startswith(parent)


def across(scribe: Scribe, tree: Tree, whole: int, parts: Sequence[int]) -> None:
    """Note that in each row these columns make up that one."""
    for row in tree.rows.values():
        sums(scribe, row[whole], [row[part] for part in parts])


def paired(
    grid: Grid, left: Sequence[tuple[str, Value]], right: Sequence[tuple[Value, ...]]
) -> list[list[Number | None]]:
    """Add rows of two lists side by side, each (name, value…), and return the numbers of each row."""
    width = max((len(entry) for entry in right), default=2)
    rows = []
    for at in range(max(len(left), len(right))):
        one = left[at] if at < len(left) else ("", None)
        other = right[at] if at < len(right) else ("",) + (None,) * (width - 1)
        numbers = grid.row(*one, *other)
        rows.append([numbers[1], *numbers[3:]])
    return rows


def all_codes(codes: Iterable[str], levels: Sequence[int]) -> tuple[str, ...]:
    """Return the codes with their classes, in the order of a table."""
    return tuple(sorted({code[:level] for code in codes for level in levels}))
