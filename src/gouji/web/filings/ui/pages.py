"""The page of a filing: its document with every figure coloured by its state, its findings beside it, its way and versions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gouji import api
from gouji.web.filings import queries
from gouji.web.filings.access import access_stored_version, access_version
from gouji.web.filings.errors import DamagedError
from gouji.web.filings.models import Check, Finding, Kind, Stage
from gouji.web.filings.services import derived, stages, store, views
from gouji.web.filings.services.comparing import comparison_of
from gouji.web.filings.services.corrections import UNITS
from gouji.web.filings.services.derived import corrections_of
from gouji.web.filings.services.differences import differences as between
from gouji.web.filings.services.filing import may_replace
from gouji.web.filings.services.upsert import by_fingerprint
from gouji.web.filings.tasks import compare_versions, rebuild_view
from gouji.web.filings.words import FIGURES
from gouji.web.people.rights import rights_for
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

    from gouji.web.filings.models import Filing, Version
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights

Json = dict[str, Any]
_WORST_FIRST = ("differs", "rounding", "agrees", "uncheckable")
_PICTURE = 1400  # pixels: what a page is drawn in, sharp on a screen and still small


def version_asked(request: HttpRequest, pk: int) -> Version:
    """Return the version that ``?version=`` names, else the current one; raises Http404."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    number = request.GET.get("version", "")
    return access_version(user, pk, int(number) if number.isdecimal() and len(number) < 6 else None)  # noqa: PLR2004


@require_safe
def filing(request: HttpRequest, pk: int) -> HttpResponse:
    """Show a filing."""
    version = version_asked(request, pk)
    context = page(version, rights_for(request))
    return render(request, "filings/filing.html", context)


@require_safe
def progress(request: HttpRequest, pk: int) -> HttpResponse:
    """Show how far the check is; once it has ended, the whole page is asked for anew."""
    version = version_asked(request, pk)
    check = version.checks.first()
    answer = render(request, "filings/progress.html", {"version": version, "check": check})
    if check is None or check.ended:
        answer["HX-Refresh"] = "true"
    return answer


