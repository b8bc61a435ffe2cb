"""What events are called: each app names its actions, and the page of each kind of thing, when it is loaded."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.apps import apps
from django.core.exceptions import FieldDoesNotExist
from django.urls import NoReverseMatch, reverse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django_stubs_ext import StrOrPromise

_ACTIONS: dict[str, StrOrPromise] = {}
_PAGES: dict[str, str] = {}


def add_actions(words: Mapping[str, StrOrPromise]) -> None:
    """Name actions: ``{"filing.submitted": _("报送材料")}``."""
    _ACTIONS.update(words)


def add_page(object_type: str, url_name: str) -> None:
    """Say which page shows a kind of thing (``filings.filing``); its address takes the thing's key."""
    _PAGES[object_type] = url_name


def actions() -> dict[str, StrOrPromise]:
    """Return all named actions."""
    return dict(_ACTIONS)


def action_word(action: str) -> StrOrPromise:
    """Return the action's name; one that nobody named stands as it is stored."""
    return _ACTIONS.get(action, action)


def type_word(object_type: str) -> StrOrPromise:
    """Return what a kind of thing is called."""
    try:
        return str(apps.get_model(object_type)._meta.verbose_name)
    except (LookupError, ValueError):
        return object_type


def field_word(object_type: str, name: str) -> StrOrPromise:
    """Return what a field of such a thing is called."""
    try:
        field = apps.get_model(object_type)._meta.get_field(name)
    except (LookupError, ValueError, FieldDoesNotExist):
        return name
    return str(getattr(field, "verbose_name", name))


def page_of(object_type: str, object_id: str) -> str:
    """Return the address of a thing's page, empty where it has none."""
    try:
        return reverse(_PAGES[object_type], args=[object_id])
    except (KeyError, NoReverseMatch):
        return ""
