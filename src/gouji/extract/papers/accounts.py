"""Sums, balances and divisions that a government's paper tells in prose."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.extract.papers import words
from gouji.extract.papers.stream import Item, Passage, is_total, side_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_TWO = 2
_NEAR = 20  # characters of what was said just before


@dataclass(frozen=True, slots=True)
class Account:
    """``result`` = the signed ``terms`` (figure ids), told at ``start:end``; ``alternatives`` are other readings of which are meant.

    ``certain`` where the words leave no doubt. ``kind`` is "sum" (加上…总计), "balance" (收支相抵), "even" (收支平衡) or "rolled"
    (上年结余 + 本年收支结余 = 滚存结余).
    """

    kind: str
    result: int
    terms: tuple[tuple[int, int], ...]
    start: int
    end: int
    certain: bool
    alternatives: tuple[tuple[tuple[int, int], ...], ...] = ()


@dataclass
class _Chain:
    """A sum being told: ``bases`` may be what it begins with (the likeliest first), ``sure`` while nothing is in doubt.

    ``beside`` are amounts between base and sum that may belong to it; ``within`` is how many terms came before 其中.
    """

    bases: list[Item]
    terms: list[tuple[Item, int]]
    sign: int = 1
    sure: bool = True
    beside: list[Item] = field(default_factory=list)
    within: int = 0


def accounts(passages: Sequence[Passage]) -> Iterator[Account]:
    """Yield the accounts told in the paragraphs."""
    ledger = _Balance()
    for passage in passages:
        ledger.enter(passage)
        for account, total in _chains(passage):
            yield account
            ledger.total(total)
        outer = [item for item in passage.items if item.depth == 0]
        yield from _without(outer)
        yield from _adjustments(outer)
        yield from ledger.leave(passage)


# Sums ----------------------------------------------------------------------------------------------------------------


def _chains(passage: Passage) -> Iterator[tuple[Account, Item]]:
    """Yield the sums of a paragraph with the item that tells each total."""
    chain: _Chain | None = None
    outer = [item for item in passage.items if item.depth == 0]
    for at, item in enumerate(outer):
        if chain is not None and (is_total(item) or _adjusted(chain, item)):
            account = _account(chain, item)
            if account is not None:
                yield account, item
            chain = None
        elif _opens(item, chain):
            chain = _open(outer, at)
        elif chain is not None:
            chain = _go_on(chain, item)
    yield from _listed(outer)


def _without(outer: Sequence[Item]) -> Iterator[Account]:
    """Yield 支出总计 S，剔除上解等 D 后，支出安排 X: X = S - D."""
    for at, total in enumerate(outer[:-_TWO]):
        taken = outer[at + 1]
        if not (total.plain and taken.plain and words.MINUS.search(taken.lead)) or taken.sentence != total.sentence:
            continue
        terms = [(total, 1), (taken, -1)]
        for rest in outer[at + _TWO :]:
            if rest.sentence != total.sentence or not rest.plain:
                break
            if rest.side == "支出" and words.CORE.search(rest.lead):
                told = tuple((item.figure, sign) for item, sign in terms)
                yield Account("sum", rest.figure, told, total.start, rest.start, rest.lead.startswith("后"))
                break
            terms.append((rest, -1))


def _adjustments(outer: Sequence[Item]) -> Iterator[Account]:
    """Yield 由 A 调整为 B，调增 C and A，调增 C，调整后为 B: B = A + C."""
    for first, second, third in zip(outer, outer[1:], outer[_TWO:], strict=False):
        if first.sentence != third.sentence or not first.plain or ";" in (second.mark, third.mark):
            continue
        if words.FORMER.search(first.lead) and words.BECOMES.fullmatch(second.lead):
            now, by = second, third
        elif words.AFTERWARDS.fullmatch(third.lead):
            now, by = third, second
        else:
            continue
        if by.direction and not by.plain and words.CHANGED.fullmatch(by.lead):
            terms = ((first.figure, 1), (by.figure, by.direction))
            yield Account("sum", now.figure, terms, first.start, third.start, certain=True)


def _opens(item: Item, chain: _Chain | None) -> bool:
    return chain is None and item.plain and words.PLUS.search(item.lead) is not None


def _open(outer: Sequence[Item], at: int) -> _Chain | None:
    """Begin a sum: its base is an amount before it, of the side that the words name."""
    item = outer[at]
    before = words.PLUS.split(item.lead)[0]
    earlier = [
        other for other in outer[:at] if other.plain and not is_total(other) and not words.LEFT.search(other.lead)
    ]
    named = [other for other in earlier if _core(before) and _core(before) in other.lead]
    if named:
        return _Chain(named[::-1], [(item, 1)], sure=len(named) == 1)
    side = side_of(before) or (earlier[-1].side if earlier else "")
    mains = [other for other in earlier if other.side in {side, ""}]
    whole = [other for other in mains if _core(other.lead) and not _within(other)]
    near = [other for other in mains if other.sentence >= item.sentence - 1]
    heads = whole or [other for other in near if not _within(other)]
    bases = list(dict.fromkeys([*reversed(heads), *reversed(near)]))
    beside = [other for other in earlier if other.sentence == item.sentence and other not in heads]
    return _Chain(bases, [(item, 1)], sure=len(heads) == 1 and not beside, beside=beside) if bases else None


def _core(name: str) -> str:
    """Return the name of a budget's side without level and year (2025年全市一般公共预算收入: 一般公共预算收入)."""
    found = words.CORE.search(name)
    return found[0] if found else ""


