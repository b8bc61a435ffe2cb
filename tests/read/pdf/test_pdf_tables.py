"""PDF: tables with rulings, over pages, with rows not ruled, and without any ruling; no amount lost or invented."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.document_views import grid, shown, spans
from tests.read.pdf.make_pdf import Page, pdf

from gouji.read.pdf.reader import PdfReader
from gouji.read.reader import Limits

if TYPE_CHECKING:
    from gouji.model.document import Document

HEAD = ["科目编码", "科目名称", "金额"]


def read(*pages: Page) -> Document:
    return PdfReader().read(pdf(*pages), "a.pdf", Limits())


def test_caption_and_unit_stay_before_the_ruled_table() -> None:
    page = Page().text(130, 50, "支出预算表", 14).text(320, 75, "单位：万元", 9)
    page.table(60, 90, [HEAD, ["201", "一般公共服务支出", "1,200.50"], ["", "合计", "1,200.50"]])
    document = read(page)
    assert shown(document)[-2:] == ["单位：万元", "<table>"]
    assert grid(document) == [HEAD, ["201", "一般公共服务支出", "1,200.50"], ["", "合计", "1,200.50"]]


def test_missing_inner_lines_merge_cells() -> None:
    page = Page().line(60, 60, 360, 60).line(60, 100, 360, 100).line(60, 120, 360, 120).line(160, 80, 360, 80)
    page.line(60, 60, 60, 120).line(160, 60, 160, 120).line(260, 80, 260, 120).line(360, 60, 360, 120)
    page.text(64, 74, "项目", 10).text(230, 64, "支出", 10).text(170, 84, "基本支出", 10).text(270, 84, "项目支出", 10)
    page.text(64, 104, "合计", 10).text(170, 104, "30.00", 10).text(270, 104, "20.00", 10)
    assert spans(read(page)) == {
        "项目": (0, 0, 2, 1),
        "支出": (0, 1, 1, 2),
        "基本支出": (1, 1, 1, 1),
        "项目支出": (1, 2, 1, 1),
        "合计": (2, 0, 1, 1),
        "30.00": (2, 1, 1, 1),
        "20.00": (2, 2, 1, 1),
    }


def test_wrapped_name_and_wrapped_figure_are_one_cell_each() -> None:
    page = Page().grid([60, 160, 190], [60, 100, 120])
    page.text(64, 62, "机关事业单位基本", 10).text(64, 76, "养老保险缴费支出", 10)
    page.text(162, 62, "1682.", 10).text(162, 76, "76", 10).text(64, 104, "合计", 10)
    assert grid(read(page))[0] == ["机关事业单位基本养老保险缴费支出", "1682.76"]


def test_label_beside_a_code_across_a_line_is_cut_there() -> None:
    page = Page().table(60, 60, [["", "", ""], ["", "", ""]], wide=35)
    page.text(60, 64, "2010101行政运行", 10)
    assert grid(read(page))[0][:2] == ["2010101", "行政运行"]


def test_figures_and_names_that_touch_across_a_line_part_and_a_wide_name_stays_whole() -> None:
    page = Page().grid([60, 110, 170, 230], [60, 80, 100, 120])
    page.text(62, 64, "12,634.14财政拨款", 10).text(61, 84, "82,096,797.42", 8).text(113, 84, "82,096,797.42", 8)
    page.text(62, 104, "对社会保障补助", 8).text(122, 104, "730.29", 8)
    assert grid(read(page)) == [
        ["12,634.14", "财政拨款", ""],
        ["82,096,797.42", "82,096,797.42", ""],
        ["对社会保障补助", "730.29", ""],
    ]


def test_table_goes_on_over_pages_without_its_repeated_header() -> None:
    first = Page().text(130, 50, "支出预算表", 14).text(320, 75, "单位：万元", 9)
    first.table(60, 90, [HEAD, ["201", "一般公共服务支出", "10.00"]]).text(290, 800, "- 1 -", 9)
    second = Page().text(130, 50, "支出预算表", 14).text(320, 75, "单位：万元", 9)
    second.table(60, 90, [HEAD, ["208", "社会保障和就业支出", "20.00"]]).text(290, 800, "- 2 -", 9)
    document = read(first, second)
    assert len(document.tables) == 1
    assert [row[2] for row in grid(document)] == ["金额", "10.00", "20.00"]


def test_another_table_on_the_next_page_stays_apart() -> None:
    first = Page().table(60, 90, [HEAD, ["201", "一般公共服务支出", "10.00"]])
    second = Page().text(130, 50, "收入预算表", 14).table(60, 90, [HEAD, ["103", "非税收入", "20.00"]])
    assert len(read(first, second).tables) == 2


def test_rows_without_a_line_between_are_rows() -> None:
    page = Page().grid([60, 180, 260, 340], [60, 80, 180])
    page.text(64, 64, "地区", 10).text(190, 64, "限额", 10).text(270, 64, "余额", 10)
    for index, row in enumerate(
        (("全市", "30.00", "25.50"), ("市本级", "20.00", "15.00"), ("某某区", "10.00", "10.50"))
    ):
        for x, cell in zip((64, 190, 270), row, strict=True):
            page.text(x, 84 + 24 * index, cell, 10)
    assert grid(read(page))[1:] == [
        ["全市", "30.00", "25.50"],
        ["市本级", "20.00", "15.00"],
        ["某某区", "10.00", "10.50"],
    ]


def test_table_without_lines_has_columns_and_whole_names() -> None:
    page = Page().text(60, 60, "科目名称", 10).text(260, 60, "预算数", 10).text(360, 60, "决算数", 10)
    rows = [("基本工资", "12.30", "1,012.30"), ("津贴补贴", "8.00", "9.10"), ("奖金", "-0.50", "3.25")]
    for index, row in enumerate(rows):
        for x, cell in zip((60, 260, 360), row, strict=True):
            page.text(x, 84 + 24 * index, cell, 10)
    page.text(60, 156, "机关事业单位基本养老", 10).text(260, 161, "5.00", 10).text(360, 161, "6.00", 10)
    page.text(60, 167, "保险缴费", 10)
    table = grid(read(page))
    assert table[:4] == [["科目名称", "预算数", "决算数"], *(list(row) for row in rows)]
    assert table[4] == ["机关事业单位基本养老保险缴费", "5.00", "6.00"]


AMOUNTS = st.decimals(min_value=0, max_value=9_999_999, places=2).map(lambda value: f"{value:,}")
AMOUNT = re.compile(r"\d[\d,]*\.\d+")


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(AMOUNTS, min_size=2, max_size=3), min_size=1, max_size=40), st.lists(AMOUNTS, max_size=30))
def test_no_amount_is_lost_and_none_invented(rows: list[list[str]], words: list[str]) -> None:
    pages = []
    for begin in range(0, len(rows), 15):
        page = Page().text(60, 30, "某某局预算公开", 9).text(290, 805, f"- {begin // 15 + 1} -", 9)
        pages.append(page.table(60, 90, [["科目", *(row + [""] * 3)[:3]] for row in rows[begin : begin + 15]]))
    for begin in range(0, len(words), 12):
        page = Page().text(290, 805, str(len(pages) + 1), 9)
        sentences = [
            f"{number + begin + 1}．支出{word}万元，比上年增加。"
            for number, word in enumerate(words[begin : begin + 12])
        ]
        pages.append(page.lines(84, 80, *sentences))
    expected = Counter(amount for row in rows for amount in row) + Counter(words)
    found = Counter(AMOUNT.findall(read(*pages).text))
    # A header repeated on the next page is printed once: equal first rows of two tables may stand once.
    assert not found - expected
    assert set(expected) == set(found)
    assert not Counter(words) - found
