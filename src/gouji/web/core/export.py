"""Any table as a file that a spreadsheet opens: CSV with a byte order mark, or a workbook; amounts stay exact decimals.

A list view takes ``ExportMixin`` and its template ``{% include "core/export.html" %}``; everything else calls ``answer``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import xlsxwriter
from django.http import HttpResponse, HttpResponseBadRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _

from gouji.api import text_width

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

CSV, XLSX = "csv", "xlsx"
FORMATS = (CSV, XLSX)
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
BOM = "\ufeff"
MOST_ROWS = 1_048_575
"""Rows that fit on a sheet under its header."""
_FORMULA = ("=", "@", "+", "-", "\t", "\r")
_DIGITS = 15  # what a spreadsheet keeps of a number; longer ones are written as text
_LONGEST = 32_000  # characters that a cell holds
_WIDEST, _SAMPLE, _A4 = 48, 200, 9


def answer(kind: str, name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> HttpResponseBase:
    """Return a download of a table. ``kind`` is one of FORMATS, ``name`` the file's name without its ending.

    A cell may be text, int, Decimal, bool, date, datetime or None. More rows than a sheet holds are refused with a sentence.
    """
    if kind == CSV:
        made: HttpResponseBase = StreamingHttpResponse(csv_lines(columns, rows), content_type=CSV_TYPE)
    else:
        try:
            made = HttpResponse(workbook(name, columns, rows), content_type=XLSX_TYPE)
        except OverflowError:
            words = _("行数超过一张工作表的上限，请改用 CSV 导出，或先缩小筛选范围。")
            return HttpResponseBadRequest(words, content_type="text/plain; charset=utf-8")
    made["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=f"{name}.{kind}") or ""
    made["Cache-Control"] = "private, no-store"
    return made


def csv_lines(columns: Sequence[str], rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file: BOM and header first, lines end as spreadsheets write them."""
    yield BOM + _line([str(column) for column in columns])
    for row in rows:
        yield _line([_quoted(cell) for cell in row])


def workbook(name: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Return a workbook of one sheet, ready to print on A4 landscape; raises OverflowError over MOST_ROWS."""
    stream = io.BytesIO()
    options = {"strings_to_numbers": False, "strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    book = xlsxwriter.Workbook(stream, options)
    book.set_properties({"title": name, "author": "Gouji 勾稽"})
    sheet = book.add_worksheet("数据")
    looks = _Looks(book)
    widths = [text_width(str(column)) for column in columns]
    for at, column in enumerate(columns):
        sheet.write_string(0, at, str(column), looks.head)
    count = 0
    for count, row in enumerate(rows, 1):
        if count > MOST_ROWS:
            raise OverflowError(name)
        for at, cell in enumerate(row):
            _write(sheet, count, at, cell, looks)
            if count <= _SAMPLE:
                widths[at] = max(widths[at], *map(text_width, words_of(cell).split("\n")))
    for at, width in enumerate(widths):
        sheet.set_column(at, at, min(width, _WIDEST) + 2)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(count, 1), max(len(columns) - 1, 0))
    sheet.set_paper(_A4)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0)
    sheet.set_footer(f"&L{name.replace('&', '&&')}&R第 &P 页，共 &N 页")
    book.close()
    return stream.getvalue()


def words_of(cell: object) -> str:
    """Return a value as a file writes it: decimals exact and without an exponent, times of this place, dates as 2026-06-30."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return _("是") if cell else _("否")
    if isinstance(cell, Decimal):
        return format(cell, "f")
    if isinstance(cell, dt.datetime):
        local = timezone.localtime(cell) if timezone.is_aware(cell) else cell
        return local.strftime("%Y-%m-%d %H:%M")
    return str(cell)


def _quoted(cell: object) -> str:
    """Return the words for CSV; text that a spreadsheet would run as a formula is quoted, numbers never are."""
    words = words_of(cell)
    risky = words.startswith(_FORMULA) and not isinstance(cell, int | Decimal)
    return f"'{words}" if risky else words


def _line(cells: Sequence[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow(cells)
    return line.getvalue()


class _Looks:
    """The cell formats, made once."""

    def __init__(self, book: Any) -> None:  # noqa: ANN401  the library is untyped
        base = {"font_name": "宋体", "font_size": 10, "valign": "top"}
        self.head = book.add_format(base | {"bold": True, "bg_color": "#E7E6E6", "border": 1, "valign": "vcenter"})
        self.text = book.add_format(base | {"num_format": "@"})
        self.quoted = book.add_format(base | {"num_format": "@", "quote_prefix": True})
        self.day = book.add_format(base | {"num_format": "yyyy-mm-dd", "align": "left"})
        self._base = base
        self._book = book
        self._numbers: dict[int, Any] = {}

    def number(self, places: int) -> Any:  # noqa: ANN401
        """Return the format that shows a number with as many decimals as it was given."""
        if places not in self._numbers:
            shown = "#,##0" + ("." + "0" * places if places else "")
            self._numbers[places] = self._book.add_format(self._base | {"num_format": shown, "align": "right"})
        return self._numbers[places]


def _write(sheet: Any, row: int, column: int, cell: object, looks: _Looks) -> None:  # noqa: ANN401
    if cell is None:
        return
    if isinstance(cell, int) and not isinstance(cell, bool) and len(str(abs(cell))) <= _DIGITS:
        # A year or a number of things: a thousands mark would make 2,024 of a year.
        sheet.write_number(row, column, cell)
    elif isinstance(cell, Decimal) and cell.is_finite() and len(cell.as_tuple().digits) <= _DIGITS:
        sheet.write_number(row, column, cell, looks.number(max(0, -int(cell.as_tuple().exponent))))
    elif isinstance(cell, dt.date) and not isinstance(cell, dt.datetime):
        sheet.write_datetime(row, column, cell, looks.day)
    else:
        words = words_of(cell)
        shown = words if len(words) <= _LONGEST else words[:_LONGEST] + "…"
        sheet.write_string(row, column, shown, looks.quoted if shown.startswith(_FORMULA) else looks.text)


class ExportMixin:
    """A list view (``SingleTableMixin``) whose ``?export=csv`` and ``?export=xlsx`` give all filtered rows as a file.

    ``export_name`` is the file's name; columns that are no data are named in ``export_without``.
    """

    request: HttpRequest
    export_name: str = "数据"
    export_without: Sequence[str] = ()

    def render_to_response(self, context: dict[str, Any], **kwargs: Any) -> HttpResponseBase:  # noqa: ANN401
        """Answer with the file where one is asked for, else with the page."""
        kind = self.request.GET.get("export", "")
        if kind not in FORMATS:
            page: HttpResponseBase = super().render_to_response(context, **kwargs)  # type: ignore[misc]  # the view beside this mixin
            return page
        values = context["table"].as_values(exclude_columns=tuple(self.export_without))
        columns = [str(head) for head in next(values)]
        return answer(kind, str(self.export_name), columns, values)
