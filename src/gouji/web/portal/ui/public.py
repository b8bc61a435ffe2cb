"""The public's pages. They know no account: whoever is logged in sees what everyone sees."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpResponse
from django.template.loader import get_template
from django.urls import reverse
from django.utils.translation import gettext as _

from gouji.web.core.charts import printed
from gouji.web.filings.services import store
from gouji.web.filings.services.views import view_of
from gouji.web.lookup import lines
from gouji.web.lookup.dossier import dossier_of
from gouji.web.lookup.government import books_of
from gouji.web.lookup.models import Fact, Text
from gouji.web.lookup.search import search
from gouji.web.lookup.ui.finding import facets_of, question_of
from gouji.web.lookup.ui.ledger import lines_file
from gouji.web.lookup.ui.unit import printed_lines
from gouji.web.portal.access import access_document, access_public_unit
from gouji.web.portal.caching import public_page
from gouji.web.portal.passages import sections_of
from gouji.web.portal.queries import mark, mark_of, public_facts, public_texts, public_versions
from gouji.web.portal.reading import blocks_of, headings_of

if TYPE_CHECKING:
    from django.http import HttpRequest

    from gouji.web.filings.models import Version
    from gouji.web.lookup.search import Hit

KINDS = {"csv": "CSV", "xlsx": "Excel", "parquet": "Parquet", "package": "Fiscal Data Package"}
_NEWEST = 12


def page(template: str, context: dict[str, Any]) -> HttpResponse:
    """Return a page made without the request: no menu, no account, no token, the same for everyone."""
    return HttpResponse(get_template(template).render(context))


def _document_mark(filing_id: int, **_kinds: str) -> str:
    return mark_of(access_document(filing_id))


def _unit_mark(unit_id: int) -> str:
    access_public_unit(unit_id)
    return mark()


def _any_mark(**_words: object) -> str:
    return mark()


@public_page(_any_mark)
def front(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view's signature
    """Show the units that released something, and what came last."""
    versions = list(public_versions().select_related("filing__unit__region").order_by("-filing__released_at"))
    regions: dict[str, dict[int, tuple[str, str, int]]] = {}
    for version in sorted(versions, key=lambda one: (one.filing.unit.region.code, one.filing.unit.code)):
        unit = version.filing.unit
        units = regions.setdefault(unit.region.name, {})
        units[unit.pk] = (unit.name, unit.code, units[unit.pk][2] + 1 if unit.pk in units else 1)
    context = {"newest": versions[:_NEWEST], "regions": regions, "total": len(versions)}
    return page("portal/front.html", context)


@public_page(_any_mark)
def search_page(request: HttpRequest) -> HttpResponse:
    """Search the released documents and nothing else."""
    question = question_of(request.GET)
    found = search(question, public_texts())
    hits = [(hit, *_named(hit)) for hit in found.hits]
    facets = [facet for facet in facets_of(found.facets, question) if facet.name in {"unit", "year", "filing_kind"}]
    context = {
        "question": question,
        "found": found,
        "hits": hits,
        "facets": facets,
        "before": _page_address(request, found.page - 1),
        "after": _page_address(request, found.page + 1),
    }
    return page("portal/search.html", context)


def _page_address(request: HttpRequest, number: int) -> str:
    query = request.GET.copy()
    query["page"] = str(number)
    return f"?{query.urlencode()}"


def _named(hit: Hit) -> tuple[str, str]:
    path = hit.text.place.get("section") or []
    address = reverse("public_document", args=[hit.text.filing_id])
    return f"{address}#at{hit.text.place.get('start', 0)}", path[-1] if path else hit.text.title


@public_page(_unit_mark)
def unit_page(request: HttpRequest, unit_id: int) -> HttpResponse:  # noqa: ARG001  a view's signature
    """Show a unit: its released years, charts with their tables, its documents."""
    unit = access_public_unit(unit_id)
    dossier = dossier_of(unit.pk, public_facts())
    documents = (
        public_versions().filter(filing__unit=unit).select_related("filing").order_by("-filing__year", "filing__kind")
    )
    context = {
        "unit": unit,
        "dossier": dossier,
        "lines": printed_lines(dossier),
        "books": books_of(unit.pk, public_facts()),
        "documents": documents,
    }
    return page("portal/unit.html", context)


@public_page(_document_mark)
def document_page(request: HttpRequest, filing_id: int) -> HttpResponse:  # noqa: ARG001  a view's signature
    """Show a released document: its text, its main figures, and what can be downloaded."""
    version = access_document(filing_id)
    view = view_of(version)
    sections = [] if view else sections_of(Text.objects.filter(version=version, kind=Text.Kind.SECTION))
    context = {
        "version": version,
        "filing": version.filing,
        "unit": version.filing.unit,
        "sections": sections,
        "blocks": list(blocks_of(view)) if view else [],
        "contents": headings_of(view) if view else [],
        "figures": _figures(version),
        "kinds": KINDS.items() if Fact.objects.filter(version=version).exists() else (),
    }
    return page("portal/document.html", context)


def _figures(version: Version) -> list[tuple[str, str, str]]:
    """Return the document's main figures: words, value, unit."""
    facts = Fact.objects.filter(version=version, main=True, own=True, function="*", economic="*").order_by("pk")
    told: dict[int, tuple[str, str, str]] = {}
    for words, value, unit, place in facts.values_list("words", "value", "measure_unit", "place"):
        money = unit == "元"
        shown = printed(value.scaleb(-4)) if money else printed(value, counted=True)
        told.setdefault(place.get("start", -1), (words, shown, "万元" if money else unit))
    return list(told.values())