def _within(item: Item) -> bool:
    """Whether an amount is one of a list that 其中 opened in its sentence."""
    return words.OF_WHICH.search(item.said + item.lead) is not None


def _go_on(chain: _Chain, item: Item) -> _Chain | None:
    """Take an amount into the sum, or end the sum at a full stop."""
    if item.sentence != chain.terms[-1][0].sentence:
        return None
    if not item.plain:
        chain.sure = False
        return chain
    if words.MINUS.search(item.lead):
        chain.sign = -1
    elif words.PLUS.search(item.lead):
        chain.sign = 1
    opens = words.OF_WHICH.search(item.lead) or words.ENDS_OF_WHICH.search(item.said)
    if opens or item.mark == ";":
        chain.sure = False
    if opens:
        chain.within = chain.within or len(chain.terms)
    chain.terms.append((item, chain.sign))
    return chain


def _adjusted(chain: _Chain, item: Item) -> bool:
    limits = all(words.LIMIT.search(each.lead) for each in (chain.bases[0], item)) and not words.PLUS.search(item.lead)
    return limits or words.ADJUSTED_TO.search(item.lead) is not None


def _account(chain: _Chain, total: Item) -> Account | None:
    last = chain.terms[-1][0]
    if total.sentence > last.sentence + 1 or total.block != last.block:
        return None
    terms = tuple((item.figure, sign) for item, sign in chain.terms)
    lists = [terms, *_without_children(terms, chain.within)]
    readings = [((base.figure, 1), *told) for told in lists for base in chain.bases]
    first = chain.bases[0]
    beside = [(item.figure, 1) for item in chain.beside if item.start > first.start]
    if beside:
        readings.append(((first.figure, 1), *beside, *terms))
    start = chain.bases[0].start
    return Account("sum", total.figure, readings[0], start, total.start, chain.sure, tuple(readings[1:]))


def _without_children(terms: Sequence[tuple[int, int]], within: int) -> Iterator[Sequence[tuple[int, int]]]:
    """Yield the terms without the first, the first two … of those after 其中: how many it divides the words do not say."""
    for stop in range(within + 1, len(terms) + 1) if within else ():
        yield (*terms[:within], *terms[stop:])


