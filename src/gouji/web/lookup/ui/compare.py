"""Filings side by side: choose them, read the table, take it home."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from django.db.models import Q
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gouji.web.core import export
from gouji.web.core.charts import printed
from gouji.web.filings.models import Filing, Kind
from gouji.web.lookup.explore import KINDS
from gouji.web.lookup.sidebyside import MOST, Row, side_by_side
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import QuerySet
    from django.http import HttpRequest, HttpResponse

    from gouji.web.people.models import User

_OFFERED = 40
_CENT = Decimal("0.01")


@require_safe
def compare_page(request: HttpRequest) -> HttpResponse:
    """Show the chosen filings side by side; ``?export=`` gives the table as a file."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    allowed = Filing.objects.filter(rights_of(user).reach(Right.LEDGER_READ, "unit"), kind__in=KINDS)
    chosen = _chosen(request, allowed.select_related("unit").in_bulk(_numbers(request)))
    rows = side_by_side([filing.pk for filing in chosen], Q()) if chosen else []
    if request.GET.get("all") != "1":
        rows = [row for row in rows if row.whole]
    if request.GET.get("differing") == "1":
        rows = [row for row in rows if row.differs]
    if (kind := request.GET.get("export", "")) in export.FORMATS:
        return export.answer(kind, _("对比"), _heads(chosen), map(_cells, rows))  # type: ignore[return-value]  # a stream is a response too
    context = {
        "chosen": [(filing, _address(chosen, without=filing)) for filing in chosen],
        "rows": [
            (row, [(printed(v.value), _signed(v.difference), _signed(v.rate)) for v in row.values]) for row in rows
        ],
        "offered": _offered(request, allowed, chosen),
        "named": request.GET.get("name", ""),
        "numbers": [filing.pk for filing in chosen],
        "full": len(chosen) >= MOST,
        "everything": request.GET.get("all") == "1",
        "differing": request.GET.get("differing") == "1",
    }
    return render(request, "lookup/compare.html", context)


def _numbers(request: HttpRequest) -> list[int]:
    return [int(number) for number in request.GET.getlist("filing") if number.isdigit() and len(number) < 16][:MOST]  # noqa: PLR2004  digits that a number of ours has


def _chosen(request: HttpRequest, found: dict[int, Filing]) -> list[Filing]:
    """Return the filings in the order of the address."""
    return [found[number] for number in dict.fromkeys(_numbers(request)) if number in found]


def _offered(request: HttpRequest, allowed: QuerySet[Filing], chosen: Sequence[Filing]) -> list[tuple[Filing, str]]:
    """Return filings to add: those of a unit asked for, of a name, else those of the units already chosen."""
    filings = allowed.select_related("unit").exclude(pk__in=[filing.pk for filing in chosen])
    unit, name = request.GET.get("unit", ""), request.GET.get("name", "").strip()
    if name:
        filings = filings.filter(unit__name__contains=name)
    elif unit.isdigit():
        filings = filings.filter(unit=int(unit))
    elif chosen:
        filings = filings.filter(unit__in={filing.unit_id for filing in chosen})
    return [
        (filing, _address([*chosen, filing])) for filing in filings.order_by("unit__code", "-year", "kind")[:_OFFERED]
    ]


def _address(filings: Sequence[Filing], without: Filing | None = None) -> str:
    return "?" + urlencode([("filing", filing.pk) for filing in filings if filing is not without])


def _heads(chosen: Sequence[Filing]) -> list[str]:
    heads = [_("数据项"), _("单位")]
    for at, filing in enumerate(chosen):
        name = f"{filing.unit.name}{filing.year}{Kind(filing.kind).label}"
        heads += [name] if at == 0 else [name, _("差额"), _("差额%")]
    return heads


def _cells(row: Row) -> list[object]:
    cells: list[object] = [row.words, row.unit, row.values[0].value]
    for value in row.values[1:]:
        rate = None if value.rate is None else value.rate.quantize(_CENT, ROUND_HALF_UP)
        cells += [value.value, value.difference, rate]
    return cells


def _signed(value: Decimal | None) -> str:
    """Return a difference with its sign; nothing for nothing."""
    if value is None:
        return ""
    return ("+" if value > 0 else "") + printed(value)
