"""The kinds of table that the forms are made of: items by function or by economic class, two sides in balance, 三公, an empty one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo.books import (
    ABROAD,
    BASIC,
    CAR_BUYING,
    CAR_FUEL,
    FUND,
    GENERAL,
    PROJECT,
    RECEPTION,
    SPARE,
    STATE,
)
from gouji.compose.demo.facts import three_public
from gouji.compose.demo.tables import (
    ECONOMIC,
    Column,
    Grid,
    Head,
    across,
    all_codes,
    code_heads,
    coded,
    name_of,
    ordinal,
    paired,
    sums,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gouji.compose.demo.books import Amount, Axis, Book
    from gouji.compose.demo.facts import Facts
    from gouji.compose.demo.scribe import Scribe
    from gouji.compose.demo.tables import Tree, Value

LEVELS = (3, 5, 7)
BUDGET_SOURCES = (
    ("一般公共预算拨款收入", GENERAL),
    ("政府性基金预算拨款收入", FUND),
    ("国有资本经营预算拨款收入", STATE),
    ("事业收入", "事业"),
    ("事业单位经营收入", "经营"),
    ("其他收入", "其他"),
)


def caption(scribe: Scribe, name: str, facts: Facts, number: str = "") -> Grid:
    """Write the lines above a table and return its grid."""
    scribe.table_name(3, name)
    if number:
        scribe.write(number, "right")
    scribe.write(scribe.manner.caption.format(name=facts.name, unit=scribe.manner.table_unit), "line")
    return Grid(scribe, name)


def by_class(book: Book, year: int, **which: Axis) -> list[tuple[str, Amount]]:
    """Return 一、一般公共服务支出 … with their amounts."""
    codes = book.items(3, **which)
    return [
        (f"{ordinal(at)}、{name_of(code, year)}", book.spent(function=code, **which))
        for at, code in enumerate(codes, 1)
    ]


def functional(
    scribe: Scribe,
    grid: Grid,
    columns: Sequence[Column],
    codes: Sequence[str],
    year: int,
    formula: tuple[int, Sequence[int]] | None = None,
) -> Tree:
    """Fill a table of functional items with these columns; ``formula`` says which column the others make up."""
    grid.head(
        *code_heads(scribe, grid.name, [Head(column.name, 2 if scribe.manner.split_codes else 1) for column in columns])
    )
    tree = coded(grid, columns, all_codes(codes, LEVELS), year)
    if formula:
        across(scribe, tree, *formula)
    return tree


def nature_columns(book: Book, names: Sequence[tuple[str, str]], **which: Axis) -> list[Column]:
    """Return the columns 合计, 基本支出, 项目支出 (and more) over a book."""
    first = Column(names[0][0], lambda code: book.spent(**which, **at(code)))
    return [first, *(Column(name, _of(book, nature, which)) for name, nature in names[1:])]


def _of(book: Book, nature: str, which: dict[str, Axis]) -> Callable[[str], Amount]:
    return lambda code: book.spent(nature=nature, **which, **at(code))


def at(code: str) -> dict[str, Axis]:
    """Return the question for a functional code; "" asks for all of them."""
    return {"function": code} if code else {}


def economic_table(grid: Grid, columns: Sequence[Column], codes: Sequence[str], year: int) -> Tree:
    """Fill a table of economic items with these columns."""
    grid.head((Head("经济分类科目编码"), Head("科目名称"), *(Head(column.name) for column in columns)))
    return coded(grid, columns, all_codes(codes, (3, 5)), year, ECONOMIC)


def balance(
    scribe: Scribe,
    grid: Grid,
    heads: tuple[str, str],
    left: Sequence[tuple[str, Amount]],
    right: Sequence[tuple[str, Amount]],
    feet: Sequence[tuple[str, Value, str, Value]],
) -> None:
    """Fill a table of two lists with feet: this year's totals, what was there, what is left, the grand totals."""
    grid.head((Head(heads[0]), Head(heads[1]), Head("支出项目"), Head(heads[1])))
    rows = paired(grid, left, right)
    foot = [[numbers[1], numbers[3]] for numbers in (grid.row(*line) for line in feet)]
    for side, count in ((0, len(left)), (1, len(right))):
        sums(scribe, foot[0][side], [row[side] for row in rows[:count]], axis="column")
        sums(scribe, foot[-1][side], [line[side] for line in foot[:-1]], axis="column")
    sums(scribe, foot[-1][0], [foot[-1][1]])


def sangong_budget(scribe: Scribe, facts: Facts, name: str, number: str, book: Book) -> None:
    """Write the table of 三公 of a budget: one row."""
    grid = caption(scribe, name, facts, number)
    grid.head(
        (
            Head("单位名称", 2),
            Head("合计", 2),
            Head("因公出国（境）费", 2),
            Head("公务用车购置及运行费", 1, 3),
            Head("公务接待费", 2),
        ),
        (Head("小计"), Head("公务用车购置费"), Head("公务用车运行费")),
    )
    amounts = [
        three_public(book, *codes)
        for codes in ((), (ABROAD,), (CAR_BUYING, CAR_FUEL), (CAR_BUYING,), (CAR_FUEL,), (RECEPTION,))
    ]
    row = grid.row(facts.name, *amounts)
    sums(scribe, row[1], [row[2], row[3], row[6]])
    sums(scribe, row[3], [row[4], row[5]])
    grid.done()


def empty(scribe: Scribe, facts: Facts, name: str, number: str, heads: Sequence[str], note: str) -> None:
    """Write a table without amounts, and the note that says why."""
    grid = caption(scribe, name, facts, number)
    grid.head(tuple(Head(head) for head in heads))
    grid.row(*("" for _ in heads))
    grid.done()
    scribe.write(note, "line")


def by_source(book: Book, function: str = "") -> list[Amount]:
    """Return a budget's income by source."""
    return [book.spent(carried=False, money=money, **at(function)) for _, money in BUDGET_SOURCES]


BY_NATURE = (("合计", ""), ("基本支出", BASIC), ("项目支出", PROJECT))
WITH_SPARE = (*BY_NATURE, ("预留机动经费", SPARE))


def money_column(book: Book, name: str, money: Axis) -> Column:
    """Return the column of one source of money, over functional codes."""
    return Column(name, lambda code: book.spent(money=money, **at(code)))


def basic_columns(book: Book) -> list[Column]:
    """Return 合计, 人员经费, 公用经费 of 一般公共预算基本支出, over economic codes."""
    basic: dict[str, Axis] = {"money": GENERAL, "nature": BASIC}
    return [
        Column("合计", lambda code: book.spent(**basic, **({"economic": code} if code else {}))),
        Column("人员经费", lambda code: book.spent(**basic, economic=_within(code, ("301", "303")))),
        Column("公用经费", lambda code: book.spent(**basic, economic=_within(code, ("302", "310")))),
    ]


def _within(code: str, group: tuple[str, ...]) -> tuple[str, ...]:
    if not code:
        return group
    return (code,) if code.startswith(group) else ("-",)
