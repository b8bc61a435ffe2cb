"""Several linked years of one department: last year's final account is this year's base, closing is opening.

All chance comes from one ``Random`` by integers, so that a seed gives the same years on every platform.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from gouji.compose.demo.books import (
    ABROAD,
    BASIC,
    CAR_BUYING,
    CAR_FUEL,
    FUND,
    GENERAL,
    PROJECT,
    RECEPTION,
    SPARE,
    Book,
    Post,
    varied,
    whole,
)

if TYPE_CHECKING:
    from random import Random

    from gouji.compose.demo.places import Office, Work

FIRST_YEAR = 2022
DEPARTMENT, UNIT = "部门", "单位"
"""What a disclosure speaks for: the office with the units below it, or one of them by itself."""
CAR_KINDS = (
    "部级领导干部用车",
    "主要领导干部用车",
    "机要通信用车",
    "应急保障用车",
    "执法执勤用车",
    "特种专业技术用车",
    "离退休干部用车",
    "其他用车",
)
_YUAN = 100
# What a member of staff costs in a year, in 元: economic item, functional item ("" the office's own), 行政, 事业.
_PAY = (
    ("30101", "", 52_000, 49_000),
    ("30102", "", 38_000, 9_000),
    ("30103", "", 41_000, 0),
    ("30107", "", 0, 68_000),
    ("30108", "2080505", 19_200, 17_600),
    ("30109", "2080506", 9_600, 8_800),
    ("30110", "医疗", 9_900, 9_100),
    ("30111", "2101103", 2_300, 0),
    ("30112", "", 900, 1_300),
    ("30113", "2210201", 16_400, 15_100),
    ("30302", "离退休", 3_100, 2_700),
    ("30305", "", 800, 600),
    ("30201", "", 4_200, 3_100),
    ("30202", "", 800, 500),
    ("30205", "", 260, 310),
    ("30206", "", 1_300, 1_150),
    ("30207", "", 1_150, 640),
    ("30211", "", 3_400, 1_700),
    ("30216", "", 700, 650),
    ("30228", "", 1_900, 1_750),
    ("30229", "", 1_200, 1_050),
    ("30239", "", 5_600, 0),
    ("30299", "", 1_450, 980),
)


@dataclass(frozen=True)
class Features:
    """What a department's documents have to show: lawful features, chosen by the seed."""

    units: int
    staff: int
    spare: bool
    carried: bool
    cars: int
    buys_car: bool
    abroad: bool
    restated: bool
    tidy: int


@dataclass(frozen=True)
class History:
    """A department: its name, its kind of office, the budgets and final accounts of ``years`` and the one before.

    Or, by ``level``, one of its units; ``above`` is then the department.
    """

    place: str
    office: Office
    features: Features
    budgets: tuple[Book, ...]
    finals: tuple[Book, ...]
    seed: str = ""
    level: str = DEPARTMENT
    above: str = ""

    @property
    def name(self) -> str:
        """The department's full name."""
        return f"{self.place}{self.office.name}"


def features(rng: Random, office: Office) -> Features:
    """Choose what this department shows."""
    return Features(
        units=1 + rng.randint(0, len(office.branches)),
        staff=rng.randint(14, 96),
        spare=rng.randrange(3) == 0,
        carried=rng.randrange(2) == 0,
        cars=rng.choice((0, 1, 2, 3, 5)),
        buys_car=rng.randrange(4) == 0,
        abroad=office.kind == "行政" and rng.randrange(5) == 0,
        restated=rng.randrange(4) == 0,
        tidy=rng.choice((1, 1, 100, 10_000)),
    )


def history(place: str, office: Office, years: int, rng: Random, *, exact: bool, plain: bool) -> History:
    """Return the linked years; ``exact`` gives amounts whose printed sums hold to the last digit (0.01万元).

    ``plain`` budgets have no line for carried or spare money.
    """
    chosen = features(rng, office)
    if plain:
        chosen = replace(chosen, carried=False, spare=False)
    name = f"{place}{office.name}"
    grain = 10_000 if exact else chosen.tidy * _YUAN if chosen.tidy > 1 else 1
    base = _base(place, office, chosen, rng)
    budgets: list[Book] = []
    finals: list[Book] = []
    left: tuple[Post, ...] = ()
    for year in range(FIRST_YEAR, FIRST_YEAR + years + 1):
        base = _grown(base, office, chosen, rng, bought=year > FIRST_YEAR + rng.randint(0, 1))
        counts = _counts(chosen, rng)
        again = tuple(replace(post, carried=True) for post in left) if chosen.carried else ()
        # Money that came in the course of the year stands in the account and in no budget.
        added = office.works[-1].name if rng.randrange(3) == 0 else ""
        planned = whole(tuple(post for post in base if not added or post.work != added), grain)
        budgets.append(Book(name, year, "预算", (*planned, *again), opening=again, counts=counts))
        late = tuple(post for post in base if added and post.work == added)
        book = _final(budgets[-1], late, left, rng, 10_000 if exact else 1)
        finals.append(replace(book, name=name, counts=counts))
        left = book.closing
    return History(place, office, chosen, tuple(budgets), tuple(finals))


