"""The ledger explorer, its data for the chart, its single lines and its downloads."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gouji.web.core import export
from gouji.web.core.charts import Chart, Series, printed
from gouji.web.filings.models import Filing, Kind
from gouji.web.lookup import lines
from gouji.web.lookup.explore import KINDS, MONEY, Layout, Pivot, lay_out
from gouji.web.lookup.measures import DIMENSIONS, PHASES, measures
from gouji.web.lookup.snapshots import written_at
from gouji.web.people.rights import rights_of
from gouji.web.people.roles import Right

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from decimal import Decimal

    from gouji.web.people.models import User

_MOST_BARS, _MOST_SERIES = 30, 6
_ROWS, _MOST_COLUMNS = 100, 60
"""How much of a table a page shows; its files hold all of it."""


def units_of(request: HttpRequest) -> list[int]:
    """Return the numbers of the units whose ledger the person may read, of these whose name holds what was asked for."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    units = rights_of(user).units(Right.LEDGER_READ)
    named = request.GET.get("unit", "").strip()
    if named:
        units = units.filter(name__contains=named)
    return list(units.values_list("pk", flat=True))


def years_of(request: HttpRequest) -> list[int]:
    """Return the years of filings the person may read, the newest first."""
    user: User = request.user  # type: ignore[assignment]  # the middleware lets nobody else in
    filings = Filing.objects.filter(rights_of(user).reach(Right.LEDGER_READ, "unit"), kind__in=KINDS)
    return list(filings.order_by("-year").values_list("year", flat=True).distinct())


def layout_of(query: Mapping[str, str], years: list[int]) -> Layout:
    """Return what an address asks for; what it does not know stands at its default."""
    asked = query.get("year", "")
    year = int(asked) if asked.isdigit() and int(asked) in years else (years[0] if years else None)
    rows = _one_of(query.get("rows", ""), DIMENSIONS, "unit")
    columns = query.get("columns", "year")
    return Layout(
        measure=_one_of(query.get("measure", ""), measures(), "expenditure"),
        rows=rows,
        columns="" if columns == rows or columns not in DIMENSIONS else columns,
        year=year,
        kind=_one_of(query.get("kind", ""), PHASES, "final"),
    )


def _one_of(asked: str, known: Mapping[str, object], default: str) -> str:
    return asked if asked in known else default


@require_safe
def ledger_page(request: HttpRequest) -> HttpResponse:
    """Show a measure by rows and columns; ``?export=`` gives it as a file."""
    years = years_of(request)
    layout = layout_of(request.GET, years)
    money = _one_of(request.GET.get("money", ""), MONEY, "万元")
    pivot = lay_out(layout, units_of(request))
    unit = money if pivot.measure.is_money else _("人")
    if (kind := request.GET.get("export", "")) in export.FORMATS:
        head, body = pivot.table(money)
        name = f"{pivot.measure.label}（{unit}）"
        return export.answer(kind, name, head, body)  # type: ignore[return-value]  # a stream is a response too
    shown = Paginator(pivot.rows, _ROWS).get_page(request.GET.get("page"))
    columns = pivot.columns[:_MOST_COLUMNS]
    context = {
        "layout": layout,
        "pivot": pivot,
        "shown": shown,
        "columns": columns,
        "rows": _printed_rows(pivot, shown.object_list, columns, money),
        "sums": _printed_sums(pivot, columns, money),
        "unit": unit,
        "money": money,
        "years": years,
        "named": request.GET.get("unit", "").strip(),
        "choices": {
            "measures": measures().values(),
            "dimensions": DIMENSIONS.values(),
            "kinds": [(key, label) for key, (_basis, label) in PHASES.items()],
            "moneys": MONEY,
        },
        "written_at": written_at(),
        "query": request.GET.urlencode(),
    }
    return render(request, "lookup/ledger.html", context)


@require_safe
def ledger_data(request: HttpRequest) -> HttpResponse:
    """Answer the chart of the same question as JSON."""
    layout = layout_of(request.GET, years_of(request))
    money = _one_of(request.GET.get("money", ""), MONEY, "万元")
    return JsonResponse(chart_of(lay_out(layout, units_of(request)), layout, money).description)


