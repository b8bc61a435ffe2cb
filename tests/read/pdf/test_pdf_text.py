"""PDF: paragraphs over lines and pages, running heads and page numbers, headings, boxes, doubts."""

from __future__ import annotations

import pytest
from tests.read.document_views import shown
from tests.read.pdf.make_pdf import Page, pdf

from gouji.model.document import Document, Heading, Status
from gouji.read.pdf.reader import PdfReader
from gouji.read.reader import Limits

BODY = "全年预算安排用于保障机构正常运转和完成日常工作任务的各项支出"
FULL = [f"{BODY}均按规定执行并接受监督" for _ in range(8)]


def read(*pages: Page, trailer: str = "") -> Document:
    return PdfReader().read(pdf(*pages, trailer=trailer), "a.pdf", Limits())


def plain(document: Document) -> list[str]:
    return [line.removeprefix("#0 ") for line in shown(document)]


def test_paragraph_goes_on_over_lines_and_pages_past_the_page_number() -> None:
    first = Page().text(250, 40, "某某局二〇二五年预算公开", 9).lines(62, 80, *FULL, pitch=25)
    first.text(86, 280, "收入预算1200.50万元，与上年相比没有重大变化，其中收入增加，较上年增加")
    first.text(290, 790, "- 23 -", 9)
    second = (
        Page().text(250, 40, "某某局二〇二五年预算公开", 9).text(62, 80, "957.62万元。").lines(62, 105, *FULL, pitch=25)
    )
    second.text(290, 790, "- 24 -", 9)
    third = Page().text(250, 40, "某某局二〇二五年预算公开", 9).lines(62, 80, *FULL, pitch=25).text(290, 790, "25", 9)
    document = read(first, second, third)
    assert "收入增加，较上年增加957.62万元。" in document.text
    assert "某某局二〇二五年" not in document.text
    assert not [number for number in ("23", "24", "25") if number in document.text]


@pytest.mark.parametrize("number", ["─ 7 ─", "— 7 —", "第7页", "第7页共9页", "7/9"])
def test_page_number_forms_are_no_text(number: str) -> None:
    document = read(Page().lines(62, 80, *FULL, pitch=25).text(280, 800, number, 9))
    assert "7" not in document.text


def test_a_figure_at_the_foot_that_does_not_count_along_stays() -> None:
    pages = [Page().lines(62, 80, *FULL, pitch=25).text(62, 760, figure) for figure in ("1200", "57", "8")]
    assert [figure in read(*pages).text for figure in ("1200", "57", "8")] == [True, True, True]


def test_numeral_over_a_line_end_is_one() -> None:
    page = Page().lines(62, 80, *FULL[:5]).text(62, 180, FULL[0][:-4] + "支出12,").text(62, 200, "345.00万元。")
    assert "支出12,345.00万元。" in read(page).text


def test_two_figures_never_fuse() -> None:
    page = Page().lines(62, 80, *FULL[:5]).text(62, 180, FULL[0][:-4] + "88.25").text(62, 200, "30101。")
    assert "88.2530101" not in read(page).text


def test_letter_spaced_text_closes_up() -> None:
    page = Page()
    for index, char in enumerate("2026 年某某市预算"):
        page.text(80 + 17 * index - (0 if index < 5 else 8), 80, char, 12)
    assert "年某某市预算" in read(page).text


def test_indents_short_lines_and_numbers_begin_paragraphs() -> None:
    page = (
        Page().text(86, 80, FULL[0][:-2]).text(62, 100, "并公开。").text(86, 120, FULL[0][:-2]).text(62, 140, "完毕。")
    )
    page.text(86, 160, "1.基本支出30.00万元。").text(86, 180, "2.项目支出20.00万元。").lines(62, 220, *FULL)
    assert plain(read(page))[:4] == [
        FULL[0][:-2] + "并公开。",
        FULL[0][:-2] + "完毕。",
        "1.基本支出30.00万元。",
        "2.项目支出20.00万元。",
    ]


def test_titles_are_headings_and_contents_lines_are_not() -> None:
    page = Page().text(230, 60, "目 录", 16).text(62, 100, "一、主要职责........................3")
    page.text(62, 120, "二、机构设置........................5")
    page.text(200, 160, "第一部分 概况", 16).text(86, 200, "一、主要职责").lines(62, 220, *FULL)
    document = read(page)
    titles = [document.text[block.start : block.end] for block in document.blocks if isinstance(block, Heading)]
    assert "第一部分概况" in titles
    assert titles.count("一、主要职责") == 1
    assert not [title for title in titles if "...." in title]


def test_columns_are_read_one_after_another() -> None:
    page = Page(wide=900).text(300, 40, "关于预算执行情况的报告跨栏标题", 20)
    for column, x in enumerate((40, 330, 620)):
        for row in range(30):
            words = f"第{column + 1}栏{BODY[:17]}"
            page.text(x, 100 + 16 * row, words if row < 29 else f"支出{column + 1}.50万元。", 12)
    text = read(page).text
    places = [text.index(f"{column}.50万元") for column in (1, 2, 3)]
    assert places == sorted(places)
    assert text.index("跨栏标题") < text.index("第1栏")
    assert text.rindex("第1栏") < text.index("第2栏")


