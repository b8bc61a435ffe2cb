"""The home page: 待办 first. Each app that has work for a person registers a list of it; of a long list the rest comes when asked for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from django_stubs_ext import StrOrPromise

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for this person: what it is, of whom, by when, and where to do it.

    Of many few are shown at once: ``url`` may be lazy (``reverse_lazy``).
    """

    what: StrOrPromise
    title: str
    unit: str
    due: dt.date | None
    url: StrOrPromise


_MOST_DATED, _MOST = 12, 5
"""Rows of a card that are shown at once."""
_SOURCES: list[Callable[[User, Rights], Iterable[Todo]]] = []


def add_source(source: Callable[[User, Rights], Iterable[Todo]]) -> None:
    """Let an app say what waits for a person; called once, when the app is loaded. A source asks few queries, at most 200 rows."""
    _SOURCES.append(source)


def todos_for(user: User, rights: Rights) -> list[Todo]:
    """Return what waits for the person, the most urgent first, what has no date last."""
    found = [todo for source in _SOURCES for todo in source(user, rights)]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or 0, todo.title))


@dataclass(frozen=True, slots=True)
class Group:
    """One card of the home page: its heading, the rows shown at once and those behind a click.

    ``mixed`` is a card of several kinds of things, where each row says what it is.
    """

    what: StrOrPromise
    first: list[Todo]
    rest: list[Todo]
    mixed: bool = False

    @property
    def count(self) -> int:
        """How many things there are."""
        return len(self.first) + len(self.rest)


def whole(groups: Iterable[Group], what: str) -> list[Group]:
    """Return the card of that heading with all its rows; nothing where there is none any more."""
    return [Group(one.what, one.first + one.rest, [], one.mixed) for one in groups if str(one.what) == what]


def grouped(todos: Iterable[Todo]) -> list[Group]:
    """Return what has a date in one card, the most urgent first, then a card for each kind of the rest."""
    dated, kinds = list[Todo](), dict[str, list[Todo]]()
    for todo in todos:
        (dated if todo.due else kinds.setdefault(str(todo.what), [])).append(todo)
    cards = [Group(_("有期限的"), dated[:_MOST_DATED], dated[_MOST_DATED:], mixed=True)] if dated else []
    return cards + [Group(what, rows[:_MOST], rows[_MOST:]) for what, rows in kinds.items()]
