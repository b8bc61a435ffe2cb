"""Sentences that governments' papers are made of: carried out against budget and last year, parts, balances, debt."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.compose.demo.government import names
from gouji.compose.demo.government.accounts import (
    CLOSING,
    INCOME,
    OTHER,
    OUTLAY,
    OWN,
    SPENDING,
    TAX,
)
from gouji.compose.demo.government.clerk import flat
from gouji.compose.demo.relations import Relation, Term
from gouji.compose.demo.tables import name_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.compose.demo.books import Amount
    from gouji.compose.demo.government.accounts import Account
    from gouji.compose.demo.government.clerk import Clerk
    from gouji.compose.page import Number, Pieces

_LARGE = 300
"""Growth in per cent that an office no longer prints as a rate."""


@dataclass(frozen=True, slots=True)
class Against:
    """What an amount is set against: a budget and what that budget is called, last year's amount."""

    plan: Amount | None = None
    called: str = "预算"
    last: Amount | None = None


def growth(clerk: Clerk, number: Number, now: Amount, last: Amount | None, *, lead: str = "") -> Pieces:
    """Say the growth over last year, whose amount is printed elsewhere or nowhere: 增长6.9%, 与上年基本持平; () without a base."""
    if last is None or last.fen <= 0 or not clerk.shows(last):
        return ()
    change = now.fen - last.fen
    rate = clerk.percent(f"{now.key}/{last.key}", abs(change), last.fen)
    if rate.value > _LARGE:
        return ()
    if not rate.value:
        return ("，与上年基本持平",)
    word = clerk.word("增长" if change > 0 else "下降", 1 if change > 0 else -1)
    clerk.grows(number, last, word, rate, word.sign)
    return (f"，{lead}", word, rate)


def change(clerk: Clerk, number: Number, now: Amount, last: Amount) -> Pieces:
    """Say the difference and the growth: 比上年增加1.20亿元，增长6.9%."""
    gap_fen = now.fen - last.fen
    gap = type(now)(f"{now.key}-{last.key}", abs(gap_fen))
    rate = clerk.percent(f"{now.key}/{last.key}", abs(gap_fen), last.fen)
    if not clerk.shows(gap) or not rate.value:
        return ("，与上年基本持平",)
    up = gap_fen > 0
    verb, rise = (
        clerk.word("增加" if up else "减少", 1 if up else -1),
        clerk.word("增长" if up else "下降", 1 if up else -1),
    )
    printed = clerk.money(gap)
    clerk.gap(number, last, printed, verb)
    clerk.grows(number, last, rise, rate, rise.sign)
    before = (Term(1, number.id), Term(-1, printed.id, verb.id))
    clerk.relations.append(Relation("rate", "sentence", (Term(1, printed.id),), before, rate.id))
    clerk.relations.append(Relation("words", "sentence", (Term(1, verb.id), Term(1, rise.id))))
    return (clerk.pick("，比上年", "，较上年"), verb, printed, "，", rise, rate)


def completion(clerk: Clerk, number: Number, now: Amount, plan: Amount, called: str) -> Pieces:
    """Say how much of a budget that is: 为调整预算的98.2%."""
    rate = clerk.percent(f"{now.key}/{plan.key}", now.fen, plan.fen)
    clerk.completes(number, plan, rate)
    return (f"，{clerk.pick('为', '完成', '占')}{called}的", rate)


def carried_out(clerk: Clerk, name: str, now: Amount, against: Against) -> tuple[Number, Pieces]:
    """Say what was carried out: 全县一般公共预算收入完成12.30亿元，为调整预算的98.2%，增长6.9%. Return the amount too."""
    number = clerk.money(now)
    pieces = flat(name, clerk.pick("完成", "完成", ""), number)
    if against.plan is not None:
        pieces = flat(pieces, completion(clerk, number, now, against.plan, against.called))
    if against.last is not None:
        lead = clerk.pick("", "同比", "比上年", "较上年")
        more = change if not clerk.rng.randrange(3) else None
        tail = more(clerk, number, now, against.last) if more else growth(clerk, number, now, against.last, lead=lead)
        pieces = flat(pieces, tail)
    return number, pieces


