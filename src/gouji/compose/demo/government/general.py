"""The general public budget (一般公共预算) of a county year by year: its own level, the towns below it, and both together.

What closes each account is the general transfer from above (一般性转移支付), at the towns the county's own grant.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.demo.government import debt as owed
from gouji.compose.demo.government import names
from gouji.compose.demo.government.accounts import (
    ADJUSTED,
    BONDS,
    CLOSING,
    DONE,
    DRAFT,
    FINAL,
    FROM_ABOVE,
    FROM_BELOW,
    FROM_RESERVE,
    FUND,
    GENERAL,
    INCOME,
    MOVED_IN,
    MOVED_OUT,
    OPENING,
    OTHER,
    OUTLAY,
    REPAID,
    SPENDING,
    STATE,
    TAX,
    TO_ABOVE,
    TO_BELOW,
    TO_RESERVE,
    Account,
    Line,
    lines,
    together,
)
from gouji.compose.demo.government.maker import ALL, OWN_LEVEL, TOWNS, split

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.compose.demo.government.debt import Debt
    from gouji.compose.demo.government.maker import Maker

GRANTS, SPECIAL, RETURNED = "一般性转移支付收入", "专项转移支付收入", "返还性收入"
_TOWN_ITEMS = ("增值税", "企业所得税", "个人所得税", "城市维护建设税", "房产税", "城镇土地使用税", "其他收入")
_TOWN_CLASSES = ("201", "207", "208", "210", "211", "212", "213", "221")
_TOWN_SHARE = 170
_PHASES = (DRAFT, ADJUSTED, DONE, FINAL)


def general(maker: Maker, year: int, debt: Debt) -> None:
    """Add a year's general accounts at the three levels."""
    kind = maker.place[-1]
    lower, upper = _towns(maker, year), _Own(maker, year, debt)
    for phase in _PHASES:
        towns = maker.keep(TOWNS, lower[phase])
        own = maker.keep(OWN_LEVEL, upper.account(phase, towns))
        maker.keep(ALL, together(f"{maker.place}全{kind}", own, towns))
    towns, own = (maker.half(level, maker.accounts[year, DONE, GENERAL, level]) for level in (TOWNS, OWN_LEVEL))
    maker.keep(ALL, together(f"{maker.place}全{kind}", own, towns))


def _closed(account: Account, group: str, name: str) -> Account:
    """Return the account with the line of income that makes both sides equal."""
    lack = account.group(OUTLAY).fen - account.group(INCOME).fen
    more = Line(INCOME, group, name, lack)
    kept = list(account.lines)
    at = next((at for at, line in enumerate(kept) if line.group == group and line.side == INCOME), 0)
    # 返还性, 一般性, 专项: the general transfer stands between the two others.
    kept.insert(at + (1 if group == FROM_ABOVE and name == GRANTS else 0), more)
    return Account(account.holder, account.year, account.phase, account.book, tuple(kept))


