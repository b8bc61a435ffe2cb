"""Web pages: the document without the site, tables with spans, layout tables as text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.document_views import grid, shown, spans

from gouji.model.document import Document, Status
from gouji.read.html.reader import HtmlReader
from gouji.read.reader import Limits


def read(page: str | bytes) -> Document:
    data = page if isinstance(page, bytes) else page.encode()
    return HtmlReader().read(data, "a.html", Limits())


def body(*inner: str) -> Document:
    return read("<html><body>" + "".join(inner) + "</body></html>")


def test_paragraphs_headings_and_inline_spans() -> None:
    document = body(
        "<h2>一、收入</h2><p>收入<span>12</span><b>.5</b>0&nbsp;万元</p>", "<div>（一）概况<p>占<i>3</i>%</p>尾</div>"
    )
    assert shown(document) == ["#2 一、收入", "收入12.50 万元", "#0 （一）概况", "占3%", "尾"]


@pytest.mark.parametrize(
    ("encoding", "meta"),
    [("utf-8", ""), ("utf-8", "gb2312"), ("gb18030", "gb2312"), ("gb18030", ""), ("utf-8-sig", ""), ("utf-16", ""),
     ("big5", "big5")],
)  # fmt: skip
def test_encodings(encoding: str, meta: str) -> None:
    page = f"<html><head><meta charset='{meta}'></head><body><p>本年收入合計3元</p></body></html>"
    assert shown(read(page.encode(encoding))) == ["本年收入合計3元"]


def test_damaged_characters_are_said() -> None:
    document = read("<html><body><p>收入3万元".encode() + b"\xff\xfe" + "支出</p>".encode())
    assert document.status is Status.PARTIAL
    assert "收入3万元" in document.text


def test_what_is_not_shown_is_left_out_but_not_the_text_behind_it() -> None:
    document = body(
        "<p>甲<script>var x=9;</script>乙<span style='color:red; display: none'>9万元</span>丙<!-- 8万元 -->丁</p>",
        "<div hidden>7</div><style>p{}</style><input value='6'><p>戊</p>",
    )
    assert shown(document) == ["甲乙丙丁", "戊"]


def test_line_breaks_make_paragraphs_after_a_sentence_or_with_an_indent() -> None:
    document = body("<div>　　甲收入3元。<br>　　乙支出<br>4元。<br><br>丙<br>&nbsp;&nbsp;&nbsp;&nbsp;丁</div>")
    assert shown(document) == ["甲收入3元。", "乙支出4元。", "丙", "丁"]


def test_source_line_ends_between_chinese_characters_are_nothing() -> None:
    assert shown(body("<p>收入\n  合计12\n万元 元</p>")) == ["收入合计12 万元 元"]


def test_raised_marks_and_invisible_characters_do_not_touch_figures() -> None:
    assert shown(body("<p>12.5<sup>1</sup>万元，12\u200b.5\ufeff0</p>")) == ["12.5¹万元，12.50"]


def test_table_with_spans() -> None:
    document = body(
        "<table><caption>收支表</caption><thead><tr><th rowspan=2>项目<th colspan=2>金额</tr><tr><td>预算<td>决算</tr>",
        "</thead><tbody><tr><td><p>水<br>费</p></td><td> 1.00 </td><td></td></tr></tbody></table>",
    )
    assert shown(document) == ["收支表", "<table>"]
    assert grid(document) == [["项目", "金额", ""], ["", "预算", "决算"], ["水费", "1.00", ""]]
    assert spans(document)["项目"] == (0, 0, 2, 1)


def test_layout_tables_are_text() -> None:
    text = "本年收入3万元，" * 40
    inner = "<table><tr><td>水费<td>1</tr><tr><td>电费<td>2</tr></table>"
    document = body(f"<table><tr><td>侧栏</td><td><p>{text}</p>{inner}</td></tr></table>")
    assert shown(document) == ["侧栏", text, "<table>"]
    assert shown(body(f"<table><tr><td>{text}</td><td>注</td></tr></table>")) == [text, "注"]
    assert shown(body("<table><tr><td>甲</td></tr><tr><td>乙</td></tr></table>")) == ["甲", "乙"]


CHROME = (
    "<div class=a><ul><li><a href=x>首页</a><li><a href=y>政务公开</a><li><a href=z>办事</a></ul></div>",
    "<div class=z><p>主办：某某县人民政府</p><p>电话 0123-4567890</p></div>",
)
ARTICLE = "".join(
    f"<p>第{number}项支出安排{number}.50万元，主要用于公共服务方面的各项开支。</p>" for number in range(1, 9)
)


def test_the_site_around_the_document_is_left_out() -> None:
    page = f"<html><head><title>某县2024年预算-某县政府网</title></head><body>{CHROME[0]}<div><h1>某县2024年预算</h1>"
    document = read(f"{page}<div>打印 关闭</div><div id=q>{ARTICLE}</div></div>{CHROME[1]}</body></html>")
    lines = shown(document)
    assert lines[0] == "#1 某县2024年预算"
    assert len(lines) == 9
    assert "首页" not in document.text
    assert "4567890" not in document.text


def test_an_amount_outside_the_main_block_keeps_everything() -> None:
    document = body(f"<div>{ARTICLE}</div><div>补充：另有结转7.25万元</div>")
    assert "7.25万元" in document.text


def test_a_table_of_bare_numbers_beside_the_text_is_kept() -> None:
    table = "<table><tr><td>科目<td>数</tr><tr><td>水费<td>1204</tr><tr><td>电费<td>88</tr></table>"
    assert "1204" in body(f"<div>{ARTICLE}</div>{table}").text


def test_menus_inside_the_document_go() -> None:
    document = body(f"<div>{ARTICLE}<ul><li><a>上一篇</a></li><li><a>下一篇</a></li></ul><nav>导航</nav></div>")
    assert "上一篇" not in document.text
    assert "导航" not in document.text


def deep(levels: int) -> Document:
    return body("<div>" * levels + "<font>" * levels + "头" + "</div>" * levels + "<p>尾3万元</p>")


def test_a_page_nested_very_deep_is_read_whole_or_says_that_it_is_not() -> None:
    assert shown(deep(900)) == ["头", "尾3万元"]
    assert deep(3000).status is not Status.OK


def test_a_page_without_text_is_one_sentence() -> None:
    document = read("<html><body><script>load()</script></body></html>")
    assert document.status is Status.FAILED
    assert len(document.problems) == 1


CELLS = st.lists(
    st.lists(st.tuples(st.integers(1, 3), st.integers(1, 3)), min_size=1, max_size=4), min_size=2, max_size=4
)


@given(CELLS)
@settings(max_examples=80, deadline=None)
def test_random_spans_give_a_grid_without_overlap(rows: list[list[tuple[int, int]]]) -> None:
    lines = []
    names = []
    for row, cells in enumerate(rows):
        line = ""
        for at, (down, across) in enumerate(cells):
            names.append(f"格{row}-{at}")
            line += f"<td rowspan={down} colspan={across}>{names[-1]}</td>"
        lines.append(f"<tr>{line}</tr>")
    document = body("<table>" + "".join(lines) + "</table>")
    found = []
    for table in document.tables:
        seen: set[tuple[int, int]] = set()
        for cell in table.cells:
            area = {
                (row, column)
                for row in range(cell.row, cell.row + cell.row_span)
                for column in range(cell.column, cell.column + cell.column_span)
            }
            assert not area & seen
            assert all(row < table.rows and column < table.columns for row, column in area)
            seen |= area
            found.append(document.text[cell.start : cell.end])
    if document.tables:
        assert sorted(found) == sorted(names)
