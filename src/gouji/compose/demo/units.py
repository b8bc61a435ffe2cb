"""The units of a made-up department as bodies of their own: its 本级 and the units below it, cut out of the same books.

The department's books hold every posting of every unit once, so that its document is the sum of theirs. What a unit gets from
the 本级 (拨入经费) is printed in the unit's own documents alone, as 其他收入: in the department's it would count twice.
"""

from __future__ import annotations

from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING

from gouji.compose.demo.books import PROJECT, Book, Post
from gouji.compose.demo.history import UNIT, History
from gouji.compose.demo.places import Office

if TYPE_CHECKING:
    from collections.abc import Iterator

_WAN = 1_000_000  # a 万元 in 分
_OTHER = "其他"
_PAID = "30226"


def units_of(department: History) -> Iterator[History]:
    """Yield the 本级 and the units of a department that has any."""
    names = department.budgets[-1].units()
    for at, name in enumerate(names if len(names) > 1 else ()):
        yield _unit(department, at, name)


def _unit(department: History, at: int, name: str) -> History:
    office = department.office
    own = (
        replace(office, name=f"{office.name}（本级）")
        if at == 0
        else Office(
            name.removeprefix(department.place),
            "事业",
            office.branch_run,
            f"承担{name.removeprefix(department.place)}的业务工作和日常管理",
            (),
        )
    )
    paid = at > 0 and Random(f"{department.seed}/{at}").randrange(2) == 0  # noqa: S311  made-up figures, not secrets
    full = f"{department.place}{own.name}"
    chosen = replace(department.features, units=1)
    cut = [
        tuple(_book(book, name, full, office.branch_run if paid else "", whole=at == 0) for book in books)
        for books in (department.budgets, department.finals)
    ]
    return History(
        department.place, own, chosen, cut[0], cut[1], f"{department.seed}/{at}", UNIT, above=department.name
    )


def _book(book: Book, unit: str, name: str, paid_on: str, *, whole: bool) -> Book:
    """Return a unit's part of a book under its own name; what is counted (cars, visits) is the 本级's."""

    def of(posts: tuple[Post, ...]) -> tuple[Post, ...]:
        return tuple(replace(post, unit=name) for post in posts if post.unit == unit)

    more = (Post(name, paid_on, PROJECT, _PAID, _OTHER, (book.year % 7 + 2) * _WAN),) if paid_on else ()
    counts = book.counts if whole else tuple((what, 0) for what, _ in book.counts)
    return replace(
        book,
        name=name,
        posts=(*of(book.posts), *more),
        opening=of(book.opening),
        closing=of(book.closing),
        counts=counts,
    )
