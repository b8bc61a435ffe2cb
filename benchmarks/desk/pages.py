"""Every page and every reading address of the API, with things that are there."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.exceptions import NoReverseMatch

from gouji.web.agenda.models import Meeting
from gouji.web.audit.models import Event
from gouji.web.filings.models import Filing, Finding, Version
from gouji.web.matters.models import Matter
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from collections.abc import Iterator

_LEFT_OUT = (
    "_issues",
    "account_",
    "mfa_",
    "set_language",
    "password",
    "export",
    "download",
    "_pack",
    "logout",
    "login",
)
_EACH = 20


def addresses(seed: int) -> dict[str, list[str]]:
    """Return the addresses by name, up to 20 of each: those without arguments, and those about one thing that we know."""
    rng = random.Random(seed)
    things = _things(rng)
    found: dict[str, list[str]] = {}
    for name, arguments in _patterns(get_resolver()):
        if not name or any(part in name for part in _LEFT_OUT):
            continue
        if not arguments:
            choices: list[dict[str, Any]] = [{}]
        elif len(arguments) == 1 and (key := _thing_of(name, arguments[0], things)):
            choices = [{arguments[0]: value} for value in things[key]]
        else:
            continue
        try:
            found[name] = [reverse(name, kwargs=choice) for choice in choices]
        except NoReverseMatch:
            continue
    return found


def _things(rng: random.Random) -> dict[str, list[Any]]:
    models = {
        "filing": Filing,
        "finding": Finding,
        "version": Version,
        "matter": Matter,
        "unit": Unit,
        "region": Region,
        "meeting": Meeting,
    }
    keys: dict[str, list[Any]] = {
        name: _some(rng, list(model._base_manager.values_list("pk", flat=True))) for name, model in models.items()
    }
    keys["event"] = _some(rng, list(Event.objects.values_list("number", flat=True)))
    return {name: values for name, values in keys.items() if values}


def _some(rng: random.Random, values: list[Any]) -> list[Any]:
    return rng.sample(values, min(_EACH, len(values)))


def _thing_of(name: str, argument: str, things: dict[str, list[Any]]) -> str:
    """Return what an address is about, by its argument's name, otherwise by its own."""
    return next((thing for thing in things if thing in argument), "") or next(
        (thing for thing in things if thing in name), ""
    )


def _patterns(resolver: URLResolver, space: str = "") -> Iterator[tuple[str, tuple[str, ...]]]:
    for one in resolver.url_patterns:
        if isinstance(one, URLResolver):
            yield from _patterns(one, f"{space}{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern):
            yield f"{space}{one.name}" if one.name else "", tuple(one.pattern.converters)
