"""A unit on one page, as it is printed for a meeting; units and years side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db.models import Count, Q
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from gouji.web.core.charts import printed
from gouji.web.filings.models import Filing, Finding
from gouji.web.lookup.access import access_unit
from gouji.web.lookup.dossier import dossier_of
from gouji.web.lookup.government import books_of
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from gouji.web.lookup.dossier import Dossier
    from gouji.web.people.models import User

_OPEN = (Finding.State.OPEN, Finding.State.CONFIRMED)
_MOST = 12


@require_safe
def unit_page(request: HttpRequest, unit_id: int) -> HttpResponse:
    """Show everything that the desk knows of a unit, on one page."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    unit = access_unit(user, unit_id)
    rights = rights_of(user)
    dossier = dossier_of(unit.pk, Q())
    context: dict[str, Any] = {
        "unit": unit,
        "names": [name.name for name in unit.names.all()],
        "children": list(unit.children.filter(rights.reach(Right.LEDGER_READ))),
        "dossier": dossier,
        "lines": printed_lines(dossier),
        "books": books_of(unit.pk, Q()),
        "today": timezone.localdate(),
    }
    if rights.at(Right.FILING_READ, unit):
        open_ones = Count("findings", filter=Q(findings__state__in=_OPEN))
        context["filings"] = Filing.objects.filter(unit=unit).annotate(open=open_ones)[: 2 * _MOST]
        found = Finding.objects.filter(filing__unit=unit, state__in=_OPEN).select_related("filing")
        context["findings"] = found.order_by("-filing__year", "pk")[:_MOST]
    if rights.at(Right.MATTER_READ, unit):
        context["matters"] = unit.matters.filter(is_open=True)[:_MOST]
    return render(request, "lookup/unit.html", context)


def printed_lines(dossier: Dossier) -> list[tuple[str, list[tuple[str, str, str]]]]:
    """Return the table's rows as a page prints them."""
    return [
        (
            line.label,
            [
                (printed(budget), printed(final), f"{printed(rate)}%" if rate is not None else "—")
                for budget, final, rate in line.cells
            ],
        )
        for line in dossier.lines
    ]
