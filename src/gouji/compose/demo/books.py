"""The consistent years of one made-up department (账): every amount in 分, so that all sums hold exactly.

A year is a set of postings (``Post``): unit, functional item, nature, economic item, money (fund), new or carried over. All
that a disclosure prints is a sum over them; the key of the sum says which, and names the same quantity in every document.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from operator import attrgetter
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from random import Random

GENERAL, FUND, STATE = "一般", "基金", "国资"
FISCAL = (GENERAL, FUND, STATE)
BASIC, PROJECT, SPARE = "基本", "项目", "机动"
CAR_FUEL, CAR_BUYING, RECEPTION, ABROAD = "30231", "31013", "30217", "30212"
SANGONG = (ABROAD, CAR_FUEL, CAR_BUYING, RECEPTION)

Axis: TypeAlias = "str | bool | Sequence[str]"


@dataclass(frozen=True, slots=True)
class Post:
    """One amount: what it was spent on, out of which money. ``carried`` marks money of the year before."""

    unit: str
    function: str
    nature: str
    economic: str
    money: str
    fen: int
    work: str = ""
    carried: bool = False


@dataclass(frozen=True, slots=True)
class Amount:
    """A quantity of the books: its name and what it is in 分."""

    key: str
    fen: int


@dataclass(frozen=True, slots=True)
class Count:
    """Something counted: cars, visits, people."""

    key: str
    number: int


@dataclass(frozen=True)
class Book:
    """One year's budget (预算) or final accounts (决算) of a department.

    ``opening`` and ``closing`` hold carried money by functional item and money.
    """

    name: str
    year: int
    phase: str
    posts: tuple[Post, ...]
    opening: tuple[Post, ...] = ()
    closing: tuple[Post, ...] = ()
    counts: tuple[tuple[str, int], ...] = ()

    def spent(self, **which: Axis) -> Amount:
        """Return the spending on what ``which`` names.

        function, nature, economic (codes by their beginnings), money, unit, work; ``carried`` False is new money only.
        """
        return self._sum("支出", self.posts, which)

    def opened(self, **which: Axis) -> Amount:
        """Return what was carried into the year."""
        return self._sum("年初结转", self.opening, which)

    def closed(self, **which: Axis) -> Amount:
        """Return what is carried out of the year."""
        return self._sum("年末结转", self.closing, which)

    def earned(self, **which: Axis) -> Amount:
        """Return the year's income: what was spent, and kept, less what was there."""
        fen = self.spent(**which).fen + self.closed(**which).fen - self.opened(**which).fen
        return Amount(self.key("收入", which), fen)

    def grand(self, **which: Axis) -> Amount:
        """Return the total (总计): income with what was there, or spending with what is kept."""
        return Amount(self.key("总计", which), self.spent(**which).fen + self.closed(**which).fen)

    def count(self, name: str) -> Count:
        """Return something counted in this year."""
        return Count(self.key(name, {}), dict(self.counts)[name])

    def key(self, what: str, which: dict[str, Axis]) -> str:
        """Return the name of a quantity of this book."""
        parts = (f"{axis}={'+'.join(_choices(value))}" for axis, value in sorted(which.items()))
        return "|".join((self.name, str(self.year), self.phase, what, *parts))

    def items(self, level: int, **which: Axis) -> tuple[str, ...]:
        """Return the functional codes of this many digits on which anything stands."""
        posts = (*self.posts, *self.opening, *self.closing)
        return tuple(sorted({post.function[:level] for post in _fitting(posts, which)}))

    def economics(self, level: int, **which: Axis) -> tuple[str, ...]:
        """Return the economic codes of this many digits that were spent on."""
        return tuple(sorted({post.economic[:level] for post in _fitting(self.posts, which)}))

    def units(self) -> tuple[str, ...]:
        """Return the units in the order of the books."""
        return tuple(dict.fromkeys(post.unit for post in self.posts))

    def works(self) -> tuple[str, ...]:
        """Return the projects by name."""
        return tuple(dict.fromkeys(post.work for post in self.posts if post.work))

    def _sum(self, what: str, posts: Iterable[Post], which: dict[str, Axis]) -> Amount:
        return Amount(self.key(what, which), sum(post.fen for post in _fitting(posts, which)))


def _fitting(posts: Iterable[Post], which: dict[str, Axis]) -> list[Post]:
    """Return the postings on what ``which`` names; codes are named by their beginnings."""
    kept = list(posts)
    for axis, wanted in which.items():
        choices, get = _choices(wanted), attrgetter(axis)
        if axis in {"function", "economic"}:
            kept = [post for post in kept if get(post).startswith(choices)]
        else:
            kept = [post for post in kept if str(get(post)) in choices]
    return kept


def _choices(wanted: Axis) -> tuple[str, ...]:
    return (str(wanted),) if isinstance(wanted, str | bool) else tuple(wanted)


def varied(posts: Iterable[Post], rng: Random, spread: tuple[int, int], still: int) -> tuple[Post, ...]:
    """Return the postings, each moved by a per mille of ``spread``; ``still`` of 100 functional items do not move."""
    chosen: dict[str, bool] = {}
    moved = []
    for post in posts:
        resting = chosen.setdefault(post.function, rng.randrange(100) < still)
        fen = post.fen if resting else post.fen * (1000 + rng.randint(*spread)) // 1000
        moved.append(replace(post, fen=fen))
    return tuple(moved)


def whole(posts: Sequence[Post], fen: int) -> tuple[Post, ...]:
    """Return the postings in multiples of ``fen`` by largest remainder, so that printed sums hold to the last digit."""
    target = int((Decimal(sum(post.fen for post in posts)) / fen).quantize(Decimal(1), ROUND_HALF_UP))
    floors = [post.fen // fen for post in posts]
    order = sorted(range(len(posts)), key=lambda at: (-(posts[at].fen % fen), at))
    for at in order[: target - sum(floors)]:
        floors[at] += 1
    return tuple(replace(post, fen=units * fen) for post, units in zip(posts, floors, strict=True))
