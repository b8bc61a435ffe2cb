"""The kinds of table in governments' papers: items by columns of years with their rates, two sides in balance, debt, 三公."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.compose.demo.government.accounts import INCOME, OUTLAY, OWN, SPENDING
from gouji.compose.demo.government.phrases import label
from gouji.compose.demo.relations import Relation, Term
from gouji.compose.demo.tables import Grid, Head, ordinal, sums

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.compose.demo.books import Amount
    from gouji.compose.demo.government.accounts import Account
    from gouji.compose.demo.government.clerk import Clerk
    from gouji.compose.page import Number

RATIO, GROWTH = "ratio", "growth"


@dataclass(frozen=True, slots=True)
class Money:
    """A column of amounts: its head and the account (or whatever a row picks from) that it prints."""

    head: str
    source: Account


@dataclass(frozen=True, slots=True)
class Rate:
    """A column of rates between two columns of amounts, by their index: ``over`` of ``under``, or its growth over it."""

    head: str
    kind: str
    over: int
    under: int


Columns = Sequence[Money | Rate]


@dataclass(frozen=True)
class Row:
    """A row: its label, what it takes from an account, and the rows (by index) that make it up."""

    label: str
    pick: Callable[[Account], Amount]
    parts: tuple[int, ...] = ()


def begin(clerk: Clerk, name: str, unit: str = "万元") -> Grid:
    """Write a table's name and unit and return its grid."""
    clerk.table_name(3, name)
    clerk.write(f"单位：{unit}", "right")
    return Grid(clerk, name, unit)


def sheet(clerk: Clerk, name: str, columns: Columns, rows: Sequence[Row]) -> None:
    """Write a table of rows by columns; note the sums down and the rates across."""
    grid = begin(clerk, name)
    grid.head([Head("项目"), *(Head(column.head) for column in columns)])
    printed: list[list[Number | None]] = []
    for row in rows:
        amounts = [row.pick(column.source) if isinstance(column, Money) else None for column in columns]
        numbers = [clerk.cell(amount) if amount else None for amount in amounts]
        for at, column in enumerate(columns):
            if isinstance(column, Rate):
                numbers[at] = _rate(clerk, column, numbers, amounts)
        # A number is a piece of its own: the grid prints it as it is.
        grid.row(row.label, *numbers)
        printed.append(numbers)
    for row, numbers in zip(rows, printed, strict=True):
        for at, column in enumerate(columns):
            if isinstance(column, Money):
                sums(clerk, numbers[at], [printed[part][at] for part in row.parts], axis="column")
    grid.done()


def _rate(
    clerk: Clerk, column: Rate, numbers: Sequence[Number | None], amounts: Sequence[Amount | None]
) -> Number | None:
    over, under = amounts[column.over], amounts[column.under]
    one, other = numbers[column.over], numbers[column.under]
    if over is None or under is None or one is None or other is None or not one.value or not other.value:
        return None
    growing = column.kind == GROWTH
    rate = clerk.rate_cell(f"{over.key}/{under.key}/{column.kind}", over.fen - under.fen * growing, under.fen)
    if rate is not None:
        left = (Term(1, one.id), Term(-1, other.id)) if growing else (Term(1, one.id),)
        clerk.relations.append(Relation("rate", "row", left, (Term(1, other.id),), rate.id))
    return rate


def last_rate(clerk: Clerk, over: int, under: int) -> Rate:
    """Return the column that compares with last year, as this office prints it."""
    if clerk.habit.of_last:
        return Rate("为上年决算数的%", RATIO, over, under)
    return Rate("比上年增长%", GROWTH, over, under)