def chart_of(pivot: Pivot, layout: Layout, money: str) -> Chart:
    """Return a pivot as a chart: years run along a line, everything else stands in bars, the largest first."""
    unit = money if pivot.measure.is_money else str(_("人"))
    if layout.columns == "year" and len(pivot.rows) <= _MOST_SERIES and len(pivot.columns) > 1:
        series = [
            Series(label, [pivot.shown(pivot.cells.get((key, column)), money) for column, _label in pivot.columns])
            for key, label in pivot.rows
        ]
        return Chart("pivot", pivot.measure.label, unit, [label for _key, label in pivot.columns], series, "line")
    shown = pivot.columns[-_MOST_SERIES:]
    last = shown[-1][0] if shown else ""
    rows = list(pivot.rows)
    if layout.rows != "year":
        rows.sort(key=lambda row: -(pivot.cells.get((row[0], last)) or 0))
    rows = rows[:_MOST_BARS]
    series = [
        Series(label, [pivot.shown(pivot.cells.get((key, column)), money) for key, _label in rows])
        for column, label in shown
    ]
    return Chart("pivot", pivot.measure.label, unit, [label for _key, label in rows], series)


def _printed_rows(
    pivot: Pivot, rows: Iterable[tuple[str, str]], columns: Sequence[tuple[str, str]], money: str
) -> list[tuple[str, str, list[str]]]:
    counted = not pivot.measure.is_money
    return [
        (key, label, [_words(pivot, pivot.cells.get((key, column)), money, counted) for column, _label in columns])
        for key, label in rows
    ]


def _printed_sums(pivot: Pivot, columns: Sequence[tuple[str, str]], money: str) -> list[str]:
    if pivot.sums is None or len(pivot.rows) < 2:  # noqa: PLR2004  a single row is its own sum
        return []
    counted = not pivot.measure.is_money
    return [_words(pivot, pivot.sums.get(column), money, counted) for column, _label in columns]


def _words(pivot: Pivot, value: Decimal | None, money: str, counted: bool) -> str:  # noqa: FBT001
    return printed(pivot.shown(value, money), counted=counted)


# --- single lines ------------------------------------------------------------------------------------------------------


def wanted_of(request: HttpRequest, units: list[int]) -> lines.Wanted:
    """Return which lines an address asks for."""
    query = request.GET
    year = query.get("year", "")
    kind = query.get("kind", "")
    return lines.Wanted(
        tuple(units),
        words=query.get("words", "").strip()[:100],
        year=int(year) if year.isdigit() and len(year) == 4 else None,  # noqa: PLR2004  a year
        kind=kind if kind in {str(one) for one in KINDS} else "",
        own=query.get("earlier") != "1",
    )


@require_safe
def lines_page(request: HttpRequest) -> HttpResponse:
    """Show the ledger's single lines; ``?export=`` gives them as CSV, workbook, Parquet or data package."""
    wanted = wanted_of(request, units_of(request))
    kind = request.GET.get("export", "")
    if kind:
        return lines_file(wanted, kind, _("台账"))
    asked = request.GET.get("page", "1")
    number = int(asked) if asked.isdigit() and len(asked) < 6 else 1  # noqa: PLR2004  digits that a page number has
    found, total = lines.page(wanted, number)
    pages = -(-total // lines.PAGE)
    context: dict[str, Any] = {
        "wanted": wanted,
        "lines": [(line, printed_value(line)) for line in found],
        "total": total,
        "number": number,
        "pages": pages,
        "before": number - 1,
        "after": number + 1,
        "years": years_of(request),
        "kinds": KINDS,
        "named": request.GET.get("unit", "").strip(),
        "written_at": written_at(),
        "most": lines.MOST,
    }
    return render(request, "lookup/lines.html", context)


def printed_value(line: lines.Line) -> str:
    """Return a line's value as a page prints it."""
    return printed(line.value, counted=line.measure_unit != "元")


def lines_file(wanted: lines.Wanted, kind: str, name: str) -> HttpResponse:
    """Return the lines as a file of one kind: csv, xlsx, parquet, package."""
    if kind == "parquet":
        return _file(lines.parquet(wanted), f"{name}.parquet", "application/vnd.apache.parquet")
    if kind == "package":
        return _file(lines.data_package(wanted, "gouji-facts", name), f"{name}.datapackage.zip", "application/zip")
    heads = [str(head) for _name, head in lines.COLUMNS]
    kinds = dict(Kind.choices)
    at = lines.NAMES.index("kind")
    rows = ([*row[:at], kinds.get(str(row[at]), row[at]), *row[at + 1 :]] for row in lines.rows(wanted))
    kind = kind if kind in export.FORMATS else export.CSV
    return export.answer(kind, name, heads, rows)  # type: ignore[return-value]  # a stream is a response too


def _file(content: bytes, name: str, media: str) -> HttpResponse:
    answer = HttpResponse(content, content_type=media)
    answer["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer
