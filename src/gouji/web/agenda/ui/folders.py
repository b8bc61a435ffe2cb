"""The folder of a meeting as a page, its drafts as Word documents, and all of it as one file."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from gouji.web.agenda.access import access_meeting, access_region
from gouji.web.agenda.folder.bundle import name_of, packed
from gouji.web.agenda.folder.drafting import drafts_of, forms
from gouji.web.agenda.folder.paper import KIND, written
from gouji.web.agenda.folder.pieces import compare_of, place_of
from gouji.web.agenda.folder.reading import folder_of
from gouji.web.agenda.folder.shape import wan
from gouji.web.agenda.steps import OWERS
from gouji.web.agenda.ui.forms import DraftTemplateForm
from gouji.web.core.charts import printed
from gouji.web.filings.models import Finding, Kind
from gouji.web.matters.services.errors import MatterError
from gouji.web.matters.services.offices import set_template
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.http import HttpRequest

    from gouji.web.agenda.folder.shape import Focus, Line, Pair, Progress
    from gouji.web.lookup.dossier import Said
    from gouji.web.people.models import User

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_MOST = 12
_SLOWEST = 8


@require_safe
def meeting(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the folder of a meeting."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    today = timezone.localdate()
    folder = folder_of(access_meeting(user, pk), today, _MOST)
    confirmed = sum(one.state == Finding.State.CONFIRMED for one in folder.findings)
    context = {
        "folder": folder,
        "meeting": folder.meeting,
        "focuses": [_table(one) for one in folder.focuses],
        "filed": [(one, sum(line.now is not None for line in one.lines)) for one in folder.focuses],
        "all_findings": confirmed + folder.open + folder.papers_all,
        "drafts": drafts_of(folder, today),
        "findings": [*folder.papers, *folder.findings][:_MOST],
        "counts": (confirmed, folder.open, folder.papers_all),
        "matters": folder.matters[:_MOST],
        "late": sum(one.is_overdue(today) for one in folder.matters),
        "slow": list(_slow(folder.progress)) if folder.progress else [],
        "owers": OWERS,
        "today": today,
        "days": (folder.meeting.on - today).days,
        "most": _MOST,
    }
    return render(request, "agenda/folder.html", context)


@require_safe
def draft(request: HttpRequest, pk: int, item: int) -> HttpResponse:
    """Send the draft of one agenda item as a Word document."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    today = timezone.localdate()
    folder = folder_of(access_meeting(user, pk), today)
    found = next((one for one in drafts_of(folder, today) if one.item == item), None)
    if found is None:
        raise Http404
    data = written(found, folder.meeting.region, today, _base(request))
    return _download(data, f"{found.title}（草稿）.docx", WORD)


@require_safe
def pack(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the whole folder as one zip."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    today = timezone.localdate()
    folder = folder_of(access_meeting(user, pk), today)
    return _download(packed(folder, today, _base(request)), f"{name_of(folder)}.zip", "application/zip")


@require_POST
def template(request: HttpRequest) -> HttpResponse:
    """Take an office's own form of a draft."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    region = access_region(user, request.POST.get("region", ""), Right.MATTER_LEAD)
    form = DraftTemplateForm(request.POST, request.FILES)
    if not form.is_valid():
        messages.error(request, _("请选择草稿种类和模板文件。"))
    else:
        file, code = form.cleaned_data["file"], form.cleaned_data["draft"]
        try:
            set_template(region, user, (KIND, code), str(file.name), file.read(), today=timezone.localdate())
        except MatterError as error:
            messages.error(request, str(error))
        else:
            messages.success(request, _("已启用模板，以后的“%(name)s”按它生成。") % {"name": forms()[code].name})
    return redirect(f"{reverse('agenda_terms')}?region={region.code}")


def _base(request: HttpRequest) -> str:
    return request.build_absolute_uri("/").rstrip("/")


def _download(data: bytes, name: str, kind: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=kind)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    answer["Cache-Control"] = "private, no-store"
    return answer


def _table(focus: Focus) -> dict[str, object]:
    """Return the departments' table as a page prints it."""
    return {
        "kind": focus.kind,
        "year": focus.year,
        "label": f"{focus.year}年{Kind(focus.kind).label}",
        "final": focus.kind == Kind.FINAL,
        "rows": [(line, list(_cells(line, final=focus.kind == Kind.FINAL)), compare_of(line)) for line in focus.lines],
        "sums": list(_sums(focus)),
    }


def _cells(line: Line, *, final: bool) -> Iterator[tuple[str, str]]:
    """Yield each cell's words and the address of its source."""
    for measure in ("expenditure", "three"):
        yield from _pair(line.figures.get(measure), compare_of(line))
        if final and measure == "expenditure":
            budget = line.planned.before
            yield _one(budget)
            share = (
                line.planned.now.value / budget.value * 100 if line.planned.now and budget and budget.value else None
            )
            yield (f"{printed(share)}%" if share is not None else "—", "")


def _pair(pair: Pair | None, compared: str) -> Iterator[tuple[str, str]]:
    yield _one(pair.now if pair else None)
    yield _one(pair.before if pair else None)
    rate = pair.rate if pair else None
    yield (f"{'+' if rate > 0 else ''}{printed(rate)}%", compared) if rate is not None else ("—", "")


def _one(said: Said | None) -> tuple[str, str]:
    return (wan(said.value), place_of(said)) if said else ("—", "")


def _sums(focus: Focus) -> Iterator[str]:
    """Yield the sums under the columns of amounts; of both years only over the departments that are known in both."""
    for measure in ("expenditure", "three"):
        pairs = [pair for _line, pair in focus.pairs(measure)]
        yield _sum(one.now for one in pairs)
        yield _sum(one.before for one in pairs)
        yield ""
        if focus.kind == Kind.FINAL and measure == "expenditure":
            yield ""
            yield ""


def _sum(found: Iterable[Said | None]) -> str:
    values = [one.value for one in found if one]
    return wan(sum(values[1:], values[0])) if values else "—"


def _slow(progress: Progress) -> Iterator[tuple[str, int | None, str, str, str, str]]:
    for line in progress.execution.lines[:_SLOWEST]:
        rate = f"{printed(line.progress)}%" if line.progress is not None else "—"
        unit = progress.units.get(line.name)
        yield line.name, unit, wan(line.planned), wan(line.paid), rate, printed(line.lag)