def revenue_rows(account: Account, total: str) -> list[Row]:
    """Return the rows of revenue: its two groups with their items, then the total."""
    rows: list[Row] = []
    tops = []
    for number, group in enumerate(OWN, 1):
        items = account.names(INCOME, group)
        tops.append(len(rows))
        inside = tuple(range(len(rows) + 1, len(rows) + 1 + len(items)))
        rows.append(Row(f"{ordinal(number)}、{group}", lambda one, group=group: one.group(INCOME, group), inside))  # type: ignore[misc]
        rows += [Row(f"　　{name}", lambda one, name=name: one.line(INCOME, name)) for name in items]  # type: ignore[misc]
    return [*rows, Row(total, lambda one: one.revenue, tuple(tops))]


def spending_rows(account: Account, total: str) -> list[Row]:
    """Return the rows of expenditure by class, then the total."""
    codes = account.names(OUTLAY, SPENDING)
    rows = [
        Row(f"{ordinal(at)}、{label(code, account.year)}", lambda one, code=code: one.line(OUTLAY, code))  # type: ignore[misc]
        for at, code in enumerate(codes, 1)
    ]
    return [*rows, Row(total, lambda one: one.spending, tuple(range(len(rows))))]


def book_rows(account: Account, side: str) -> list[Row]:
    """Return the rows of one side of a smaller book: its items and their sum, each transfer, the total of the side."""
    groups = OWN if side == INCOME else (SPENDING,)
    word = "收入" if side == INCOME else "支出"
    items = account.names(side, *groups)
    rows = [Row(label(name, account.year), lambda one, name=name: one.line(side, name)) for name in items]  # type: ignore[misc]
    own: Callable[[Account], Amount] = (lambda one: one.revenue) if side == INCOME else (lambda one: one.spending)
    rows.append(Row(f"本年{word}合计", own, tuple(range(len(items)))))
    first = len(rows)
    rows += [
        Row(group, lambda one, group=group: one.group(side, group))  # type: ignore[misc]
        for group in account.groups(side)
        if group not in groups
    ]
    return [*rows, Row(f"{word}总计", lambda one: one.group(side), (first - 1, *range(first, len(rows))))]


def two_sides(clerk: Clerk, name: str, account: Account, head: str) -> None:
    """Write both sides of an account beside each other, down to equal totals."""
    grid = begin(clerk, name)
    grid.head([Head("收入项目"), Head(head), Head("支出项目"), Head(head)])
    sides = []
    for side, own, first in ((INCOME, OWN, account.revenue), (OUTLAY, (SPENDING,), account.spending)):
        word = "收入" if side == INCOME else "支出"
        rest = [(group, account.group(side, group)) for group in account.groups(side) if group not in own]
        sides.append([(f"{account.book}{word}", first), *((group, amount) for group, amount in rest if amount.fen)])
    printed: list[list[Number | None]] = [[], []]
    for at in range(max(map(len, sides))):
        left, right = (side[at] if at < len(side) else ("", None) for side in sides)
        numbers = grid.row(*left, *right)
        printed[0].append(numbers[1])
        printed[1].append(numbers[3])
    totals = grid.row("收入总计", account.group(INCOME), "支出总计", account.group(OUTLAY))
    for at, column in ((1, 0), (3, 1)):
        sums(clerk, totals[at], printed[column], axis="column")
    sums(clerk, totals[1], [totals[3]])
    grid.done()


def matrix(  # noqa: PLR0913  what tables of this kind differ in
    clerk: Clerk,
    name: str,
    corner: str,
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Amount]]],
    *,
    unit: str = "万元",
    first_is_sum: bool = True,
    last_row_sum: bool = False,
) -> list[list[Number | None]]:
    """Write named rows of amounts; the first column is the sum of the others, the last row of those above, where said."""
    grid = begin(clerk, name, unit)
    grid.head([Head(corner), *(Head(head) for head in heads)])
    printed = [grid.row(label_, *amounts)[1:] for label_, amounts in rows]
    if first_is_sum:
        for numbers in printed:
            sums(clerk, numbers[0], numbers[1:])
    if last_row_sum:
        for column in range(len(heads)):
            sums(clerk, printed[-1][column], [row[column] for row in printed[:-1]], axis="column")
    grid.done()
    return printed
