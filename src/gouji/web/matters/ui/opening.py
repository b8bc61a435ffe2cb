"""Open a matter: from confirmed findings, by hand, or as a deputy's suggestion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from gouji.web.filings.models import Finding
from gouji.web.matters.access import access_matters
from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.models import Matter
from gouji.web.matters.queries import matters_seen
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.services.opening import Draft, open_from_findings, open_matter
from gouji.web.matters.similar import similar_to
from gouji.web.matters.ui.forms import DraftForm, LetterForm
from gouji.web.matters.ui.page import person
from gouji.web.people.rights import Rights, rights_of
from gouji.web.people.roles import RIGHTS, Right
from gouji.web.units.models import Region, Unit

if TYPE_CHECKING:
    from gouji.web.matters.kinds.shape import Kind
    from gouji.web.people.models import User

_MOST_FINDINGS = 500


@require_http_methods(["GET", "HEAD", "POST"])
def matter_open(request: HttpRequest) -> HttpResponse:
    """Open one matter a unit from the findings named by ``finding`` (repeated), of the kind ``kind``."""
    user = person(request)
    findings = _findings(user, request)
    kind = _kind(request.POST.get("kind") or request.GET.get("kind") or "verification")
    if not findings or not kind.findings:
        raise Http404
    form = LetterForm(request.POST or None, initial={"title": _title(findings)})
    if request.method == "POST" and form.is_valid():
        title = form.cleaned_data["title"]
        try:
            opened = open_from_findings(kind.code, findings, user, title=title, today=timezone.localdate())
        except MatterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已立项 {len(opened)} 件，请核对后送签。")
            if len(opened) == 1:
                return redirect("matter_page", opened[0].pk)
            return redirect("matter_list")
    units = {finding.filing.unit_id for finding in findings}
    here = {"form": form, "kind": kind, "findings": findings, "units": len(units)}
    return render(request, "matters/open.html", here)


@require_http_methods(["GET", "HEAD", "POST"])
def matter_new(request: HttpRequest, code: str) -> HttpResponse:
    """Open a matter of a kind by hand; a deputy raises a suggestion here. ``?title=`` is what another page proposes."""
    user = person(request)
    kind = _kind(code)
    rights = rights_of(user)
    region = _region(rights, kind)
    units = Unit.objects.filter(region=region, until=None).order_by("code") if kind.unit_first else None
    form = DraftForm(kind, units, request.POST or None, initial={"title": request.GET.get("title", "")[:200]})
    if request.method == "POST" and form.is_valid():
        said = form.cleaned_data
        draft = Draft(
            kind.code,
            region,
            said["title"],
            said.get("unit"),
            said["body"],
            importance=said.get("importance") or Matter.Importance.NORMAL,
        )
        try:
            matter = open_matter(draft, user, today=timezone.localdate())
        except MatterError as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, f"已提交：{matter}。")
            return redirect("matter_page", matter.pk)
    here = {"form": form, "kind": kind, "region": region, "suggests": kind.opens.startswith("suggestion")}
    return render(request, "matters/new.html", here)


@require_safe
def matter_similar(request: HttpRequest, code: str) -> HttpResponse:
    """Show what is much like the title and text that somebody is writing."""
    user, kind = person(request), _kind(code)
    access_matters(rights_of(user))
    title, body = request.GET.get("title", "")[:200], request.GET.get("body", "")[:5000]
    others = matters_seen(user, rights_of(user)).filter(kind=kind.code)
    return render(request, "matters/similar.html", {"similar": similar_to(title, body, others), "asked": bool(title)})


def kinds_to_open(rights: Rights) -> list[Kind]:
    """Return the kinds that a person may open by hand."""
    return [kind for kind in all_kinds().values() if rights.anywhere(kind.opens)]


def _kind(code: str) -> Kind:
    try:
        return all_kinds()[code]
    except KeyError as error:
        raise Http404 from error


def _region(rights: Rights, kind: Kind) -> Region:
    """Return the region where the person may open this kind: the one of the post; raises Http404 where there is none."""
    paths = [seat.region for seat in rights.seats if seat.region and Right(kind.opens) in RIGHTS[seat.role]]
    found = Region.objects.filter(path__in=paths).order_by("-path").first()
    if found is None:
        raise Http404
    return found


def _findings(user: User, request: HttpRequest) -> list[Finding]:
    """Return the named findings that the person may put into a matter."""
    asked = request.POST.getlist("finding") or request.GET.getlist("finding")
    numbers = [int(one) for text in asked for one in text.split(",") if one.isdecimal()][:_MOST_FINDINGS]
    reach = rights_of(user).reach(Right.MATTER_OPEN, "filing__unit")
    found = Finding.objects.filter(reach, pk__in=numbers)
    return list(found.select_related("filing__unit__region").order_by("filing__unit__code", "pk"))


def _title(findings: list[Finding]) -> str:
    """Return what a letter on these findings is about: year and kind of the papers, where they are all the same."""
    papers = {f"{finding.filing.year}年度{finding.filing.get_kind_display()}" for finding in findings}
    return f"{papers.pop()}有关数据" if len(papers) == 1 else "公开材料有关数据"
