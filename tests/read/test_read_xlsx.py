"""Workbooks and separated values: what is shown is what is read, in exact decimals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.cuts import Areas, partitions
from tests.read.document_views import grid, shown, spans
from tests.read.make_office import c, n, xlsx, zipped

from gouji.model.document import Document, Status
from gouji.read.csv import CsvReader
from gouji.read.reader import Limits
from gouji.read.xlsx.formats import shown as formatted
from gouji.read.xlsx.reader import XlsxReader


def read(data: bytes) -> Document:
    return XlsxReader().read(data, "a.xlsx", Limits())


@pytest.mark.parametrize(
    ("raw", "code", "text"),
    [
        ("0.30000000000000004", "General", "0.3"),
        ("1234.5", "General", "1234.5"),
        ("1.2345678901234E+20", "General", "123456789012340000000"),
        ("1E-5", "General", "0.00001"),
        ("2.675", "0.00", "2.68"),
        ("1.005", "0.00", "1.01"),
        ("-1.005", "0.00_ ", "-1.01"),
        ("1234567.891", "#,##0.00", "1,234,567.89"),
        ("0.5", "#,##0.00", "0.50"),
        ("0.5", "#.##", ".5"),
        ("7", "#.##", "7"),
        ("999", "#,##0", "999"),
        ("0.1529", "0.0%", "15.3%"),
        ("1.2997", "0.00%", "129.97%"),
        ("-5", "#,##0.00_);[Red]\\(#,##0.00\\)", "(5.00)"),
        ("-5", "0.00_ ;[Red]0.00", "-5.00"),
        ("0", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        ("-12.3", '_ * #,##0.00_ ;_ * \\-#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-12.30"),
        ("-0.001", "0.00", "0.00"),
        ("12.5", '0.00"万元"', "12.50万元"),
        ("1234567", "#,##0,", "1,235"),
        ("5", "000", "005"),
        ("1234", "[$￥-804]#,##0", "￥1,234"),
        ("3", "[>=2]0.0;0.00", "3.0"),
        ("1", "[>=2]0.0;0.00", "1.00"),
        ("12345", "0.00E+00", "1.23E+04"),
        ("12", "@", "12"),
        ("45292", "yyyy/m/d", "2024/1/1"),
        ("45292", 'yyyy"年"m"月";@', "2024年1月"),
        ("45292.5", "yyyy-mm-dd hh:mm", "2024-01-01 12:00"),
        ("0.25", "h:mm AM/PM", "6:00 AM"),
        ("abc", "0.00", "abc"),
    ],
)
def test_numbers_as_displayed(raw: str, code: str, text: str) -> None:
    assert formatted(raw, code) == text


def test_days_since_1904() -> None:
    assert formatted("0", "yyyy-mm-dd", since_1904=True) == "1904-01-01"


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2, allow_nan=False))
def test_two_decimals_survive_the_trip_through_a_double(value: Decimal) -> None:
    stored = repr(float(value))
    assert Decimal(formatted(stored, "#,##0.00").replace(",", "")) == value
    assert Decimal(formatted(stored, "General")) == value


def test_sheets_are_headings_with_tables() -> None:
    rows = (
        f'<row r="3">{c("B3", "收支表")}</row>'
        f'<row r="5">{c("B5", "项目")}{c("C5", "金额")}{c("D5", "备注")}</row>'
        f'<row r="6">{c("B6", "水费")}{n("C6", "0.30000000000000004", 1)}</row>'
    )
    merges = '<mergeCells><mergeCell ref="B3:D3"/></mergeCells>'
    document = read(xlsx({"表一": f"<sheetData>{rows}</sheetData>{merges}", "空": "<sheetData/>"}, ["0.00"]))
    assert shown(document) == ["#1 表一", "<table>"]
    assert grid(document) == [["收支表", "", ""], ["项目", "金额", "备注"], ["水费", "0.30", ""]]
    assert spans(document)["收支表"] == (0, 0, 1, 3)


def test_shared_strings_booleans_errors_and_formulas() -> None:
    rows = (
        '<row r="1"><c r="A1" t="s"><v>1</v></c><c r="B1" t="b"><v>1</v></c></row>'
        '<row r="2"><c r="A2" t="e"><v>#REF!</v></c><c r="B2"><f>1+1</f><v>2</v></c></row>'
        '<row r="3"><c r="A3" t="str"><f>A1</f><v>文</v></c><c r="B3"><f>2+2</f></c></row>'
    )
    document = read(xlsx({"甲": f"<sheetData>{rows}</sheetData>"}, strings=["零", "壹"]))
    assert grid(document) == [["壹", "TRUE"], ["#REF!", "2"], ["文", ""]]
    assert document.status is Status.PARTIAL
    assert "1 个公式" in document.problems[0].zh


def test_hidden_rows_columns_and_sheets_are_left_out_and_said() -> None:
    rows = (
        f'<row r="1">{c("A1", "项目")}{c("B1", "内部")}{c("C1", "金额")}</row>'
        f'<row r="2" hidden="1">{c("A2", "密")}{n("C2", "9")}</row>'
        f'<row r="3">{c("A3", "水费")}{n("B3", "8")}{n("C3", "1")}</row>'
    )
    columns = '<cols><col min="2" max="2" hidden="1"/></cols>'
    book = xlsx(
        {
            "甲": f"{columns}<sheetData>{rows}</sheetData>",
            "乙": f'<sheetData><row r="1">{n("A1", "7")}</row></sheetData>',
        },
        states={"乙": "hidden"},
    )
    document = read(book)
    assert grid(document) == [["项目", "金额"], ["水费", "1"]]
    assert document.status is Status.OK
    assert len(document.problems) == 2
    assert "乙" in document.problems[0].zh


def test_columns_beside_the_print_area_are_left_out_but_never_rows() -> None:
    rows = "".join(f'<row r="{r}">{c(f"A{r}", f"目{r}")}{n(f"B{r}", "1")}{c(f"D{r}", "核对")}</row>' for r in (1, 2, 3))
    area = '<definedName name="_xlnm.Print_Area" localSheetId="0">甲!$A$1:$B$2</definedName>'
    document = read(xlsx({"甲": f"<sheetData>{rows}</sheetData>"}, names=area))
    assert grid(document) == [["目1", "1"], ["目2", "1"], ["目3", "1"]]
    assert len(document.problems) == 1


def test_zeros_that_a_sheet_does_not_show() -> None:
    sheet = (
        '<sheetViews><sheetView showZeros="0"/></sheetViews>'
        f'<sheetData><row r="1">{c("A1", "水费")}{n("B1", "0", 1)}{n("C1", "1", 1)}</row></sheetData>'
    )
    assert grid(read(xlsx({"甲": sheet}, ["0.00"]))) == [["水费", "1.00"]]


def test_helper_rows_and_columns_of_an_exporting_system_are_left_out_and_said() -> None:
    lines = [
        ("0", "DEBT_T_EXAMPLE", " and T.YEAR='2024'", " "),
        ("0", "CODE#", "NAME#", "AMT#"),
        ("0", " ", "债务限额表", " "),
        ("0", " ", "项目", "限额"),
        ("VALID#", "yb", "一般债务", "12.5"),
        ("VALID#", "zx", "专项债务", "7.5"),
    ]
    rows = "".join(
        f'<row r="{at}">{"".join(c(f"{column}{at}", text) for column, text in zip("ABCD", line, strict=True))}</row>'
        for at, line in enumerate(lines, 1)
    )
    document = read(xlsx({"表": f"<sheetData>{rows}</sheetData>"}))
    assert document.text.split() == ["表", "债务限额表", "项目", "限额", "一般债务", "12.5", "专项债务", "7.5"]
    assert "没有检查" in document.problems[0].zh


def test_a_column_of_zeros_is_no_flag() -> None:
    rows = f'<row r="1">{n("A1", "0")}{c("B1", "项目")}</row><row r="2">{n("A2", "0")}{c("B2", "水费")}</row>'
    document = read(xlsx({"表": f"<sheetData>{rows}</sheetData>"}))
    assert document.text.split() == ["表", "0", "项目", "0", "水费"]


def test_a_merged_area_stays_where_its_first_row_is_hidden() -> None:
    rows = f'<row r="1" hidden="1">{c("A1", "项目")}</row><row r="2">{c("B2", "金额")}</row><row r="3">{c("A3", "水费")}{n("B3", "1")}</row>'
    merges = '<mergeCells><mergeCell ref="A1:A2"/></mergeCells>'
    assert grid(read(xlsx({"甲": f"<sheetData>{rows}</sheetData>{merges}"}))) == [["项目", "金额"], ["水费", "1"]]


def test_a_sheet_of_one_column_is_text() -> None:
    rows = (
        f'<row r="1">{c("A1", "一、编制说明")}</row><row r="2">{c("A2", "收入3万元。&#10;支出2万元。")}</row>'.replace(
            "&amp;#10;", "&#10;"
        )
    )
    document = read(xlsx({"说明": f"<sheetData>{rows}</sheetData>"}))
    assert shown(document) == ["#1 说明", "#0 一、编制说明", "收入3万元。", "支出2万元。"]


def test_a_far_away_cell_costs_nothing() -> None:
    rows = f'<row r="1">{c("A1", "头")}{c("B1", "数")}</row><row r="1048576">{c("A1048576", "尾")}{n("XFD1048576", "3")}</row>'
    document = read(xlsx({"甲": f"<sheetData>{rows}</sheetData>"}))
    assert (document.tables[0].rows, document.tables[0].columns) == (2, 3)


def test_too_many_cells_missing_sheet_and_empty_book_are_one_sentence() -> None:
    rows = f'<row r="1">{c("A1", "头")}{c("B1", "数")}</row>'
    book = xlsx({"甲": f"<sheetData>{rows}</sheetData>"})
    assert XlsxReader().read(book, "a.xlsx", Limits(cells=1)).status is Status.FAILED
    assert read(xlsx({"甲": "<sheetData/>"})).status is Status.FAILED
    assert read(zipped({"[Content_Types].xml": "<Types/>", "xl/styles.xml": "<a/>"})).status is Status.FAILED


def csv(text: str | bytes) -> Document:
    return CsvReader().read(text if isinstance(text, bytes) else text.encode(), "a.csv", Limits())


@pytest.mark.parametrize("separator", [",", "\t", ";", "|"])
def test_csv_separators_quotes_and_empty_edges(separator: str) -> None:
    text = (
        separator.join(["项目", "金额", ""])
        + "\r\n"
        + separator.join(['"水费，""甲"""', '"1,204.50"', ""])
        + "\r\n"
        + separator * 2
    )
    assert grid(csv(text)) == [["项目", "金额"], ['水费，"甲"', "1,204.50"]]


