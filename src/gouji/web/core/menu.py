"""The menu: one entry a room of the desk, shown to whom may enter. An app adds its room in its ``AppConfig.ready``."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.urls import reverse

if TYPE_CHECKING:
    from collections.abc import Callable

    from django_stubs_ext import StrOrPromise

    from gouji.web.people.rights import Rights


@dataclass(frozen=True, slots=True)
class Entry:
    """A room: where it stands in the menu, its words, the name of its address, its icon, and who sees it."""

    order: int
    label: StrOrPromise
    url_name: str
    icon: str
    shown: Callable[[Rights], bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """An entry as the page prints it."""

    label: StrOrPromise
    url: str
    icon: str
    active: bool


_ENTRIES: list[Entry] = []


def add_entry(entry: Entry) -> None:
    """Add a room to the menu; called once, when the app is loaded."""
    _ENTRIES.append(entry)
    _ENTRIES.sort(key=lambda one: one.order)


def menu_for(rights: Rights, path: str) -> list[Shown]:
    """Return the rooms that a person with these rights sees; the one that holds ``path`` most closely is active."""
    rooms = [(entry, reverse(entry.url_name)) for entry in _ENTRIES if entry.shown(rights)]
    holding = [url for _entry, url in rooms if path == url or (url != "/" and path.startswith(url))]
    here = max(holding, key=len, default="")
    return [Shown(entry.label, url, entry.icon, url == here) for entry, url in rooms]