def taxes(clerk: Clerk, whole: Number, account: Account, last: Account | None, verb: str = "完成") -> Pieces:
    """Say what of the revenue is tax, with its growth and its share: 其中：税收收入…，非税收入…."""
    pieces: Pieces = (clerk.pick("其中：", "其中，"),)
    parts = []
    share = clerk.rng.randrange(3)
    for at, group in enumerate(OWN):
        now = account.group(INCOME, group)
        number = clerk.money(now)
        parts.append(number)
        pieces = flat(pieces, "；" if at else "", group, clerk.pick(verb, ""), number)
        pieces = flat(pieces, growth(clerk, number, now, last.group(INCOME, group) if last else None))
        if group == TAX and share:
            rate = clerk.percent(f"{now.key}:{account.revenue.key}", now.fen, account.revenue.fen)
            clerk.rate(number, whole, rate)
            told = ("，占一般公共预算收入的比重为", "，占一般公共预算收入的")[share - 1]
            pieces = flat(pieces, told, rate)
    clerk.total(whole, parts)
    return pieces


def items(clerk: Clerk, account: Account, last: Account | None, side: str, chosen: Sequence[str]) -> Pieces:
    """Say the main items with their growth: 增值税3.20亿元，增长2.4%；…."""
    pieces: Pieces = ()
    for name in chosen:
        now = account.line(side, name)
        if not clerk.shows(now):
            continue
        number = clerk.money(now)
        more = growth(clerk, number, now, last.line(side, name) if last else None)
        said = label(name, account.year) if side == OUTLAY else name
        if more and not clerk.rng.randrange(5):
            more = flat(more, f"，主要是{_why(clerk, side, now, last, name)}")
        pieces = flat(pieces, "；" if pieces else "", said, number, more)
    return pieces


def _why(clerk: Clerk, side: str, now: Amount, last: Account | None, name: str) -> str:
    up = last is not None and now.fen > last.line(side, name).fen
    reasons = {
        (INCOME, True): names.REASONS_UP,
        (INCOME, False): names.REASONS_DOWN,
        (OUTLAY, True): names.SPENT_UP,
        (OUTLAY, False): names.SPENT_DOWN,
    }
    return clerk.rng.choice(reasons[side, up])


def label(name: str, year: int) -> str:
    """Return what a line is called: a class by its name in that year, any other as it is."""
    return name_of(name, year) if name.isdigit() else name


def shown_groups(clerk: Clerk, account: Account, side: str) -> list[tuple[str, Amount]]:
    """Return the groups of a side that print as more than nothing, the own ones as one: (name, amount)."""
    own = OWN if side == INCOME else (SPENDING,)
    first = account.revenue if side == INCOME else account.spending
    named = f"{account.book}{'收入' if side == INCOME else '支出'}"
    rest = [(group, account.group(side, group)) for group in account.groups(side) if group not in own]
    return [(named, first), *((name, amount) for name, amount in rest if clerk.shows(amount))]


def balance(clerk: Clerk, account: Account, scope: str, style: int) -> None:
    """Say how both sides come to the same total; ``style`` 0 lists all, 1 sums the transfers up, 2 leaves the closing balance out."""
    (_full, _summed, _apart)[style](clerk, account, scope)


def _listed(groups: Iterable[tuple[str, Amount]], numbers: Sequence[Number], joint: str) -> Pieces:
    pieces: Pieces = ()
    for (name, _), number in zip(groups, numbers, strict=True):
        pieces = flat(pieces, joint if pieces else "", name, number)
    return pieces