def _towns(maker: Maker, year: int) -> dict[str, Account]:
    last = maker.get(year - 1, DONE, GENERAL, TOWNS)
    settled = maker.get(year - 1, FINAL, GENERAL, TOWNS)
    taxes = [one for one in names.TAXES if one[0] in _TOWN_ITEMS]
    others = [one for one in names.OTHERS if one[0] in _TOWN_ITEMS]
    classes = [one for one in names.CLASSES if one[0] in _TOWN_CLASSES]
    planned = {
        TAX: maker.grown(last, INCOME, taxes, 990, 1080, _TOWN_SHARE),
        OTHER: maker.grown(last, INCOME, others, 950, 1080, _TOWN_SHARE),
        SPENDING: maker.grown(last, OUTLAY, classes, 960, 1060, _TOWN_SHARE),
    }
    done = {group: [(name, maker.times(fen, 930, 1050)) for name, fen in given] for group, given in planned.items()}
    closing = maker.times(sum(fen for _, fen in done[SPENDING]), 12, 30)
    found = {}
    for phase in _PHASES:
        given = planned if phase in (DRAFT, ADJUSTED) else done
        opening = last if given is planned else settled
        kept = closing if phase == DONE else maker.times(closing, 950, 1040) if phase == FINAL else 0
        body = [
            *lines(INCOME, TAX, given[TAX]),
            *lines(INCOME, OTHER, given[OTHER]),
            Line(INCOME, OPENING, OPENING, opening.line(OUTLAY, CLOSING).fen if opening else 0),
            *lines(OUTLAY, SPENDING, given[SPENDING]),
            Line(OUTLAY, TO_ABOVE, TO_ABOVE, maker.round(sum(fen for _, fen in given[TAX]) * 21 // 100)),
            Line(OUTLAY, CLOSING, CLOSING, kept),
        ]
        found[phase] = _closed(Account(f"{maker.place}乡镇", year, phase, GENERAL, tuple(body)), FROM_ABOVE, FROM_ABOVE)
    return found


class _Own:
    """The county's own level in one year, phase after phase; every phase starts from the one before."""

    def __init__(self, maker: Maker, year: int, debt: Debt) -> None:
        self.maker, self.year, self.debt = maker, year, debt
        self.last, self.settled = (maker.get(year - 1, phase, GENERAL, OWN_LEVEL) for phase in (DONE, FINAL))
        share = 1000 - _TOWN_SHARE
        self.revenue = [
            (group, maker.grown(self.last, INCOME, items, low, high, share))
            for group, items, low, high in ((TAX, names.TAXES, 985, 1085), (OTHER, names.OTHERS, 930, 1060))
        ]
        self.classes = self._floored(maker.grown(self.last, OUTLAY, names.CLASSES, 950, 1060, share))
        self.reserve = maker.times(sum(fen for _, fen in self.classes), 13, 22)
        whole = maker.scale * 4_400
        self.fixed = {
            RETURNED: maker.round(maker.scale * 74) if not self.last else self.last.line(INCOME, RETURNED).fen,
            SPECIAL: maker.times(whole, 70, 110),
            TO_ABOVE: maker.times(whole, 12, 20),
            FROM_RESERVE: maker.times(whole, 8, 20),
            TO_RESERVE: maker.times(whole, 9, 21),
            CLOSING: 0,
        }

    def account(self, phase: str, towns: Account) -> Account:
        """Return the account of a phase; phases are asked for in their order."""
        if phase == ADJUSTED:
            later = dict(_works(self.debt.amount(owed.LATER, "一般").fen))
            self.classes = [(code, fen + later.get(code, 0)) for code, fen in self.classes]
        elif phase == DONE:
            self._carried_out()
        elif phase == FINAL:
            self._settled()
        done = phase in (DONE, FINAL)
        opening = self.settled if done else self.last
        body = [
            *(line for group, items in self.revenue for line in lines(INCOME, group, items)),
            Line(INCOME, FROM_ABOVE, RETURNED, self.fixed[RETURNED]),
            Line(INCOME, FROM_ABOVE, SPECIAL, self.fixed[SPECIAL]),
            Line(INCOME, FROM_BELOW, FROM_BELOW, towns.line(OUTLAY, TO_ABOVE).fen),
            Line(INCOME, OPENING, OPENING, opening.line(OUTLAY, CLOSING).fen if opening else 0),
            Line(INCOME, MOVED_IN, MOVED_IN, self._moved_in(phase)),
            Line(INCOME, BONDS, BONDS, self._bonds(phase)),
            Line(INCOME, FROM_RESERVE, FROM_RESERVE, self.fixed[FROM_RESERVE]),
            *lines(OUTLAY, SPENDING, self.classes),
            *([] if done else [Line(OUTLAY, SPENDING, names.RESERVE, self.reserve)]),
            Line(OUTLAY, TO_BELOW, TO_BELOW, towns.line(INCOME, FROM_ABOVE).fen),
            Line(OUTLAY, TO_ABOVE, TO_ABOVE, self.fixed[TO_ABOVE]),
            Line(OUTLAY, REPAID, REPAID, self.debt.amount(owed.REPAID, "一般").fen),
            Line(OUTLAY, TO_RESERVE, TO_RESERVE, self.fixed[TO_RESERVE] if done else 0),
            Line(OUTLAY, CLOSING, CLOSING, self.fixed[CLOSING]),
        ]
        kind = self.maker.place[-1]
        holder = f"{self.maker.place}{kind}本级"
        return _closed(Account(holder, self.year, phase, GENERAL, tuple(body)), FROM_ABOVE, GRANTS)

    def _carried_out(self) -> None:
        maker = self.maker
        self.revenue = [
            (group, [(name, maker.times(fen, 920, 1075)) for name, fen in items]) for group, items in self.revenue
        ]
        self.classes = self._floored([(code, maker.times(fen, 925, 999)) for code, fen in self.classes])
        self.fixed[SPECIAL] = maker.times(self.fixed[SPECIAL], 1010, 1160)
        self.fixed[CLOSING] = maker.times(sum(fen for _, fen in self.classes), 14, 34)

    def _settled(self) -> None:
        """Settle with the levels above: a few classes and the transfers end a little otherwise than was reported."""
        maker = self.maker
        touched = {maker.rng.randrange(len(self.classes)) for _ in range(4)}
        self.classes = self._floored(
            [
                (code, maker.times(fen, 975, 1030) if at in touched else fen)
                for at, (code, fen) in enumerate(self.classes)
            ]
        )
        self.fixed[CLOSING] = maker.times(self.fixed[CLOSING], 960, 1060)

    def _floored(self, classes: Iterable[tuple[str, int]]) -> list[tuple[str, int]]:
        return [(code, max(fen, self.maker.floors.get(code, 0))) for code, fen in classes]

    def _moved_in(self, phase: str) -> int:
        books = [self.maker.get(self.year, phase, book) for book in (FUND, STATE)]
        return sum(book.line(OUTLAY, MOVED_OUT).fen for book in books if book)

    def _bonds(self, phase: str) -> int:
        new = owed.EARLY if phase == DRAFT else owed.NEW
        return self.debt.amount(new, "一般").fen + self.debt.amount(owed.AGAIN, "一般").fen


def _works(fen: int) -> Sequence[tuple[str, int]]:
    """Return what new general bonds are spent on, by class."""
    codes = [code for _, _, code in names.BOND_WORKS if code]
    return split(fen, list(zip(codes, (4, 3, 2), strict=True)), 1_000_000)


def works(debt: Debt) -> list[tuple[str, str, int]]:
    """Return the projects of the bonds that the adjustment adds: name, kind of bond, 分."""
    general_names = [name for name, _, code in names.BOND_WORKS if code]
    special = [name for name, _, code in names.BOND_WORKS if not code]
    shares = _works(debt.amount(owed.LATER, "一般").fen)
    more = split(debt.amount(owed.LATER, "专项").fen, list(zip(special, (5, 4, 3, 2), strict=True)), 1_000_000)
    found = [(name, "一般债券", fen) for name, (_, fen) in zip(general_names, shares, strict=True)]
    return found + [(name, "专项债券", fen) for name, fen in more]
