"""The home page: 待办 first. Each app that has work for a person registers a list of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from django_stubs_ext import StrOrPromise

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights


@dataclass(frozen=True, slots=True)
class Todo:
    """One thing that waits for this person: what it is, of whom, by when, and where to do it."""

    what: StrOrPromise
    title: str
    unit: str
    due: dt.date | None
    url: str


_SOURCES: list[Callable[[User, Rights], Iterable[Todo]]] = []


def add_source(source: Callable[[User, Rights], Iterable[Todo]]) -> None:
    """Let an app say what waits for a person; called once, when the app is loaded. A source asks few queries, at most 200 rows."""
    _SOURCES.append(source)


def todos_for(user: User, rights: Rights) -> list[Todo]:
    """Return what waits for the person, the most urgent first, what has no date last."""
    found = [todo for source in _SOURCES for todo in source(user, rights)]
    return sorted(found, key=lambda todo: (todo.due is None, todo.due or 0, todo.title))