def _base(place: str, office: Office, chosen: Features, rng: Random) -> tuple[Post, ...]:
    names = [f"{place}{office.name}", *(f"{place}{branch}" for branch in office.branches[: chosen.units - 1])]
    posts: list[Post] = []
    for at, unit in enumerate(names):
        public = at == 0 and office.kind != "事业"
        run = office.run if at == 0 else office.branch_run
        staff = chosen.staff if at == 0 else max(6, chosen.staff // (2 + at))
        posts += _running(unit, run, staff, rng, public=public)
    posts += _cars(names[0], office, chosen, rng)
    for work in office.works:
        posts += _project(names[0], work, rng.randint(60_000, 2_400_000), GENERAL)
    if office.fund:
        posts += _project(names[0], office.fund, rng.randint(900_000, 6_000_000), FUND)
    if office.own:
        posts += _project(names[0], office.works[0], rng.randint(80_000, 900_000), office.own)
    if chosen.spare:
        posts.append(Post(names[0], office.works[0].function, SPARE, "39999", "其他", rng.randint(3, 30) * 1_000_000))
    return tuple(posts)


def _running(unit: str, run: str, staff: int, rng: Random, *, public: bool) -> list[Post]:
    special = {"": run, "医疗": "2101101" if public else "2101102", "离退休": "2080501" if public else "2080502"}
    posts = []
    for economic, item, administrative, other in _PAY:
        each = (administrative if public else other) * _YUAN
        if each:
            fen = each * staff * rng.randint(900, 1100) // 1000 + rng.randint(0, 99_999)
            posts.append(Post(unit, special.get(item, item), BASIC, economic, GENERAL, fen))
    return posts


def _cars(unit: str, office: Office, chosen: Features, rng: Random) -> list[Post]:
    posts = [Post(unit, office.run, BASIC, RECEPTION, GENERAL, rng.randint(4_000, 60_000) * _YUAN)]
    if chosen.cars:
        fen = chosen.cars * rng.randint(18_000, 32_000) * _YUAN
        posts.append(Post(unit, office.run, BASIC, CAR_FUEL, GENERAL, fen))
    if chosen.abroad:
        posts.append(Post(unit, office.run, BASIC, ABROAD, GENERAL, rng.randint(40_000, 160_000) * _YUAN))
    return posts


def _project(unit: str, work: Work, yuan: int, money: str) -> list[Post]:
    weights = sum(weight for _, weight in work.economic)
    return [
        Post(unit, work.function, PROJECT, economic, money, yuan * _YUAN * weight // weights, work.name)
        for economic, weight in work.economic
    ]


def _grown(base: tuple[Post, ...], office: Office, chosen: Features, rng: Random, *, bought: bool) -> tuple[Post, ...]:
    """Return the next year's needs; a car is bought in one year only, so that the year before has none."""
    kept = tuple(post for post in base if post.economic != CAR_BUYING)
    moved = varied(kept, rng, (-90, 130), still=12)
    if chosen.buys_car and bought and chosen.cars and not any(post.economic == CAR_BUYING for post in base):
        fen = rng.randint(160_000, 179_800) * _YUAN
        moved += (
            Post(moved[0].unit, office.works[0].function, PROJECT, CAR_BUYING, GENERAL, fen, office.works[0].name),
        )
    return moved


def _final(budget: Book, late: tuple[Post, ...], opening: tuple[Post, ...], rng: Random, grain: int) -> Book:
    """Return the year's account: near its budget, with what was carried in spent, and some of the projects carried out."""
    new = [post for post in (*budget.posts, *late) if not post.carried and post.nature != SPARE]
    spent = varied(new, rng, (-110, 45), still=45)
    closing = [
        replace(post, fen=post.fen * rng.randint(20, 90) // 1000)
        for post in spent
        if post.work and post.money == GENERAL and rng.randrange(4) == 0
    ]
    used = tuple(replace(post, carried=True) for post in opening)
    return Book(
        budget.name,
        budget.year,
        "决算",
        whole((*spent, *used), grain),
        opening=opening,
        closing=whole(tuple(closing), grain) if closing else (),
    )


def _counts(chosen: Features, rng: Random) -> tuple[tuple[str, int], ...]:
    cars = [0] * len(CAR_KINDS)
    for _ in range(chosen.cars):
        cars[rng.choice((2, 3, 4, 5, 7))] += 1
    visits = rng.randint(3, 60)
    return (
        *zip(CAR_KINDS, cars, strict=True),
        ("车辆", chosen.cars),
        ("大型设备", rng.choice((0, 0, 1, 2))),
        ("接待批次", visits),
        ("接待人次", visits * rng.randint(6, 14)),
        ("购车", 1),
        ("出国团组", 1 if chosen.abroad else 0),
        ("出国人次", rng.randint(2, 5) if chosen.abroad else 0),
    )
