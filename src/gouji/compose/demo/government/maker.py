"""What a county's years grow from: chance, the grain of its books, and the accounts made so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.compose.demo.government.accounts import GENERAL, HALF, OWN, SPENDING, Account, Line

if TYPE_CHECKING:
    from collections.abc import Iterable
    from random import Random

ALL, OWN_LEVEL, TOWNS = "全", "本级", "乡镇"
Accounts = dict[tuple[int, str, str, str], Account]


@dataclass
class Maker:
    """A county's years in the making. ``grain`` is what amounts are multiples of, in 分: 1, or a 万元 in tidy books.

    ``scale`` sets the size of the place (分 for each unit of a weight); ``floors`` is what a class needs at least, because the
    departments that are shown spend it.
    """

    place: str
    rng: Random
    grain: int
    scale: int
    floors: dict[str, int] = field(default_factory=dict)
    accounts: Accounts = field(default_factory=dict)

    def round(self, fen: int) -> int:
        """Return an amount of this grain."""
        return fen // self.grain * self.grain

    def times(self, fen: int, low: int, high: int) -> int:
        """Return some per mille of an amount, by chance between two ends."""
        return self.round(fen * self.rng.randint(low, high) // 1000)

    def keep(self, level: str, account: Account) -> Account:
        """Add an account and return it."""
        self.accounts[account.year, account.phase, account.book, level] = account
        return account

    def get(self, year: int, phase: str, book: str = GENERAL, level: str = ALL) -> Account | None:
        """Return an account made so far, None before the first year."""
        return self.accounts.get((year, phase, book, level))

    def grown(
        self,
        last: Account | None,
        side: str,
        weights: Iterable[tuple[str, int]],
        low: int,
        high: int,
        share: int = 1000,
    ) -> list[tuple[str, int]]:
        """Return this year's amounts by name: last year's moved by chance, in the first year the weights."""
        return [
            (name, self.times(last.line(side, name).fen if last else self.scale * weight * share // 1000, low, high))
            for name, weight in weights
        ]

    def half(self, level: str, account: Account) -> Account:
        """Add what came in and went out by the end of June, and return it."""
        kept = tuple(line for line in account.lines if line.group in (*OWN, SPENDING))
        changed = tuple(Line(line.side, line.group, line.name, self.times(line.fen, 450, 545)) for line in kept)
        return self.keep(level, Account(account.holder, account.year, HALF, account.book, changed))


def split(fen: int, weights: Iterable[tuple[str, int]], grain: int) -> list[tuple[str, int]]:
    """Return an amount divided by weights in multiples of a grain; what is left over goes to the last."""
    given = list(weights)
    whole = sum(weight for _, weight in given)
    parts = [fen * weight // whole // grain * grain for _, weight in given[:-1]]
    return [(name, part) for (name, _), part in zip(given, (*parts, fen - sum(parts)), strict=True)]
