"""A made-up county's finances over several years: what one paper says is what the next one starts from."""

from __future__ import annotations

from dataclasses import dataclass
from random import Random
from typing import TYPE_CHECKING

from gouji.compose.demo.books import FUND as FUND_MONEY
from gouji.compose.demo.books import GENERAL as GENERAL_MONEY
from gouji.compose.demo.books import SANGONG, Amount
from gouji.compose.demo.government.accounts import DRAFT, GENERAL
from gouji.compose.demo.government.debt import Debt, debts
from gouji.compose.demo.government.funds import fund, social, state
from gouji.compose.demo.government.general import general
from gouji.compose.demo.government.maker import ALL, OWN_LEVEL, Accounts, Maker
from gouji.compose.demo.history import FIRST_YEAR

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.compose.demo.books import Book
    from gouji.compose.demo.government.accounts import Account
    from gouji.compose.demo.history import History

_EARLIER = 2
"""Years before the departments' first one: a report looks back at the year before, whose base is one year further back."""
_ROOM = 13
"""Tenths of what the departments shown spend that a class has at least: there are others."""
_OTHERS = {"30212": 300_000, "30231": 6_400_000, "31013": 900_000, "30217": 2_300_000}
"""三公 of the offices that are not shown, in 元."""


@dataclass(frozen=True)
class County:
    """A made-up county or district: its accounts by year, phase, book and level; the departments that they contain."""

    place: str
    departments: tuple[History, ...]
    accounts: Accounts
    debts: dict[int, Debt]
    seed: str
    grain: int

    @property
    def kind(self) -> str:
        """县 or 区."""
        return self.place[-1]

    def account(self, year: int, phase: str, book: str = GENERAL, level: str = ALL) -> Account:
        """Return an account; the three other books are those of the place as a whole."""
        return self.accounts[year, phase, book, level if book == GENERAL else ALL]

    def departmental(self, year: int) -> list[tuple[str, Amount, Amount, Amount]]:
        """Return what the draft gives each department of new general money: its name, all of it, 基本, 项目."""
        found = []
        for one in self.departments:
            book = one.budgets[year - FIRST_YEAR]
            basic, project = (
                book.spent(money=GENERAL_MONEY, carried=False, nature=nature) for nature in ("基本", "项目")
            )
            found.append((one.name, book.spent(money=GENERAL_MONEY, carried=False), basic, project))
        return found

    def others(self, year: int) -> Amount:
        """Return what the draft gives the offices that are not among the departments shown."""
        own = self.account(year, DRAFT, GENERAL, OWN_LEVEL)
        shown = sum(every.fen for _, every, _, _ in self.departmental(year))
        spent = own.spending.fen - own.line("支", "227").fen - own.line("支", "232").fen
        return Amount(f"{self.place}本级|{year}|{DRAFT}|其他预算单位", spent - shown)

    def three_public(self, year: int, phase: str, *codes: str) -> Amount:
        """Return 三公 paid by the treasury for all offices: the departments shown and the others."""
        chosen = codes or SANGONG
        fen = 0
        for code in chosen:
            books = (self._book(one, year, phase) for one in self.departments)
            fen += sum(book.spent(economic=(code,), money=GENERAL_MONEY).fen for book in books)
            fen += self._others_three_public(code, year, phase)
        return Amount(f"{self.place}本级|{year}|{phase}|三公|{'+'.join(chosen)}", fen)

    @staticmethod
    def _book(one: History, year: int, phase: str) -> Book:
        return (one.budgets if phase == DRAFT else one.finals)[year - FIRST_YEAR]

    def _others_three_public(self, code: str, year: int, phase: str) -> int:
        rng = Random(f"{self.seed}/{code}")  # noqa: S311  made-up figures, not secrets
        planned = spent = _OTHERS[code] * 100
        for _ in range(FIRST_YEAR, year + 1):
            planned = planned * rng.randint(930, 1004) // 1000
            spent = planned * rng.randint(860, 990) // 1000
        return (planned if phase == DRAFT else spent) // self.grain * self.grain


def county(place: str, departments: Sequence[History], years: int, seed: str) -> County:
    """Return the finances of the place for ``years`` years and those before that its papers look back to."""
    rng = Random(f"{seed}/government")  # noqa: S311  made-up figures, not secrets
    grain = rng.choice((1, 1, 1_000_000))
    maker = Maker(place, rng, grain, rng.randint(70, 150) * 1_000_000, _floors(departments))
    span = range(FIRST_YEAR - _EARLIER, FIRST_YEAR + years + 1)
    owed = {debt.year: debt for debt in debts(f"{place}本级", span, rng)}
    for year in span:
        fund(maker, year, owed[year])
        state(maker, year)
        social(maker, year)
        general(maker, year, owed[year])
    return County(place, tuple(departments), maker.accounts, owed, seed, grain)


def _floors(departments: Sequence[History]) -> dict[str, int]:
    """Return what each class of the general budget, and 城乡社区 of the funds, must at least hold."""
    floors: dict[str, int] = {}
    years = max((len(one.finals) for one in departments), default=0)
    for books in ("budgets", "finals"):
        for at in range(years):
            sums: dict[str, int] = {}
            for one in departments:
                for post in getattr(one, books)[at].posts:
                    name = {GENERAL_MONEY: post.function[:3], FUND_MONEY: f"基金{post.function[:3]}"}.get(
                        post.money, ""
                    )
                    sums[name] = sums.get(name, 0) + post.fen
            for name, fen in sums.items():
                floors[name] = max(floors.get(name, 0), fen * _ROOM // 10 // 1_000_000 * 1_000_000)
    return floors