def _listed(outer: Sequence[Item]) -> Iterator[tuple[Account, Item]]:
    """Yield 总收入 S，其中：a，b，c and 平衡情况：a，b，c，收入总计 S."""
    for at, total in enumerate(outer):
        if not is_total(total) or not total.plain:
            continue
        below = _following(outer, at)
        above = _preceding(outer, at)
        if len(below) > _TWO and side_of(total.lead):
            terms = tuple((item.figure, 1) for item in below)
            sure = _all_of(below) and _whole_side(total, below)
            yield Account("sum", total.figure, terms, total.start, below[-1].start, sure), total
        elif len(above) > _TWO and not any(words.PLUS.search(item.lead) for item in above):
            terms = tuple((item.figure, 1) for item in above)
            yield Account("sum", total.figure, terms, above[0].start, total.start, certain=False), total


def _preceding(outer: Sequence[Item], at: int) -> list[Item]:
    """Return the amounts listed before a total in its sentence, from the total or semicolon before them."""
    found: list[Item] = []
    for item in reversed(outer[:at]):
        if item.sentence != outer[at].sentence or is_total(item):
            break
        if item.plain:
            found.append(item)
        if item.mark == ";":
            break
    return found[::-1]


def _following(outer: Sequence[Item], at: int) -> list[Item]:
    """Return the amounts that 其中 lists after a total in its sentence, up to the next total or semicolon."""
    found: list[Item] = []
    for item in outer[at + 1 :]:
        if item.sentence != outer[at].sentence or is_total(item) or item.mark == ";":
            break
        if not found and not words.OF_WHICH.search(item.lead + item.said[len(outer[at].said) :]):
            break
        if item.plain:
            found.append(item)
    return found


def _all_of(below: Sequence[Item]) -> bool:
    return not words.NOT_ALL.search(below[0].lead) and not below[-1].after.startswith("等")


def _whole_side(total: Item, below: Sequence[Item]) -> bool:
    """Whether the first of a list is the budget's own income or expenditure: then the list is the whole account."""
    first = below[0].lead
    return side_of(first) == side_of(total.lead) and ("预算" in first or "基金" in first)


# Balances ------------------------------------------------------------------------------------------------------------


class _Balance:
    """The totals of both sides, kept from paragraph to paragraph of one section."""

    def __init__(self) -> None:
        self._section = -1
        self._income: Item | None = None
        self._outgo: Item | None = None
        self._before: tuple[Item, Item] | None = None
        self._beside: Sequence[Item] = ()

    def enter(self, passage: Passage) -> None:
        if passage.section != self._section:
            self._income = self._outgo = self._before = None
            self._beside = ()
            self._section = passage.section

    def total(self, item: Item) -> None:
        """Take note of a total; one that counts what goes to the level above is no side of a balance."""
        if words.HANDED_UP.search(item.said[-_NEAR:]):
            return
        if item.side == "支出":
            self._outgo = item
        else:
            self._income, self._outgo = item, None

    def leave(self, passage: Passage) -> Iterator[Account]:
        """Yield what the paragraph says of the two sides; where it says nothing, the next may (上述收支相抵，…)."""
        outer = [item for item in passage.items if item.depth == 0]
        struck = self._struck_before(outer)
        if struck is not None:
            yield from self._rest(struck)
        self._before = None
        for item in outer:
            if is_total(item) and item.plain and not words.HANDED_UP.search(item.said[-_NEAR:]):
                self._missing(item)
        if self._income is not None and self._outgo is not None:
            yield from self._told(self._income, self._outgo, passage, outer)
            self._before = (self._income, self._outgo)
            self._income = self._outgo = None
        yield from _years(outer)
        self._beside = outer

    def _struck_before(self, outer: Sequence[Item]) -> Item | None:
        """Return what is left of the sides told in the paragraph before, where this one begins with it."""
        first = outer[0] if outer else None
        if first is None or not first.plain or not words.LEFT.search(first.lead):
            return None
        near = self._beside and first.block - self._beside[-1].block <= _TWO
        return first if near and words.STRUCK.search(first.said + first.lead) else None

    def _rest(self, left: Item) -> Iterator[Account]:
        """Yield what is left of the totals of the paragraph before, else of all that it lists."""
        sign = -1 if words.GAP.search(left.lead) else 1
        listed = [item for item in self._beside if item.plain]
        if self._before is not None:
            income, outgo = self._before
            terms = ((income.figure, sign), (outgo.figure, -sign))
            yield Account("balance", left.figure, terms, income.start, left.start, certain=True)
        elif {item.side for item in listed} == {"收入", "支出"} and not any(_within(item) for item in listed):
            signed = tuple((item.figure, sign if item.side == "收入" else -sign) for item in listed)
            yield Account("balance", left.figure, signed, listed[0].start, left.start, certain=False)

    def _missing(self, item: Item) -> None:
        if item.side == "收入" and self._income is None:
            self._income = item
        elif item.side == "支出" and self._outgo is None:
            self._outgo = item

    def _told(self, income: Item, outgo: Item, passage: Passage, outer: Sequence[Item]) -> Iterator[Account]:
        rest = [item for item in outer if item.start > outgo.start and item.plain and words.LEFT.search(item.lead)]
        terms = ((income.figure, 1), (outgo.figure, -1))
        if rest:
            left = rest[0]
            struck = words.STRUCK.search(left.said + left.lead) is not None and left.sentence <= outgo.sentence + 1
            turned = ((income.figure, -1), (outgo.figure, 1))
            ways = turned if words.GAP.search(left.lead) else terms
            other = (turned,) if words.EITHER.search(left.lead) else ()
            sure = (struck and left.block == outgo.block) or _at_once(income, outgo, left, outer)
            yield Account("balance", left.figure, ways, income.start, left.start, sure, other)
        else:
            tail = passage.text[outgo.start - passage.start :]
            even = words.EVEN.search(tail[:60]) is not None
            yield Account("even", outgo.figure, ((income.figure, 1),), income.start, outgo.start, even)


