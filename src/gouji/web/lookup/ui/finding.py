"""The search page, and a text on a page of its own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from gouji.web.filings.models import Finding
from gouji.web.filings.models import Kind as FilingKind
from gouji.web.lookup.access import access_text
from gouji.web.lookup.grams import marks
from gouji.web.lookup.models import Text
from gouji.web.lookup.search import FACETS, Question, readable, search
from gouji.web.people.rights import rights_of
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    import re
    from collections.abc import Iterable, Mapping

    from django.http import HttpRequest, HttpResponse
    from django_stubs_ext import StrOrPromise

    from gouji.web.lookup.search import Hit
    from gouji.web.people.models import User

FACET_NAMES: Mapping[str, StrOrPromise] = {
    "kind": _("类别"),
    "unit": _("单位"),
    "year": _("年度"),
    "filing_kind": _("材料种类"),
    "rule": _("规则"),
    "state": _("状态"),
}
_MOST_VALUES = 12


@dataclass(frozen=True, slots=True)
class Value:
    """One value of a facet as the page prints it."""

    value: str
    label: StrOrPromise
    count: int
    chosen: bool
    address: str


@dataclass(frozen=True, slots=True)
class Facet:
    """A facet with its values."""

    name: str
    label: StrOrPromise
    values: list[Value]


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """Show the hits of a question with their facets; the address says all of it."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    question = question_of(request.GET)
    found = search(question, readable(user, rights_of(user)))
    hits = [(hit, link_of(hit, question.words), *name_of(hit.text)) for hit in found.hits]
    context = {"question": question, "found": found, "hits": hits, "facets": facets_of(found.facets, question)}
    page = "lookup/hits.html" if getattr(request, "htmx", False) else "lookup/search.html"
    return render(request, page, context)


@require_safe
def text_page(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """Show one text with the words marked."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    text = access_text(user, kind, key)
    pattern = marks(request.GET.get("q", ""))
    context = {"text": text, "segments": marked(text.body, pattern), "place": text.place}
    return render(request, "lookup/text.html", context)


def marked(body: str, pattern: re.Pattern[str] | None) -> list[tuple[str, bool]]:
    """Return a text in stretches, each with whether it is a word looked for."""
    if pattern is None:
        return [(body, False)]
    found: list[tuple[str, bool]] = []
    end = 0
    for match in pattern.finditer(body):
        found += [(body[end : match.start()], False), (match.group(), True)]
        end = match.end()
    return [*found, (body[end:], False)]


def question_of(query: Mapping[str, str]) -> Question:
    """Return the question that an address asks."""
    page = query.get("page", "1")
    chosen = {name: query.get(name, "") for name in FACETS}
    return Question(query.get("q", "").strip(), page=int(page) if page.isdigit() else 1, **chosen)


def facets_of(facets: Mapping[str, Iterable[tuple[str, int]]], question: Question) -> list[Facet]:
    """Return the facets that say something, their values in words: one query for the names of units."""
    numbers = [value for value, _count in list(facets.get("unit", ()))[:_MOST_VALUES]]
    units = {str(pk): name for pk, name in Unit.objects.filter(pk__in=numbers).values_list("pk", "name")}
    words: dict[str, Mapping[str, StrOrPromise]] = {
        "kind": dict(Text.Kind.choices),
        "unit": units,
        "filing_kind": dict(FilingKind.choices),
        "state": dict(Finding.State.choices),
    }
    made = []
    for name, counts in facets.items():
        chosen = getattr(question, name)
        values = [
            Value(value, words.get(name, {}).get(value, value), count, value == chosen, _address(question, name, value))
            for value, count in list(counts)[:_MOST_VALUES]
        ]
        if len(values) > 1 or chosen:
            made.append(Facet(name, FACET_NAMES[name], values))
    return made


def name_of(text: Text) -> tuple[str, str]:
    """Return what a hit is called and what it stands in: a section's own heading and the path to it."""
    if text.kind != Text.Kind.SECTION or not text.filing:
        return text.title, ""
    path = [text.filing.title, *text.place.get("section", [])]
    return path[-1], " › ".join(path[:-1])


def link_of(hit: Hit, words: str) -> str:
    """Return where a hit is read: at its place in the document, at its finding, matter or unit."""
    text = hit.text
    if text.url:
        return text.url
    if text.kind == Text.Kind.UNIT:
        return reverse("lookup:unit", args=[text.unit_id])
    if text.kind == Text.Kind.MATTER:
        return reverse("matter_page", args=[text.key])
    return f"{reverse('lookup:text', args=[text.kind, text.key])}?{urlencode({'q': words})}"


def _address(question: Question, name: str, value: str) -> str:
    """Return the query that chooses a value, or lets it go where it is chosen."""
    chosen = {facet: getattr(question, facet) for facet in FACETS}
    chosen[name] = "" if chosen[name] == value else value
    return "?" + urlencode({"q": question.words, **{facet: value for facet, value in chosen.items() if value}})