@public_page(_document_mark)
def original(request: HttpRequest, filing_id: int) -> HttpResponse:  # noqa: ARG001  a view's signature
    """Give the file as it was handed in."""
    version = access_document(filing_id)
    path = store.path_of(version.original_id)
    if not path.is_file():
        raise Http404(_("原件暂时无法提供。"))
    stream = path.open("rb")
    return FileResponse(stream, as_attachment=True, filename=version.file_name, content_type="application/octet-stream")  # type: ignore[return-value]  # a stream is a response too


@public_page(_document_mark)
def document_data(request: HttpRequest, filing_id: int, kind: str) -> HttpResponse:  # noqa: ARG001  likewise
    """Give a document's figures as a file."""
    version = access_document(filing_id)
    wanted = lines.Wanted((version.filing.unit_id,), own=False, versions=(version.pk,))
    return _data(wanted, kind, version.filing.title)


@public_page(_any_mark)
def data_page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view's signature
    """Say what can be downloaded and what its columns mean."""
    years = public_versions().values_list("filing__year", flat=True).order_by("-filing__year").distinct()
    context = {"kinds": KINDS.items(), "columns": lines.COLUMNS, "years": list(years), "most": lines.MOST}
    return page("portal/data.html", context)


@public_page(_any_mark)
def all_data(request: HttpRequest, kind: str) -> HttpResponse:
    """Give the figures of all released documents, of one year where ``?year=`` names it."""
    year = request.GET.get("year", "")
    versions = list(public_versions().values_list("pk", "filing__unit_id"))
    wanted = lines.Wanted(
        tuple({unit for _version, unit in versions}),
        year=int(year) if year.isdigit() and len(year) == 4 else None,  # noqa: PLR2004  a year
        own=False,
        versions=tuple(version for version, _unit in versions),
    )
    return _data(wanted, kind, _("预决算公开数据"))


def _data(wanted: lines.Wanted, kind: str, name: str) -> HttpResponse:
    if kind not in KINDS:
        raise Http404
    answer = lines_file(wanted, kind, name)
    del answer["Cache-Control"]
    return answer


@public_page(_any_mark)
def glossary_page(request: HttpRequest) -> HttpResponse:  # noqa: ARG001  a view's signature
    """Explain the words."""
    return page("portal/glossary.html", {"terms": glossary()})


@cache
def glossary() -> list[dict[str, str]]:
    """Return the words and what they mean, in their order."""
    text = (files("gouji.web.portal") / "data" / "glossary.toml").read_text(encoding="utf-8")
    terms: list[dict[str, str]] = tomllib.loads(text)["term"]
    return terms
