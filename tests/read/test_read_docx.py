"""Word documents: text as printed, numbering, tracked changes, merged cells."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.read.cuts import partitions
from tests.read.document_views import grid, shown, spans
from tests.read.make_office import docx, p, tbl, tc, zipped

from gouji.model.document import Document, Status
from gouji.read.docx.numerals import counting, numeral
from gouji.read.docx.reader import DocxReader
from gouji.read.reader import Limits


def read(body: str, **parts: str) -> Document:
    return DocxReader().read(docx(body, **parts), "a.docx", Limits())


def r(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t xml:space='preserve'>{text}</w:t></w:r>"


def para(*inner: str) -> str:
    return "<w:p>" + "".join(inner) + "</w:p>"


def test_split_runs_rejoin_and_empty_paragraphs_go() -> None:
    assert shown(read(para(r("收入1"), r("2.5"), r("0万元")) + "<w:p/>")) == ["收入12.50万元"]


STYLES = (
    '<w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="x"><w:name w:val="own"/><w:basedOn w:val="1"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="h2"><w:name w:val="heading 2"/></w:style>'
    '<w:style w:type="paragraph" w:styleId="t"><w:name w:val="toc 1"/></w:style>'
    '<w:style w:type="character" w:styleId="v"><w:name w:val="hid"/><w:rPr><w:vanish/></w:rPr></w:style>'
)


def test_headings_by_style_chain_outline_level_name_and_numbering() -> None:
    long = "本年收入12万元。" * 10
    document = read(
        p("甲", '<w:pStyle w:val="x"/>')
        + p("乙", '<w:pStyle w:val="h2"/>')
        + p("丙", '<w:outlineLvl w:val="2"/>')
        + p("丁", '<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>')
        + p("一、收支情况")
        + p("一、收支情况", '<w:pStyle w:val="t"/>')
        + p(long, '<w:pStyle w:val="1"/>'),
        styles=STYLES,
    )
    assert shown(document) == ["#1 甲", "#2 乙", "#3 丙", "丁", "#0 一、收支情况", "一、收支情况", long]


def level(at: int, style: str, text: str, extra: str = "") -> str:
    return f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/><w:lvlText w:val="{text}"/>{extra}</w:lvl>'


NUMBERING = (
    '<w:abstractNum w:abstractNumId="0">'
    + level(0, "chineseCounting", "%1、")
    + level(1, "chineseCounting", "（%2）")
    + level(2, "decimal", "%1.%2.%3", "<w:isLgl/>")
    + "</w:abstractNum>"
    '<w:abstractNum w:abstractNumId="1">' + level(0, "decimal", "%1.") + level(1, "bullet", "-") + "</w:abstractNum>"
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num>'
    '<w:num w:numId="3"><w:abstractNumId w:val="1"/>'
    '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride></w:num>'
)


def numbered(text: str, number_id: int, at: int = 0) -> str:
    return p(text, f'<w:numPr><w:ilvl w:val="{at}"/><w:numId w:val="{number_id}"/></w:numPr>')


def test_numbering_counts_restarts_and_continues() -> None:
    body = (
        numbered("甲", 1) + numbered("乙", 1, 1) + numbered("丙", 1, 1) + numbered("丁", 1, 2)
        + numbered("戊", 1) + numbered("己", 1, 1)
    )  # fmt: skip
    assert [line.split(" ", 1)[-1] for line in shown(read(body, numbering=NUMBERING))] == [
        "一、甲", "（一）乙", "（二）丙", "丁", "二、戊", "（一）己",
    ]  # fmt: skip
    assert "1.2.1 丁" in read(body, numbering=NUMBERING).text


def test_a_number_never_fuses_with_the_figure_after_it() -> None:
    body = numbered("2024年收入3万元", 2) + numbered("5万元", 2, 1) + numbered("支出", 3) + numbered("结余", 3)
    assert shown(read(body, numbering=NUMBERING)) == ["1. 2024年收入3万元", "• 5万元", "5. 支出", "6. 结余"]


def test_number_zero_switches_numbering_off() -> None:
    assert shown(read(numbered("甲", 0), numbering=NUMBERING)) == ["甲"]


@pytest.mark.parametrize(
    ("number", "style", "printed"),
    [(1, "chineseCounting", "一"), (10, "chineseCounting", "十"), (11, "chineseCountingThousand", "十一"),
     (20, "chineseCounting", "二十"), (105, "chineseCountingThousand", "一百零五"), (12, "ideographDigital", "一二"),
     (10, "ideographDigital", "一〇"), (23, "chineseLegalSimplified", "贰拾叁"), (3, "ideographTraditional", "丙"),
     (4, "lowerRoman", "iv"), (27, "upperLetter", "AA"), (7, "decimalZero", "07"), (3, "decimalEnclosedCircle", "③"),
     (12, "decimalFullWidth", "１２"), (2, "decimalEnclosedParen", "⑵"), (9, "unheardOf", "9")],
)  # fmt: skip
def test_number_formats(number: int, style: str, printed: str) -> None:
    assert numeral(number, style) == printed


def test_counting_in_thousands() -> None:
    assert [counting(number) for number in (110, 1010, 2005, 9999)] == [
        "一百一十",
        "一千零一十",
        "二千零五",
        "九千九百九十九",
    ]


def test_tracked_changes_are_accepted() -> None:
    body = para(
        r("收入"),
        f"<w:del>{r('9')}<w:r><w:delText>10</w:delText></w:r></w:del><w:ins>{r('12')}</w:ins>",
        f"<w:moveFrom>{r('移走')}</w:moveFrom><w:moveTo>{r('万元')}</w:moveTo>",
    )
    assert shown(read(body)) == ["收入12万元"]


def test_a_deleted_paragraph_end_joins_the_next() -> None:
    body = p("收入12", "<w:rPr><w:del/></w:rPr>") + p("万元")
    assert shown(read(body)) == ["收入12万元"]


def test_a_deleted_row_goes_and_an_inserted_one_stays() -> None:
    rows = f"<w:tr>{tc('甲')}{tc('1')}</w:tr><w:tr><w:trPr><w:del/></w:trPr>{tc('乙')}{tc('2')}</w:tr>"
    rows += f"<w:tr><w:trPr><w:ins/></w:trPr>{tc('丙')}{tc('3')}</w:tr>"
    assert grid(read(f"<w:tbl>{rows}</w:tbl>")) == [["甲", "1"], ["丙", "3"]]


def field(code: str, result: str) -> str:
    mark = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'.format
    return mark("begin") + f"<w:r><w:instrText>{code}</w:instrText></w:r>" + mark("separate") + r(result) + mark("end")


def test_fields_show_their_result_and_a_broken_one_swallows_nothing() -> None:
    nested = '<w:r><w:fldChar w:fldCharType="begin"/></w:r>' + field("DATE", "2020") + r("不显示")
    body = para(field("=SUM(ABOVE)", "12.5"), r("万元"))
    body += para(
        nested,
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>',
        r("结果"),
        '<w:r><w:fldChar w:fldCharType="end"/></w:r>',
    )
    body += para('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', r("代码")) + para(r("支出8万元"))
    assert shown(read(body)) == ["12.5万元", "结果", "支出8万元"]


def test_hidden_text_is_left_out() -> None:
    body = para(r("明"), r("暗", "<w:vanish/>"), r("藏", '<w:rStyle w:val="v"/>'), r("现", '<w:vanish w:val="0"/>'))
    assert shown(read(body, styles=STYLES)) == ["明现"]


def test_symbols_tabs_breaks_and_hyphens() -> None:
    body = para(
        r("占"), '<w:r><w:sym w:font="Symbol" w:char="F0B3"/></w:r>', r("90%"), "<w:r><w:tab/></w:r>", r("A"),
        "<w:r><w:noBreakHyphen/></w:r>", r("1"), '<w:r><w:br w:type="page"/></w:r>', r("页"),
        '<w:r><w:sym w:font="Nobody" w:char="F0FF"/></w:r>',
    )  # fmt: skip
    assert shown(read(body)) == ["占≥90% A-1页\ufffd"]


def test_lines_broken_by_hand_become_paragraphs_only_after_a_sentence() -> None:
    body = para(
        r("关于清河县"),
        "<w:r><w:br/></w:r>",
        r("预算的报告。"),
        "<w:r><w:br/></w:r>",
        r("收入3万元"),
        "<w:r><w:br/></w:r>",
        r("4人"),
    )
    assert shown(read(body)) == ["关于清河县预算的报告。", "收入3万元4人"]


def test_figures_on_two_lines_stay_two_figures() -> None:
    body = tbl(tc("金额") + f"<w:tc>{p('12.50')}{p('37.50')}</w:tc>")
    assert grid(read(body)) == [["金额", "12.50 37.50"]]


def test_footnotes_stand_at_the_end_and_marks_do_not_touch_the_figure() -> None:
    notes = f'<w:footnote w:type="separator" w:id="0">{p("线")}</w:footnote><w:footnote w:id="1">{p("含上年结转")}</w:footnote>'
    body = para(
        r("收入12.5"),
        '<w:r><w:footnoteReference w:id="1"/></w:r>',
        r("1", '<w:vertAlign w:val="superscript"/>'),
        r("万元"),
    )
    assert shown(read(body + p("完"), footnotes=notes)) == ["收入12.5¹万元", "完", "含上年结转"]


def test_text_boxes_once_though_stored_twice() -> None:
    box = f"<w:txbxContent>{p('框内12万元')}</w:txbxContent>"
    mc = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    body = para(
        r("前"),
        f"<w:r><mc:AlternateContent {mc}><mc:Choice Requires='wps'><w:drawing>{box}</w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r>",
    )
    assert shown(read(body + p("后"))) == ["前", "框内12万元", "后"]


def test_content_controls_links_and_formulas() -> None:
    m = 'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
    body = f"<w:sdt><w:sdtPr/><w:sdtContent>{p('控件')}</w:sdtContent></w:sdt>"
    body += para(f"<w:hyperlink>{r('链接')}</w:hyperlink>", f"<w:sdt><w:sdtContent>{r('内')}</w:sdtContent></w:sdt>")
    body += para(
        f"<m:oMath {m}><m:f><m:num><m:r><m:t>1</m:t></m:r></m:num><m:den><m:r><m:t>2</m:t></m:r></m:den></m:f></m:oMath>"
    )
    assert shown(read(body)) == ["控件", "链接内", "1/2"]


def test_merged_cells() -> None:
    body = tbl(
        tc("项目", '<w:vMerge w:val="restart"/>') + tc("金额", '<w:gridSpan w:val="2"/>'),
        tc("", "<w:vMerge/>") + tc("预算") + tc("决算"),
        tc("水费") + tc("1.00") + tc("0.90"),
    )
    document = read(body)
    assert spans(document)["项目"] == (0, 0, 2, 1)
    assert spans(document)["金额"] == (0, 1, 1, 2)
    assert grid(document)[1:] == [["", "预算", "决算"], ["水费", "1.00", "0.90"]]
    assert document.tables[0].at[1, 0].row == 0


def test_nested_table_follows_and_a_frame_is_no_table() -> None:
    inner = tbl(tc("甲") + tc("1"))
    body = tbl(f"<w:tc>{p('外')}{inner}</w:tc>" + tc("2")) + tbl(f"<w:tc>{p('框中文字')}</w:tc>")
    document = read(body)
    assert shown(document) == ["<table>", "<table>", "框中文字"]
    assert grid(document, 0) == [["外", "2"]]
    assert grid(document, 1) == [["甲", "1"]]


def test_tables_glued_together_are_parted_with_their_own_columns() -> None:
    wide = '<w:gridSpan w:val="{}"/>'.format
    body = tbl(
        tc("附表1", wide(4)),
        tc("科目", wide(2)) + tc("金额", wide(2)),
        tc("水费", wide(2)) + tc("1", wide(2)),
        tc("附表2", wide(4)),
        tc("科目") + tc("预算", wide(2)) + tc("决算"),
        tc("电费") + tc("2", wide(2)) + tc("3"),
    )
    document = read(body)
    assert grid(document, 0) == [["附表1", ""], ["科目", "金额"], ["水费", "1"]]
    assert grid(document, 1) == [["附表2", "", ""], ["科目", "预算", "决算"], ["电费", "2", "3"]]


def test_group_rows_of_full_width_do_not_part_a_table() -> None:
    body = tbl(
        tc("科目") + tc("金额"), tc("一、基本支出", '<w:gridSpan w:val="2"/>'), tc("水费") + tc("1"),
        tc("二、项目支出", '<w:gridSpan w:val="2"/>'), tc("会议") + tc("2"),
    )  # fmt: skip
    assert len(read(body).tables) == 1


def test_unread_content_is_said() -> None:
    document = read(p("甲") + "<w:altChunk/>" + para("<w:r><w:object/></w:r>"))
    assert document.status is Status.PARTIAL
    assert len(document.problems) == 2


def test_missing_and_broken_parts_are_one_sentence() -> None:
    types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
    missing = DocxReader().read(zipped({"[Content_Types].xml": types, "word/styles.xml": "<a/>"}), "a.docx", Limits())
    assert missing.status is Status.FAILED
    assert "word/document.xml" in missing.problems[0].zh
    broken = DocxReader().read(zipped({"word/document.xml": "<w:document"}), "a.docx", Limits())
    assert broken.status is Status.FAILED
    assert len(broken.problems) == 1


def test_entities_are_not_expanded() -> None:
    bomb = '<!DOCTYPE a [<!ENTITY x "ha"><!ENTITY y "&x;&x;&x;">]><a>&y;</a>'
    assert DocxReader().read(zipped({"word/document.xml": bomb}), "a.docx", Limits()).status is Status.FAILED


TEXTS = st.text(st.sampled_from("收支预算水电费0123456789.,%（）万元 "), min_size=1, max_size=12).filter(
    lambda text: text.strip()
)


def word_table(rows: int, areas: list[tuple[int, int, int, int]]) -> str:
    lines = []
    for row in range(rows):
        cells = []
        for at, (top, left, height, width) in enumerate(areas):
            if top <= row < top + height:
                merge = "" if height == 1 else '<w:vMerge w:val="restart"/>' if row == top else "<w:vMerge/>"
                cells.append((left, tc(f"格{at}" if row == top else "", f'<w:gridSpan w:val="{width}"/>{merge}')))
        lines.append("".join(cell for _, cell in sorted(cells)))
    return tbl(*lines)


@given(partitions())
@settings(max_examples=60, deadline=None)
def test_random_merges_keep_their_positions(cut: tuple[int, int, list[tuple[int, int, int, int]]]) -> None:
    rows, _, areas = cut
    if len(areas) == 1:
        return
    document = read(word_table(rows, areas))
    begins = sorted({left for _, left, _, _ in areas})
    expected = {
        f"格{at}": (top, begins.index(left), height, sum(left <= begin < left + width for begin in begins))
        for at, (top, left, height, width) in enumerate(areas)
    }
    found: dict[str, tuple[int, int, int, int]] = {}
    offset = 0
    for index, table in enumerate(document.tables):  # parts of a table glued together keep their rows in order
        for text, (row, column, height, width) in spans(document, index).items():
            found[text] = (row + offset, column, height, width)
        offset += table.rows
    if len(document.tables) == 1:
        assert found == expected
    assert {text: (row, height) for text, (row, _, height, _) in found.items()} == {
        text: (row, height) for text, (row, _, height, _) in expected.items()
    }


@given(st.lists(TEXTS, min_size=1, max_size=8))
@settings(max_examples=60, deadline=None)
def test_every_paragraph_stands_at_its_span(texts: list[str]) -> None:
    document = read("".join(p(text) for text in texts))
    assert [document.text[block.start : block.end] for block in document.blocks] == [text.strip() for text in texts]


def test_numbers_of_a_damaged_numbering_part_do_not_stop_the_reading() -> None:
    """The fuzzer's find: a level, an override and a list whose numbers are none."""
    damaged = NUMBERING.replace('w:ilvl="0"', 'w:ilvl="x"').replace('w:numId="1"', 'w:numId=""')
    assert damaged != NUMBERING
    assert "支出3万元" in read(numbered("支出3万元", 1), numbering=damaged).text
