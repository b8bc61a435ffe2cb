"""The debt of a made-up government (政府债务): limits and balances of general and special debt, year after year."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.compose.demo.books import Amount

if TYPE_CHECKING:
    from collections.abc import Iterator
    from random import Random

KINDS = ("一般", "专项")
_WAN, _YI = 1_000_000, 10_000_000_000
LIMIT_BEFORE, LIMIT, BALANCE_BEFORE, BALANCE = "上年限额", "限额", "上年余额", "余额"
EARLY, LATER, NEW, AGAIN, REPAID, INTEREST = "提前下达新增限额", "新增限额", "新增", "再融资", "还本", "付息"


@dataclass(frozen=True)
class Debt:
    """One year's debt by kind, in 分. New bonds come in two parts: EARLY stands in the draft, LATER in the adjustment."""

    holder: str
    year: int
    fen: dict[tuple[str, str], int]

    def amount(self, what: str, *kinds: str) -> Amount:
        """Return a limit, a balance, an issue or a repayment, of one kind of debt or of both.

        Last year's limit and balance are the same quantities as last year's own.
        """
        chosen = kinds or KINDS
        named = {LIMIT_BEFORE: (LIMIT, self.year - 1), BALANCE_BEFORE: (BALANCE, self.year - 1)}
        name, year = named.get(what, (what, self.year))
        return Amount(
            f"{self.holder}|{year}|债务|{name}|{'+'.join(chosen)}", sum(self.fen[what, kind] for kind in chosen)
        )


def debts(holder: str, years: range, rng: Random) -> Iterator[Debt]:
    """Yield the linked years; bonds are issued in whole 万元, what is left of old loans is not."""
    limit = {"一般": rng.randint(14, 22) * _YI, "专项": rng.randint(10, 17) * _YI}
    balance = {kind: fen * rng.randint(955, 992) // 1000 for kind, fen in limit.items()}
    for year in years:
        fen: dict[tuple[str, str], int] = {}
        for kind in KINDS:
            new = rng.randint(4_000, 15_000) if kind == "一般" else rng.randint(12_000, 42_000)
            early = new * rng.randint(30, 60) // 100 // 100 * 100
            repaid = rng.randint(9_000, 26_000)
            again = repaid * rng.randint(80, 90) // 100
            fen |= {
                (LIMIT_BEFORE, kind): limit[kind],
                (BALANCE_BEFORE, kind): balance[kind],
                (EARLY, kind): early * _WAN,
                (LATER, kind): (new - early) * _WAN,
                (NEW, kind): new * _WAN,
                (AGAIN, kind): again * _WAN,
                (REPAID, kind): repaid * _WAN,
                (INTEREST, kind): balance[kind] * rng.randint(29, 35) // 1000,
            }
            limit[kind] += new * _WAN
            balance[kind] += (new + again - repaid) * _WAN
            fen |= {(LIMIT, kind): limit[kind], (BALANCE, kind): balance[kind]}
        yield Debt(holder, year, fen)
