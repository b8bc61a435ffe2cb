"""One budget of a government in one phase of one year (账): lines of income and expenditure in 分 whose two sides are equal.

A phase is the draft as approved (预算), as adjusted (调整), carried out by June (半年) or December (执行, from fast reports), and
settled (决算). An account is of one level (全县, 县本级) and of one of the four books.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.compose.demo.books import Amount

if TYPE_CHECKING:
    from collections.abc import Iterable

GENERAL, FUND, STATE, SOCIAL = "一般公共预算", "政府性基金预算", "国有资本经营预算", "社会保险基金预算"
DRAFT, ADJUSTED, HALF, DONE, FINAL = "预算", "调整", "半年", "执行", "决算"
INCOME, OUTLAY = "收", "支"
TAX, OTHER, SPENDING = "税收收入", "非税收入", "支出"
OWN = (TAX, OTHER)
FROM_ABOVE, FROM_BELOW, TO_ABOVE, TO_BELOW = "上级补助收入", "下级上解收入", "上解上级支出", "补助下级支出"
BONDS, REPAID, OPENING, CLOSING = "债务转贷收入", "债务还本支出", "上年结转收入", "结转下年支出"
MOVED_IN, MOVED_OUT = "调入资金", "调出资金"
FROM_RESERVE, TO_RESERVE = "动用预算稳定调节基金", "安排预算稳定调节基金"


@dataclass(frozen=True, slots=True)
class Line:
    """A line of an account: its side (收, 支), its group (税收收入, 支出, 调入资金 …), its name, and 分."""

    side: str
    group: str
    name: str
    fen: int


@dataclass(frozen=True)
class Account:
    """The lines of one book at one level in one phase of one year; ``holder`` is 霁溪县全县 or the like."""

    holder: str
    year: int
    phase: str
    book: str
    lines: tuple[Line, ...]

    def group(self, side: str, *groups: str) -> Amount:
        """Return the sum of groups; of all groups where none is named (收入总计, 支出总计)."""
        fen = sum(line.fen for line in self.lines if line.side == side and (not groups or line.group in groups))
        return self._named(side, "+".join(groups) or "总计", fen)

    def line(self, side: str, name: str) -> Amount:
        """Return one line, 0 where it is not in the account."""
        fen = sum(line.fen for line in self.lines if line.side == side and line.name == name)
        return self._named(side, f"{name}（项）", fen)

    def item(self, side: str, group: str, name: str) -> Amount:
        """Return a line of one group where several groups have lines of that name (the funds of social insurance)."""
        fen = sum(line.fen for line in self.lines if (line.side, line.group, line.name) == (side, group, name))
        return self._named(side, f"{group}/{name}", fen)

    def names(self, side: str, *groups: str) -> tuple[str, ...]:
        """Return the names of the lines of groups, in order."""
        kept = (line.name for line in self.lines if line.side == side and (not groups or line.group in groups))
        return tuple(dict.fromkeys(kept))

    def groups(self, side: str) -> tuple[str, ...]:
        """Return the groups of a side, in order."""
        return tuple(dict.fromkeys(line.group for line in self.lines if line.side == side))

    @property
    def revenue(self) -> Amount:
        """The revenue of the place itself: taxes and other revenue, before any transfer."""
        return self.group(INCOME, *(group for group in self.groups(INCOME) if group in OWN))

    @property
    def spending(self) -> Amount:
        """The expenditure, before any transfer."""
        return self.group(OUTLAY, SPENDING)

    @property
    def closing(self) -> Amount:
        """What is carried into the next year."""
        return self.group(OUTLAY, CLOSING)

    @property
    def without_closing(self) -> Amount:
        """The total of expenditure without what is carried over."""
        return self._named(OUTLAY, "总计减结转", self.group(OUTLAY).fen - self.closing.fen)

    def _named(self, side: str, what: str, fen: int) -> Amount:
        return Amount(f"{self.holder}|{self.year}|{self.phase}|{self.book}|{side}|{what}", fen)


def together(holder: str, upper: Account, lower: Account) -> Account:
    """Return the account of a place as a whole; what one level passes to the other is in neither side."""
    fen: dict[tuple[str, str, str], int] = {}
    inner = {(upper, FROM_BELOW), (upper, TO_BELOW), (lower, FROM_ABOVE), (lower, TO_ABOVE)}
    for account in (upper, lower):
        for line in account.lines:
            if (account, line.group) not in inner:
                at = (line.side, line.group, line.name)
                fen[at] = fen.get(at, 0) + line.fen
    return Account(holder, upper.year, upper.phase, upper.book, tuple(Line(*at, amount) for at, amount in fen.items()))


def lines(side: str, group: str, amounts: Iterable[tuple[str, int]]) -> list[Line]:
    """Return lines of one group."""
    return [Line(side, group, name, fen) for name, fen in amounts]
