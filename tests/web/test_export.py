"""Tables as files: exact amounts, no formula runs, a view's rows beyond its page."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from decimal import Decimal
from typing import TYPE_CHECKING, Any

import django_tables2 as tables
from django.test import RequestFactory
from django.views.generic import TemplateView
from lxml import etree

from gouji.web.core import export

if TYPE_CHECKING:
    import pytest
    from django.http.response import HttpResponseBase

ROWS: list[list[object]] = [
    ["林业局", 2024, Decimal("1234.50"), dt.date(2026, 6, 30), None],
    ["=HYPERLINK(1)", 2023, Decimal("-0.10"), None, True],
    ["-1+1", 2022, Decimal("1E+3"), None, False],
]
HEADS = ["单位", "年度", "金额", "日期", "须公开"]


def lines(rows: list[list[object]]) -> list[list[str]]:
    text = "".join(export.csv_lines(HEADS, rows))
    assert text.startswith("\ufeff单位,")
    return list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))


def cells(book: bytes) -> dict[str, tuple[str, str]]:
    """Return by address what a cell holds: type and words."""
    inside = zipfile.ZipFile(io.BytesIO(book))
    name = {"m": "http://schemas.openxmlformats.org/spreadsheetml/2006/main"}
    strings = [
        "".join(map(str, part.itertext()))
        for part in etree.fromstring(inside.read("xl/sharedStrings.xml")).findall("m:si", name)
    ]
    found = {}
    for cell in etree.fromstring(inside.read("xl/worksheets/sheet1.xml")).iter(f"{{{name['m']}}}c"):
        value = cell.findtext("m:v", "", name)
        kind = cell.get("t", "n")
        found[cell.get("r", "")] = (kind, strings[int(value)] if kind == "s" else value)
    return found


def test_amounts_in_csv_are_as_given_and_without_an_exponent() -> None:
    assert [row[2] for row in lines(ROWS)[1:]] == ["1234.50", "-0.10", "1000"]


def test_text_that_would_run_as_a_formula_is_quoted_and_a_negative_amount_is_not() -> None:
    assert [row[0] for row in lines(ROWS)[1:]] == ["林业局", "'=HYPERLINK(1)", "'-1+1"]


def test_dates_and_yes_no_are_words() -> None:
    assert lines(ROWS)[1][3:] == ["2026-06-30", ""]
    assert [row[4] for row in lines(ROWS)[2:]] == ["是", "否"]


def test_the_workbook_holds_numbers_as_numbers_and_text_as_text() -> None:
    found = cells(export.workbook("试", HEADS, ROWS))
    assert found["B2"] == ("n", "2024")
    assert found["C2"] == ("n", "1234.50")
    assert found["C3"] == ("n", "-0.10")
    assert found["A3"] == ("s", "=HYPERLINK(1)")


def test_an_amount_longer_than_a_spreadsheet_keeps_stays_exact_as_text() -> None:
    long = Decimal("12345678901234.56")
    assert cells(export.workbook("试", ["金额"], [[long]]))["A2"] == ("s", "12345678901234.56")


def test_more_rows_than_a_sheet_holds_are_refused_in_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "MOST_ROWS", 2)
    refused = export.answer("xlsx", "试", HEADS, ROWS)
    assert refused.status_code == 400
    assert "CSV" in refused.content.decode()  # type: ignore[attr-defined]


class Table(tables.Table):  # type: ignore[misc]  # untyped library
    name = tables.Column(verbose_name="单位", linkify=lambda record: f"/units/{record['name']}/")
    amount = tables.Column(verbose_name="金额")
    act = tables.TemplateColumn("<a>办</a>", verbose_name="")


class View(export.ExportMixin, tables.SingleTableMixin, TemplateView):  # type: ignore[misc]
    template_name = "core/table.html"
    table_class = Table
    paginate_by = 2
    export_name = "单位一览"
    export_without = ("act",)

    def get_table_data(self) -> list[dict[str, Any]]:
        return [{"name": f"单位{number}", "amount": Decimal("0.10")} for number in range(5)]


def get(query: str) -> HttpResponseBase:
    return View.as_view()(RequestFactory().get(f"/?{query}"))


def test_a_list_view_exports_all_rows_without_its_buttons() -> None:
    made = get("export=csv")
    text = b"".join(made.streaming_content).decode("utf-8-sig")  # type: ignore[attr-defined]
    assert text.split("\r\n") == ["单位,金额", *(f"单位{number},0.10" for number in range(5)), ""]
    assert "%E5%8D%95%E4%BD%8D%E4%B8%80%E8%A7%88.csv" in made["Content-Disposition"]


def test_without_the_question_the_page_is_the_page() -> None:
    assert get("").headers.get("Content-Disposition") is None
    assert get("export=exe").headers.get("Content-Disposition") is None