def _at_once(income: Item, outgo: Item, left: Item, outer: Sequence[Item]) -> bool:
    """Whether a sentence tells nothing but the two totals and what is left (收入总计…，支出总计…，结转下年…)."""
    told = [item for item in outer if item.sentence == left.sentence and item.block == left.block]
    return told == [income, outgo, left] and words.LEFT.fullmatch(left.lead.lstrip("年终末")) is not None


def _years(outer: Sequence[Item]) -> Iterator[Account]:
    """Yield 收入 - 支出 = 本年收支结余 and 上年结余 + 本年收支结余 = 滚存结余."""
    for at, rest in enumerate(outer):
        told = rest.plain and words.YEARS_REST.search(rest.lead + rest.said[-8:]) and not is_total(rest)
        if not told or words.OPENING_REST.search(rest.lead) or words.ROLLED.search(rest.lead):
            continue
        before = [item for item in outer[:at] if item.plain and item.sentence >= rest.sentence - _TWO]
        incomes = [item for item in before if item.side == "收入"]
        outgoes = [item for item in before if item.side == "支出"]
        if incomes and outgoes and words.LEFT.search(rest.lead):
            yield _year(rest, incomes, outgoes, before)
        opening = [item for item in outer if item.plain and words.OPENING_REST.search(item.lead)]
        rolled = [item for item in outer[at:] if item.plain and words.ROLLED.search(item.lead) and item is not rest]
        if opening and rolled:
            sign = -1 if words.GAP.search(rest.lead) else 1
            terms = ((opening[0].figure, 1), (rest.figure, sign))
            yield Account("rolled", rolled[0].figure, terms, opening[0].start, rolled[0].start, certain=False)


def _year(rest: Item, incomes: Sequence[Item], outgoes: Sequence[Item], before: Sequence[Item]) -> Account:
    sign = -1 if words.GAP.search(rest.lead) else 1
    readings = [
        ((income.figure, sign), (outgo.figure, -sign))
        for income in reversed(incomes)
        for outgo in reversed(outgoes)
        if income.start < outgo.start
    ]
    readings = readings or [((incomes[-1].figure, sign), (outgoes[-1].figure, -sign))]
    certain = len(before) == _TWO and len(readings) == 1
    return Account("balance", rest.figure, readings[0], incomes[-1].start, rest.start, certain, tuple(readings[1:]))
