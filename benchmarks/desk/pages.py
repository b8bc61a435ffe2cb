"""Every page that a person gets to by links, and every address that the API reads, with things that are there."""

from __future__ import annotations

import random
from collections import Counter, deque
from http import HTTPStatus
from itertools import product
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode, urlsplit

from django.test import Client
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from lxml import html

from gouji.web.api.v1 import api
from gouji.web.demo.cast import COUNTY_CODE
from gouji.web.execution.models import Load
from gouji.web.filings.models import Filing, Finding
from gouji.web.matters.models import Matter
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from django.http import HttpResponseBase

_DOORS = {"health": "", "home": "", "public": "", "lookup:search": "?q=经费", "public_search": "?q=经费"}
"""Where a person begins, and what he types."""
_LEFT_OUT = ("logout", "export=", "download")
_EACH = 20
_READ = 8
"""Pages of a name that are read for their links."""


def addresses(seed: int, headers: Mapping[str, str]) -> dict[str, list[str]]:
    """Return the addresses by name, up to 20 of each.

    ``headers`` are those of somebody who may open every page. What is sent as a file or leads elsewhere is left out.
    """
    return _pages(headers) | _of_api(random.Random(seed))


def _pages(headers: Mapping[str, str]) -> dict[str, list[str]]:
    """Follow links from the home page and the public portal, through a few pages of each name."""
    client = Client(headers={**headers, "Host": "localhost"}, raise_request_exception=False)
    found: dict[str, dict[str, None]] = {name: {f"{reverse(name)}{typed}": None} for name, typed in _DOORS.items()}
    waiting = deque(path for some in found.values() for path in some)
    read: Counter[str] = Counter()
    pages = set()
    while waiting:
        path = waiting.popleft()
        name = _name(path)
        if read[name] == _READ:
            continue
        read[name] += 1
        answer = client.get(path)
        if not _is_page(answer):
            del found[name][path]
            continue
        pages.add(name)
        for name, link in _links(answer):
            some = found.setdefault(name, {})
            if link not in some and len(some) < _EACH and not any(part in link for part in _LEFT_OUT):
                some[link] = None
                waiting.append(link)
    return {name: list(some) for name, some in found.items() if name in pages}


def _is_page(answer: HttpResponseBase) -> bool:
    return answer.status_code == HTTPStatus.OK and "attachment" not in answer.get("Content-Disposition", "")


def _links(answer: HttpResponseBase) -> Iterator[tuple[str, str]]:
    """Yield the desk's own addresses in a page with the names of what they lead to, wherever they stand: links, pictures, what a part of the page is fetched from."""
    if answer.streaming or not answer["Content-Type"].startswith("text/html"):
        return
    text: str = answer.content.decode()  # type: ignore[attr-defined]
    here: str = answer.wsgi_request.path  # type: ignore[attr-defined]
    for element in html.document_fromstring(f"<body>{text}").iter():
        for value in map(str, element.attrib.values()):
            path = (here if value.startswith("?") else "") + value.partition("#")[0]
            if path.startswith("/") and (name := _name(path)):
                yield name, path


def _name(path: str) -> str:
    """Return the name of the desk's page at an address; empty where there is none."""
    try:
        return resolve(urlsplit(path).path).view_name
    except Resolver404:
        return ""


def _of_api(rng: random.Random) -> dict[str, list[str]]:
    """Return what the API's own description says can be read, about things that are there."""
    known: dict[str, list[Any]] = {
        f"{model.__name__.lower()}_id": _some(rng, list(model._base_manager.values_list("pk", flat=True)))
        for model in (Filing, Finding, Load, Matter, Unit)
    }
    known |= {"region": [COUNTY_CODE], "year": [timezone.localdate().year]}
    found = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "get" not in methods:
            continue
        asked = [(one["name"], one["in"]) for one in methods["get"].get("parameters", ()) if one.get("required")]
        found[f"API {methods['get']['operationId']}"] = [
            _filled(path, asked, values) for values in product(*(known[name] for name, _where in asked))
        ]
    return found


def _filled(path: str, asked: list[tuple[str, str]], values: tuple[Any, ...]) -> str:
    given = dict(zip([name for name, _where in asked], values, strict=True))
    query = {name: given[name] for name, where in asked if where == "query"}
    return path.format(**given) + (f"?{urlencode(query)}" if query else "")


def _some(rng: random.Random, values: list[Any]) -> list[Any]:
    return rng.sample(values, min(_EACH, len(values)))
