"""The three other books of a county: government funds, state capital, social insurance. The towns have none of them."""

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
    FUND,
    INCOME,
    MOVED_OUT,
    OPENING,
    OTHER,
    OUTLAY,
    REPAID,
    SOCIAL,
    SPENDING,
    STATE,
    Account,
    Line,
    lines,
)
from gouji.compose.demo.government.maker import ALL, split

if TYPE_CHECKING:
    from gouji.compose.demo.government.debt import Debt
    from gouji.compose.demo.government.maker import Maker

BALANCE, LEFT = "上年滚存结余", "年末滚存结余"
_GRANT = "上级补助收入"
_FUND_WEIGHTS = ((names.LAND, 860), (names.UTILITY, 62), (names.SEWAGE, 38), (names.LOTTERY, 9))
_BONDS_ON, _LAND_ON, _FARM_ON, _INTEREST_ON, _GRANT_ON = "229", "212", "213", "232", "208"


def fund(maker: Maker, year: int, debt: Debt) -> None:
    """Add a year's accounts of the government funds (政府性基金): what is not spent moves to the general budget or stays."""
    last, settled = maker.get(year - 1, DONE, FUND), maker.get(year - 1, FINAL, FUND)
    revenue = maker.grown(last, INCOME, _FUND_WEIGHTS, 960, 1090)
    grant = maker.times(maker.scale, 9_000, 15_000)
    for phase in (DRAFT, ADJUSTED, DONE, FINAL):
        if phase == DONE:
            revenue = [(name, maker.times(fen, 860, 1060)) for name, fen in revenue]
        done = phase in (DONE, FINAL)
        opening = settled if done else last
        new = debt.amount(owed.EARLY if phase == DRAFT else owed.NEW, "专项").fen
        spent = _fund_spending(maker, dict(revenue), grant, new, debt, done=done)
        body = [
            *lines(INCOME, OTHER, revenue),
            Line(INCOME, FROM_ABOVE, _GRANT, grant),
            Line(INCOME, OPENING, OPENING, opening.line(OUTLAY, CLOSING).fen if opening else 0),
            Line(INCOME, BONDS, BONDS, new + debt.amount(owed.AGAIN, "专项").fen),
            *lines(OUTLAY, SPENDING, spent),
            Line(OUTLAY, REPAID, REPAID, debt.amount(owed.REPAID, "专项").fen),
        ]
        maker.keep(ALL, _divided(maker, Account(maker.place, year, phase, FUND, tuple(body)), done=done, part=620))
    maker.half(ALL, maker.accounts[year, DONE, FUND, ALL])


def _fund_spending(
    maker: Maker, revenue: dict[str, int], grant: int, new: int, debt: Debt, *, done: bool
) -> list[tuple[str, int]]:
    part = 970 if done else 1000
    land = sum(revenue[name] for name in (names.LAND, names.UTILITY, names.SEWAGE))
    return [
        (_GRANT_ON, maker.round(grant * part // 1000)),
        (_LAND_ON, max(maker.round(land * 46 * part // 100_000), maker.floors.get(f"基金{_LAND_ON}", 0))),
        (_FARM_ON, maker.round(land * 5 * part // 100_000)),
        (_BONDS_ON, maker.round((new + revenue[names.LOTTERY]) * part // 1000)),
        (_INTEREST_ON, debt.amount(owed.INTEREST, "专项").fen // maker.grain * maker.grain),
    ]


def _divided(maker: Maker, account: Account, *, done: bool, part: int) -> Account:
    """Return the account with what is left over moved to the general budget, and once the year is over partly kept."""
    left = account.group(INCOME).fen - account.group(OUTLAY).fen
    out = maker.round(left * part // 1000) if done else left
    more = [Line(OUTLAY, MOVED_OUT, MOVED_OUT, out), Line(OUTLAY, CLOSING, CLOSING, left - out)]
    return Account(account.holder, account.year, account.phase, account.book, (*account.lines, *more))


def state(maker: Maker, year: int) -> None:
    """Add a year's accounts of state capital (国有资本经营)."""
    last, settled = maker.get(year - 1, DONE, STATE), maker.get(year - 1, FINAL, STATE)
    revenue = [(name, fen) for name, fen in maker.grown(last, INCOME, names.STATE_INCOME, 960, 1120, 400)]
    for phase in (DRAFT, ADJUSTED, DONE, FINAL):
        if phase == DONE:
            revenue = [(name, maker.times(fen, 880, 1100)) for name, fen in revenue]
        done = phase in (DONE, FINAL)
        opening = settled if done else last
        own = sum(fen for _, fen in revenue)
        spent = split(maker.round(own * (57 if done else 60) // 100), names.STATE_OUTLAY, maker.grain)
        body = [
            *lines(INCOME, OTHER, revenue),
            Line(INCOME, FROM_ABOVE, _GRANT, maker.round(maker.scale)),
            Line(INCOME, OPENING, OPENING, opening.line(OUTLAY, CLOSING).fen if opening else 0),
            *lines(OUTLAY, SPENDING, spent),
        ]
        maker.keep(ALL, _divided(maker, Account(maker.place, year, phase, STATE, tuple(body)), done=done, part=800))
    maker.half(ALL, maker.accounts[year, DONE, STATE, ALL])


def social(maker: Maker, year: int) -> None:
    """Add a year's accounts of social insurance: each fund's income and outlay by item, its balance before and after."""
    last, settled = maker.get(year - 1, DONE, SOCIAL), maker.get(year - 1, FINAL, SOCIAL)
    income = {
        name: maker.times(last.group(INCOME, name).fen if last else maker.scale * weight, 985, 1060)
        for name, weight, _ in names.SOCIAL_FUNDS
    }
    planned = {name: (fen, maker.times(fen, 880, 985)) for name, fen in income.items()}
    done = {name: (maker.times(one, 970, 1040), maker.times(two, 960, 1030)) for name, (one, two) in planned.items()}
    for phase in (DRAFT, ADJUSTED, DONE, FINAL):
        given, opening = (planned, last) if phase in (DRAFT, ADJUSTED) else (done, settled)
        body: list[Line] = []
        for name, _, weight in names.SOCIAL_FUNDS:
            came, went = given[name]
            before = opening.item("余", name, LEFT).fen if opening else maker.round(maker.scale * weight)
            body += [Line(INCOME, name, item, fen) for item, fen in split(came, names.SOCIAL_INCOME, maker.grain)]
            body += [Line(OUTLAY, name, item, fen) for item, fen in split(went, names.SOCIAL_OUTLAY, maker.grain)]
            body += [Line("余", name, BALANCE, before), Line("余", name, LEFT, before + came - went)]
        maker.keep(ALL, Account(maker.place, year, phase, SOCIAL, tuple(body)))