@require_safe
def document(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the document itself; where its view is missing, have it made and ask again."""
    version = version_asked(request, pk)
    view = views.view_of(version)
    if view is None:
        if request.GET.get("again") is None:
            rebuild_view.enqueue(version.pk)
        return render(request, "filings/document_waits.html", {"version": version})
    answer = render(request, "filings/document.html", {"version": version, "view": view, "blocks": _paged(view)})
    if request.GET.get("again") is not None:
        answer["HX-Refresh"] = "true"  # the cards were shown without their numbers
    return answer


@require_safe
def figure(request: HttpRequest, pk: int, number: int) -> HttpResponse:
    """Show what is known of one figure: its state, value, and every relation that uses it with its working."""
    version = version_asked(request, pk)
    view = views.view_of(version) or {}
    shown = figure_of(view, number)
    names = {one["id"]: one["text"] for one in view["figure_list"]}
    relations = [
        {**one, "others": [(other, names[other]) for other in one["figures"] if other != number]}
        for one in view["relations"]
        if number in one["figures"]
    ]
    relations.sort(key=lambda one: _WORST_FIRST.index(one["outcome"]))
    rights = rights_for(request)
    correction = next((one for one in corrections_of(version) if one.start == shown["start"]), None)
    context = {
        "version": version,
        "figure": shown,
        "state": FIGURES[shown["state"]],
        "relations": relations,
        "correction": correction,
        "units": UNITS,
        "severities": Finding.Severity.choices,
        "may_correct": rights.at(Right.FILING_SUBMIT, version.filing.unit) and is_current(version),
        "may_review": rights.at(Right.FILING_REVIEW, version.filing.unit) and is_current(version),
    }
    return render(request, "filings/figure.html", context)


@require_safe
def place(request: HttpRequest, version: int, start: int) -> HttpResponse:
    """Lead to the figure or the problem at a place of a version's text: an address that stays."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    found = access_stored_version(user, version)
    view = views.view_of(found) or {}
    problems = [f"#{one['target']}" for one in view.get("audit_items", ()) if one["start"] == start]
    figures = [f"#f{one['id']}" for one in view.get("figure_list", ()) if one["start"] <= start < one["end"]]
    mark = next(iter((*problems, *figures)), "")
    return redirect(f"{reverse('filing', args=[found.filing_id])}?version={found.number}{mark}")


@require_safe
def original_page(request: HttpRequest, pk: int, page: int) -> HttpResponse:
    """Show a page of the original, a PDF or a picture, with the places of a finding or a figure lit up."""
    version = version_asked(request, pk)
    view = views.view_of(version) or {}
    sizes = view.get("page_sizes", [])
    if not 1 <= page <= len(sizes):
        raise Http404
    own, related = _boxes(request, version, view)
    width, height = sizes[page - 1]
    context = {
        "version": version,
        "page": page,
        "pages": len(sizes),
        "width": width,
        "height": height,
        "own": [_rect(box) for box in own if box[0] == page],
        "related": [_rect(box) for box in related if box[0] == page],
        "query": request.GET.urlencode(),
    }
    return render(request, "filings/original.html", context)


@require_safe
def picture(request: HttpRequest, pk: int, page: int) -> HttpResponseBase:
    """Send a page of the original as a picture, drawn once by a process of its own."""
    version = version_asked(request, pk)
    target = derived.pictures_of(version.original_id) / f"{page}.png"
    if not target.exists():
        try:
            store.read(version.original)
        except DamagedError as error:
            raise Http404 from error
        if not api.page_picture(store.path_of(version.original_id), page, target, _PICTURE):
            raise Http404
    answer = FileResponse(target.open("rb"), content_type="image/png")
    answer["Cache-Control"] = "private, max-age=86400"
    return answer


@require_safe
def original(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the original as it was handed in, to be saved, never to be shown as a page of ours."""
    version = version_asked(request, pk)
    try:
        data = store.read(version.original)
    except DamagedError as error:
        raise Http404 from error
    answer = HttpResponse(data, content_type="application/octet-stream")
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=version.file_name) or ""
    return answer


@require_safe
def differences(request: HttpRequest, pk: int, first: int, second: int) -> HttpResponse:
    """Show what changed between two versions: values by subject, lines, and the findings that came and went."""
    user: User = request.user  # type: ignore[assignment]
    old, new = access_version(user, pk, first), access_version(user, pk, second)
    if comparison_of(old, new) is None and request.GET.get("again") is None:
        compare_versions.enqueue(old.pk, new.pk)
    comparison = comparison_of(old, new)
    shown = [views.view_of(version) for version in (old, new)]
    for version, view in zip((old, new), shown, strict=True):
        if view is None:
            rebuild_view.enqueue(version.pk)
    found = [dict(by_fingerprint(view["findings"])) if view else {} for view in shown]
    known = {finding.fingerprint: finding for finding in new.filing.findings.all()}
    before, after = found
    context = {
        "filing": new.filing,
        "first": old,
        "second": new,
        "missing": None in shown,
        "comparison": comparison,
        "pairs": [_linked(pair, shown) for pair in comparison["pairs"]] if comparison else [],
        "changed": sum(len(pair["changed"]) for pair in comparison["pairs"]) if comparison else None,
        "changes": between(shown[0], shown[1]) if shown[0] and shown[1] else [],
        "new": [known[mark] for mark in after if mark not in before and mark in known],
        "gone": [known[mark] for mark in before if mark not in after and mark in known],
        "still": len(before.keys() & after.keys()),
    }
    return render(request, "filings/differences.html", context)


def _linked(pair: Json, views_shown: list[Json | None]) -> Json:
    """Return a pair of parts, each value with the number of its figure in the view of its version."""
    starts = [{one["start"]: one["id"] for one in view["figure_list"]} if view else {} for view in views_shown]

    def with_number(said: Json, side: int) -> Json:
        return {**said, "number": starts[side].get(said["place"]["start"])}

    return {
        "title": pair["second"]["unit"],
        "unchanged": len(pair["unchanged"]),
        "changed": [
            {**row, "first": with_number(row["first"], 0), "second": with_number(row["second"], 1)}
            for row in pair["changed"]
        ],
        "gone": [{**one, "value": with_number(one["value"], 0)} for one in pair["only_first"]],
        "come": [{**one, "value": with_number(one["value"], 1)} for one in pair["only_second"]],
    }


def page(version: Version, rights: Rights) -> Json:
    """Return what the page of a filing shows."""
    held = version.filing
    check, view, again = _result(version)
    cards = queries.cards(version, view, rights)
    versions = list(held.versions.select_related("filed_by"))
    current = versions[0].pk == version.pk
    return {
        "filing": held,
        "version": version,
        "versions": versions,
        "is_current": current,
        "check": check,
        "again": again,
        "view": view,
        "cards": cards,
        "citing": queries.citing(version, rights) if view else [],
        "counts": queries.counts(cards),
        "may_ask": rights.in_region(Right.MATTER_OPEN, held.unit.region),
        "askable": sum(card.can_be_asked for card in cards),
        "states": Finding.State.choices,
        "severities": Finding.Severity.choices,
        "corrections": corrections_of(version),
        "moves": held.moves.select_related("by"),
        "steps": stages.steps_for(rights, held).items(),
        "way": _way(held),
        "account": account(check),
        "may_review": rights.at(Right.FILING_REVIEW, held.unit) and current,
        "may_correct": rights.at(Right.FILING_SUBMIT, held.unit) and current,
        "may_replace": may_replace(rights, held),
        "may_clear": rights.at(Right.FILING_APPROVE, held.unit),
        "may_release": rights.at(Right.RELEASE, held.unit),
        "today": timezone.localdate(),
        "kind_word": Kind(held.kind).label,
    }


def _result(version: Version) -> tuple[Check | None, Json | None, bool]:
    """Return a version's check, its view, and whether the version is checked again meanwhile: what was found stays on its page."""
    latest = version.checks.first()
    if latest is None or latest.ended:
        return latest, views.view_of(version) if latest else None, False
    before = version.checks.filter(state=Check.State.DONE).first()
    view = views.view_of(version) if before else None
    return (before, view, True) if view else (latest, None, False)


def figure_of(view: Json, number: int) -> Json:
    """Return a figure of a view; raises Http404."""
    figures: list[Json] = view.get("figure_list", [])
    if number >= len(figures):
        raise Http404
    return figures[number]


def is_current(version: Version) -> bool:
    """Whether no later version was handed in."""
    return not version.filing.versions.filter(number__gt=version.number).exists()


def account(check: Check | None) -> Json | None:
    """Return the figure account as a bar: each state with its count, where its stretch begins, and how long it is, of 1000."""
    said = check.account if check is not None and check.ended else {}
    total = said.get("total", 0)
    if not total:
        return None
    stretches, at = [], 0
    for state, words in FIGURES.items():
        count = said.get(state, 0)
        length = 1000 * count // total
        if count:
            stretches.append({"state": state, "words": words, "count": count, "at": at, "length": max(length, 4)})
        at += length
    linked = sum(said.get(state, 0) for state in ("contradicted", "disputed", "verified"))
    of = linked + said.get("unrelated", 0)
    return {"total": total, "stretches": stretches, "linked": 100 * linked // of if of else None}


def _way(held: Filing) -> list[Json]:
    """Return the stages in their order, each with whether it is behind, here or ahead, and its day."""
    here = Stage.values.index(held.stage)
    days = {Stage.APPROVED: held.approved_on, Stage.PUBLISHED: held.published_on}
    return [
        {"words": stage.label, "here": at == here, "ahead": at > here, "day": days.get(stage)}
        for at, stage in enumerate(Stage)
    ]


def _paged(view: Json) -> list[Json]:
    """Return the blocks, each with the page that begins at it."""
    last = None
    blocks = []
    for block in view["blocks"]:
        begins = block["page"] if block["page"] != last else None
        last = block["page"] or last
        blocks.append({"html": block["html"], "page": begins})
    return blocks


def _boxes(request: HttpRequest, version: Version, view: Json) -> tuple[list[list[float]], list[list[float]]]:
    """Return the boxes of what is asked for and of what it is related to: [page, x0, y0, x1, y1] in points."""
    number = request.GET.get("figure", "")
    if number.isdecimal():
        return figure_of(view, int(number))["boxes"], []
    asked = request.GET.get("finding", "")
    if asked.isdecimal():
        finding = Finding.objects.filter(filing=version.filing_id, pk=int(asked)).first()
        if finding is not None:
            related = [box for place in finding.detail.get("related", ()) for box in place.get("boxes", ())]
            return finding.place.get("boxes", []), related
    return [], []


def _rect(box: list[float]) -> Json:
    """Return a box as a rectangle with a little room around it."""
    room = 1.5
    _page, x0, y0, x1, y1 = box
    return {
        "x": round(x0 - room, 2),
        "y": round(y0 - room, 2),
        "width": round(x1 - x0 + 2 * room, 2),
        "height": round(y1 - y0 + 2 * room, 2),
    }
