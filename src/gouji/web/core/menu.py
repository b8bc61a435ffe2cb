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
    """Return the rooms that a person with these rights sees, the one of ``path`` active."""
    shown = []
    for entry in _ENTRIES:
        if entry.shown(rights):
            url = reverse(entry.url_name)
            active = path == url if url == "/" else path.startswith(url)
            shown.append(Shown(entry.label, url, entry.icon, active))
    return shown
