"""The 问题清单 as a workbook: of one filing, or of all that the list shows."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from django.db.models import Prefetch
from django.http import HttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_safe

from gouji import api
from gouji.web.core.export import XLSX_TYPE
from gouji.web.filings import queries
from gouji.web.filings.access import access_filing, access_right
from gouji.web.filings.models import Decision, Finding
from gouji.web.filings.ui.filters import FilingFilter
from gouji.web.filings.words import cited_lines
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

    from gouji.web.filings.models import Filing
    from gouji.web.people.models import User

_CLOSED = {Finding.State.CONFIRMED: "待办", Finding.State.SETTLED: "办结", Finding.State.REJECTED: "不予采纳"}


@require_safe
def issues(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the decided findings of one filing."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    filing = access_filing(user, pk)
    return _answer(f"问题清单-{filing.title}", [filing])


@require_safe
def all_issues(request: HttpRequest) -> HttpResponse:
    """Send the decided findings of every filing that the list shows with these filters."""
    found = FilingFilter(request.GET, queryset=queries.listed(access_right(request.user, Right.FILING_READ)))
    return _answer("问题清单", found.qs if found.is_valid() else found.queryset)


def workbook(filings: Iterable[Filing]) -> bytes:
    """Return the list of these filings' findings that a person or the desk decided on; open ones are not yet anybody's."""
    decided = Prefetch("decisions", Decision.objects.order_by("-pk"))
    held = {filing.pk: filing for filing in filings}
    rows = Finding.objects.filter(filing__in=held).exclude(state=Finding.State.OPEN).prefetch_related(decided)
    order = {pk: at for at, pk in enumerate(held)}
    found = sorted(rows, key=lambda row: (order[row.filing_id], row.start, row.pk))
    units: dict[str, api.IssueUnit] = {}
    for filing in held.values():
        units.setdefault(filing.unit.name, api.IssueUnit(filing.unit.name)).documents += 1
    for row in found:
        if row.state == Finding.State.CONFIRMED:
            units[held[row.filing_id].unit.name].findings += Counter({row.severity: 1})
    return api.issue_list((_row(row, held[row.filing_id]) for row in found), units.values(), timezone.localdate())


def _row(row: Finding, filing: Filing) -> api.IssueRow:
    last = next(iter(row.decisions.all()), None)
    section = " › ".join(row.place.get("section", ()))
    return api.IssueRow(
        unit=filing.unit.name,
        material=filing.title,
        place="\n".join(piece for piece in (section, row.where) if piece),
        printed=row.printed,
        working="\n".join(piece for piece in (row.message, row.working, *cited_lines(row)) if piece),
        reference=row.expected,
        level=str(Finding.Severity(row.severity).label),
        rule=row.rule,
        fingerprint=row.fingerprint,
        remark=last.reason if last else "",
        closed=_CLOSED.get(Finding.State(row.state), ""),
    )


def _answer(name: str, filings: Iterable[Filing]) -> HttpResponse:
    answer = HttpResponse(workbook(filings), content_type=XLSX_TYPE)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.xlsx") or ""
    answer["Cache-Control"] = "private, no-store"
    return answer
