"""Plain text and Markdown: spans into the file itself, encodings by strict trial."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gouji.model.document import Document, Heading, Paragraph, Status
from gouji.read.reader import Limits
from gouji.read.text import TextReader
from gouji.read.titles import is_title


def read(text: str | bytes, path: str = "a.txt") -> Document:
    data = text if isinstance(text, bytes) else text.encode()
    return TextReader().read(data, path, Limits())


def shown(document: Document) -> list[tuple[str, str]]:
    return [(type(block).__name__, document.text[block.start : block.end]) for block in document.blocks]


def grid(document: Document, index: int = 0) -> list[list[str]]:
    table = document.tables[index]
    rows = [[""] * table.columns for _ in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = document.text[cell.start : cell.end]
    return rows


SAMPLE = "一、收入情况\r\n\r\n清河县档案馆2024年收入12.50万元。\r\n"


@pytest.mark.parametrize(
    "data",
    [
        SAMPLE.encode(),
        b"\xef\xbb\xbf" + SAMPLE.encode(),
        SAMPLE.encode("gb18030"),
        SAMPLE.encode("utf-16"),
        b"\xfe\xff" + SAMPLE.encode("utf-16-be"),
        SAMPLE.encode("utf-16-le"),
        SAMPLE.encode("utf-16-be"),
    ],
    ids=["utf-8", "utf-8 bom", "gb18030", "utf-16", "utf-16-be bom", "utf-16-le bare", "utf-16-be bare"],
)
def test_encodings_give_the_same_text(data: bytes) -> None:
    document = read(data)
    assert document.status is Status.OK
    assert document.text == SAMPLE
    assert shown(document) == [("Heading", "一、收入情况"), ("Paragraph", "清河县档案馆2024年收入12.50万元。")]


@pytest.mark.parametrize(
    "data",
    [
        bytes(range(256)) * 40,
        b"\x89PNG\r\n\x1a\n" + bytes(200),
        SAMPLE.encode()[:-1] + b"\xe6\xff",
        "二〇二四年度部門決算說明，財政撥款收入與支出總計。".encode("big5", "ignore") * 20,
    ],
    ids=["all bytes", "picture", "damaged utf-8", "other encoding"],
)
def test_what_does_not_decode_is_refused(data: bytes) -> None:
    document = read(data)
    assert document.status is Status.FAILED
    assert document.text == ""
    assert len(document.problems) == 1


def test_blank_file_says_so() -> None:
    assert read(" \r\n\t\n").status is Status.FAILED


def test_markdown_heading_span_is_the_title_alone() -> None:
    document = read("# 部门概况 #\n\n### **（一）主要职责**\n\n**公用经费**7.80万元，主要包括办公费。\n")
    headings = [(block.level, text) for block, (_, text) in zip(document.blocks, shown(document), strict=True)
                if isinstance(block, Heading)]  # fmt: skip
    assert headings[1] == (3, "（一）主要职责")
    assert headings[0][0] == 1
    assert shown(document)[2] == ("Paragraph", "**公用经费**7.80万元，主要包括办公费。")


@pytest.mark.parametrize(
    "line",
    ["第一部分 部门概况", "第二部分2024年度预算表", "一、基本职能及主要工作", "（一）主要职能。", "(三) 支出决算情况。",
     "十一、国有资本经营预算支出", "（二）2023年重点工作完成情况。"],
)  # fmt: skip
def test_titles(line: str) -> None:
    assert is_title(line)


@pytest.mark.parametrize(
    "line",
    ["第一，要加强管理", "一是加强学习", "一、部门职责\t1", "一、部门职责……3", "（一）收入12.5万元",
     "（一）公务接待费预算较2023年预算不变。", "（二）无公务用车。", "（1）负责档案的接收", "二、加强学习。健全机制",
     "（一）主要包括：办公费、水费", "一般公共预算"],
)  # fmt: skip
def test_no_titles(line: str) -> None:
    assert not is_title(line)


def test_pipe_table_without_its_delimiter_row() -> None:
    document = read("表\n\n| 科目 | 金额 |\n| --- | ---: |\n| **行政运行** | 1,204.50 |\n| a\\|b | |\n\n完\n")
    assert grid(document) == [["科目", "金额"], ["行政运行", "1,204.50"], ["a\\|b", ""]]
    assert [kind for kind, _ in shown(document)] == ["Paragraph", "Table", "Paragraph"]


def test_pipe_lines_without_delimiter_stay_lines() -> None:
    assert read("电话 | 地址\n传真 | 邮编\n").tables == ()


def test_tab_table() -> None:
    document = read("单位：万元\n科目\t预算\t决算\n办公费\t3.00\t2.81\n差旅费\t\t1.10\n\n科目\t预算\n")
    assert grid(document) == [["科目", "预算", "决算"], ["办公费", "3.00", "2.81"], ["差旅费", "", "1.10"]]
    assert [type(block) for block in document.blocks][0::2] == [Paragraph, Paragraph]


def test_contents_list_and_copied_column_are_no_tables() -> None:
    assert read("一、部门职责\t1\n二、机构设置\t3\n三、收入\t3\n").tables == ()
    assert read("\t90%以上\n\t95%以上\n\t96%以上\n").tables == ()


def test_small_counts_are_a_table_though_they_look_like_pages() -> None:
    assert grid(read("轿车\t1\n越野车\t2\n")) == [["轿车", "1"], ["越野车", "2"]]


def test_markup_table_inside_markdown() -> None:
    source = (
        "前\n<table><tr><th rowspan=2>科目</th><th colspan='2'>金额</th></tr>\n"
        "<tr><td>预算</td><td> <b>决算</b>&nbsp;</td></tr><tr><td>水费<td>1.00<td>0.90</table>后\n"
    )
    document = read(source, "a.md")
    assert grid(document) == [["科目", "金额", ""], ["", "预算", "决算"], ["水费", "1.00", "0.90"]]
    assert [(cell.row_span, cell.column_span) for cell in document.tables[0].cells[:2]] == [(2, 1), (1, 2)]
    assert [kind for kind, _ in shown(document)] == ["Paragraph", "Table", "Paragraph"]


def test_angle_brackets_in_prose_stay_text() -> None:
    line = "讨论关于贯彻<某某省意见>的决定，安排3万元。"
    assert shown(read(line)) == [("Paragraph", line)]


LINES = st.text(st.sampled_from(list("#|-*\t \u3000一、（）第部分。,<>tabler/d\\12.3万元\r\n")), max_size=200)


@given(LINES)
def test_spans_cover_every_figure_of_the_text(text: str) -> None:
    document = read(text)
    if document.status is Status.FAILED:
        assert not text.strip()
        return
    assert document.text == text
    covered = "".join(document.text[block.start : block.end] for block in document.blocks)
    assert covered.count("2") == text.count("2")
    assert covered.count("一") == text.count("一")
    for table in document.tables:
        assert len({(cell.row, cell.column) for cell in table.cells}) == len(table.cells)
        assert all(table.start <= cell.start <= cell.end <= table.end for cell in table.cells)