def _full(clerk: Clerk, account: Account, scope: str) -> None:
    totals, said = [], []
    for side in (INCOME, OUTLAY):
        groups = shown_groups(clerk, account, side)
        whole = clerk.money(account.group(side))
        numbers = [clerk.money(amount) for _, amount in groups]
        clerk.total(whole, numbers)
        totals.append(whole)
        said.append(flat(whole, "，其中：", _listed(groups, numbers, "，")))
    clerk.equal(*totals)
    clerk.write(
        f"{scope}{account.book}[收支平衡情况是：|收支平衡情况：|平衡情况：]收入总计{{came}}；支出总计{{went}}，[收支平衡|实现收支平衡]。",
        came=said[0],
        went=said[1],
    )


def _rest(clerk: Clerk, account: Account, side: str, *, but: str = "") -> tuple[list[str], Amount]:
    groups = [(name, amount) for name, amount in shown_groups(clerk, account, side)[1:] if name != but]
    own = account.revenue if side == INCOME else account.spending
    kept = account.closing.fen if but else 0
    fen = account.group(side).fen - own.fen - kept
    return [name for name, _ in groups], type(own)(f"{own.key}|其余{but}", fen)


def _summed(clerk: Clerk, account: Account, scope: str) -> None:
    totals, said = [], []
    for side in (INCOME, OUTLAY):
        own = account.revenue if side == INCOME else account.spending
        listed, rest = _rest(clerk, account, side)
        first, more, whole = clerk.money(own), clerk.money(rest), clerk.money(account.group(side))
        clerk.total(whole, [first, more])
        totals.append(whole)
        word = "收入" if side == INCOME else "支出"
        said.append(flat(f"{account.book}{word}", first, f"，加上{'、'.join(listed)}等", more, f"，{word}总计", whole))
    clerk.equal(*totals)
    clerk.write(f"{scope}{{came}}；{{went}}。[收支平衡|实现收支平衡]。", came=said[0], went=said[1])


def _apart(clerk: Clerk, account: Account, scope: str) -> None:
    """Leave the closing balance out of the total of expenditure: the two totals differ by it, lawfully."""
    if not clerk.shows(account.closing):
        _summed(clerk, account, scope)
        return
    listed, rest = _rest(clerk, account, INCOME)
    first, more, came = clerk.money(account.revenue), clerk.money(rest), clerk.money(account.group(INCOME))
    clerk.total(came, [first, more])
    out = [(name, amount) for name, amount in shown_groups(clerk, account, OUTLAY) if name != CLOSING]
    numbers = [clerk.money(amount) for _, amount in out]
    went = clerk.money(account.without_closing)
    clerk.total(went, numbers)
    left = clerk.money(account.closing)
    clerk.total(came, [went, left])
    clerk.write(
        f"{scope}{account.book}收入{{first}}，加上{'、'.join(listed)}等{{more}}，收入总计{{came}}；{{out}}，支出总计{{went}}。"
        "收支相抵，[结转下年{left}|结转下年使用{left}|年终结转{left}]。",
        first=first,
        more=more,
        came=came,
        out=_listed(out, numbers, "、"),
        went=went,
        left=left,
    )


def parts(
    clerk: Clerk, whole: Number, named: Sequence[tuple[str, Amount]], joint: str = "，", *, brackets: bool = False
) -> Pieces:
    """Say the parts of a whole and note their sum: 其中：一般债务3.10亿元，专项债务…, or the same in brackets."""
    numbers = [clerk.money(amount) for _, amount in named]
    clerk.total(whole, numbers)
    listed = _listed(named, numbers, joint)
    return flat("（", listed, "）") if brackets else flat("，其中：", listed)


def main_items(account: Account, side: str, count: int) -> list[str]:
    """Return the names of the largest lines of revenue or expenditure, in their order."""
    groups: tuple[str, ...] = (TAX, OTHER) if side == INCOME else (SPENDING,)
    every = [name for name in account.names(side, *groups) if name != names.RESERVE]
    largest = sorted(every, key=lambda name: -account.line(side, name).fen)[:count]
    return [name for name in every if name in largest]