def test_csv_encodings_and_refusals() -> None:
    assert grid(csv("项目,金额\n水费,3".encode("gb18030"))) == [["项目", "金额"], ["水费", "3"]]
    assert csv(b"\n\n").status is Status.FAILED
    assert csv(bytes(range(256))).status is Status.FAILED


def sheet(areas: Areas, rows: int) -> str:
    def at(row: int, column: int) -> str:
        return f"{chr(ord('A') + column)}{row + 1}"

    lines = []
    for row in range(rows):
        cells = "".join(c(at(row, left), f"格{i}") for i, (top, left, _, _) in enumerate(areas) if top == row)
        lines.append(f'<row r="{row + 1}">{cells}</row>')
    merges = "".join(
        f'<mergeCell ref="{at(top, left)}:{at(top + height - 1, left + width - 1)}"/>'
        for top, left, height, width in areas
        if height * width > 1
    )
    return f"<sheetData>{''.join(lines)}</sheetData><mergeCells>{merges}</mergeCells>"


@given(partitions())
@settings(max_examples=60, deadline=None)
def test_random_merges_keep_their_order_and_never_overlap(cut: tuple[int, int, Areas]) -> None:
    rows, _, areas = cut
    document = read(xlsx({"甲": sheet(areas, rows)}))
    found = []
    for table in document.tables:
        covered = [
            (row, column)
            for cell in table.cells
            for row in range(cell.row, cell.row + cell.row_span)
            for column in range(cell.column, cell.column + cell.column_span)
        ]
        assert len(covered) == len(set(covered))
        found += [document.text[cell.start : cell.end] for cell in table.cells if cell.end > cell.start]
    if document.tables:
        assert found == [f"格{at}" for at in range(len(areas))]


def test_a_row_or_column_whose_number_is_none_follows_the_one_before() -> None:
    rows = f'<row r="1">{c("A1", "水费")}{n("B1", "3")}</row><row r="x">{c("", "电费")}{n("", "4")}</row>'
    columns = '<cols><col min="x" max="" hidden="1"/></cols>'
    document = read(xlsx({"甲": f"{columns}<sheetData>{rows}</sheetData>"}))
    assert [text for text in ("3", "电费", "4") if text in document.text] == ["3", "电费", "4"]