def test_box_of_a_figure_is_tight() -> None:
    document = read(Page().text(100, 80, "支出30.15万元"))
    start = document.text.index("30.15")
    (box,) = document.boxes(start, start + 5)
    assert box.page == 1
    assert box.x0 == pytest.approx(124, abs=1)
    assert box.x1 == pytest.approx(154, abs=1)
    assert box.y0 == pytest.approx(80, abs=2)


def test_rotated_page_reads_upright_with_boxes_as_displayed() -> None:
    page = Page(rotate=90)
    page.parts.append(f"BT /F1 12 Tf 0 1 -1 0 110 100 Tm <{'支出30.15万元'.encode('utf-16-be').hex()}> Tj ET")
    document = read(page)
    assert document.text == "支出30.15万元\n"
    assert document.page_sizes == ((842.0, 595.0),)
    (box,) = document.boxes(2, 7)
    assert box.x0 == pytest.approx(124, abs=1)
    assert box.x1 == pytest.approx(154, abs=1)
    assert 95 < box.y0 < 105


def test_bold_printed_twice_counts_once() -> None:
    page = Page().text(100, 80, "合计12.50").text(100.4, 80, "合计12.50").text(100, 120, "小计")
    for index, char in enumerate("1122"):
        page.text(200 + 6 * index, 80, char).text(200.3 + 6 * index, 80, char)
    text = read(page).text
    assert text.count("12.50") == 1
    assert "1122" in text


def test_runs_drawn_out_of_order_read_by_place() -> None:
    page = Page().text(160, 80.8, "30.00万元，").text(100, 80, "基本支出").text(228, 79, "项目支出20.00万元。")
    assert read(page).text.strip() == "基本支出 30.00万元，项目支出20.00万元。".replace(" ", "")


def test_overlapping_digits_are_doubted() -> None:
    page = Page().text(100, 80, "支出12").text(133, 80, "34万元")
    document = read(page)
    assert document.doubts
    assert all("核实" in doubt.reason.zh for doubt in document.doubts)


def test_unseen_text_is_not_read() -> None:
    page = Page().text(100, 80, "支出1.00万元").text(100, 120, "支出2.00万元", before="1 1 1 rg")
    page.text(100, 160, "支出3.00万元", before="3 Tr").text(100, 1200, "支出4.00万元")
    page.parts.append("0 0 0.5 rg 90 600 200 60 re f")
    page.text(100, 200, "支出5.00万元", before="1 1 1 rg")
    text = read(page).text
    assert [figure in text for figure in ("1.00", "2.00", "3.00", "4.00", "5.00")] == [True, False, False, False, True]


def test_private_character_in_a_numeral_is_doubted() -> None:
    document = read(Page().text(100, 80, "支出12\ue00534万元，收入8万元"))
    doubted = "".join(document.text[doubt.start : doubt.end] for doubt in document.doubts)
    assert "12" in doubted
    assert "34" in doubted
    assert "8" not in doubted


NONSENSE = ["&'()*+,-./0123;<=>?@[]^`{|}~¡¢£¤¥¦§¨©ª«¬®¯°±²³´µ¶·¸¹º»¼½¾¿" for _ in range(4)]


def test_garbled_document_fails_and_a_garbled_page_is_doubted() -> None:
    bad = Page().lines(62, 80, *NONSENSE)
    good = Page().lines(62, 80, *FULL)
    assert read(bad).status is Status.FAILED
    assert "乱码" in read(bad).problems[0].zh
    mixed = read(good, good, bad)
    assert mixed.status is Status.PARTIAL
    assert "第3页" in mixed.problems[0].zh
    assert {mixed.page(doubt.start) for doubt in mixed.doubts} == {3}


def test_picture_pages_are_named() -> None:
    only = read(Page().picture(), Page().picture())
    assert only.status is Status.FAILED
    assert "图片" in only.problems[0].zh
    some = read(Page().lines(62, 80, *FULL), Page().picture())
    assert some.status is Status.PARTIAL
    assert "第2页" in some.problems[0].zh
    assert some.pages == 2


def test_unusable_files_fail_with_one_sentence() -> None:
    reader, limits = PdfReader(), Limits()
    whole = pdf(Page().lines(62, 80, *FULL))
    locked = pdf(
        Page().text(10, 10, "密"),
        trailer="/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<" + "11" * 32 + ">/U<" + "22" * 32 + ">>>",
    )
    for data, word in ((b"", "空"), (b"%PDF-1.5\n", "损坏"), (locked, "密码"), (pdf(), "")):
        document = reader.read(data, "a.pdf", limits)
        assert document.status is Status.FAILED
        assert len(document.problems) == 1
        assert word in document.problems[0].zh
    for end in range(0, len(whole), 97):
        assert reader.read(whole[:end], "a.pdf", limits).path == "a.pdf"


def test_pages_beyond_the_limit_are_named() -> None:
    data = pdf(*[Page().text(80, 80, "支出1.00万元") for _ in range(3)])
    document = PdfReader().read(data, "a.pdf", Limits(pages=2))
    assert document.status is Status.PARTIAL
    assert "2页" in document.problems[0].zh


def test_content_decides_not_the_name() -> None:
    assert PdfReader().accepts(b"\xef\xbb\xbf%PDF-1.4", "a.txt")
    assert not PdfReader().accepts(b"<html>", "a.pdf")
