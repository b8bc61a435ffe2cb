"""What mutation starts from: small files of every format, made by the makers of the other tests. All made up."""

from __future__ import annotations

from typing import NamedTuple

from tests.read.make_office import c, docx, n, p, tbl, tc, xlsx, zipped
from tests.read.pdf.make_pdf import Page, pdf

TEXT = """# 虚构市青禾县林业局2024年部门决算

一、收入支出情况

2024年收入支出总计1200.50万元，比2023年增加200.50万元，增长20.05%，主要原因是人员增加。其中：基本支出800.30万元，占66.66%；项目支出400.20万元，占33.34%。

（一）一般公共服务支出（类）行政运行（项）30.15万元，完成预算的100%。

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| 201 | 一般公共服务支出 | 41.20 | 30.15 | 11.05 |
| 20101 | 人大事务 | 41.20 | 30.15 | 11.05 |
| | 合计 | 41.20 | 30.15 | 11.05 |
"""
ROWS = (("科目编码", "科目名称", "合计"), ("201", "一般公共服务支出", "1,041.20"), ("", "合计", "1,041.20"))
SENTENCES = ("虚构市青禾县林业局2024年部门决算", "一、收入支出情况", "2024年支出合计41.20万元，增长3.00%。")


class Family(NamedTuple):
    """The seeds of one reader, under what name they are read, and the words that mean something in its files."""

    name: str
    seeds: tuple[bytes, ...]
    words: tuple[bytes, ...]


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td colspan=1>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    lines = "".join(f"<p style='text-indent:2em'>{line}</p>" for line in SENTENCES)
    return f"<html><head><meta charset=utf-8><title>决算</title></head><body><div>{lines}</div><table>{rows}</table></body></html>".encode()


def _docx() -> bytes:
    table = tbl(*("".join(tc(cell, '<w:gridSpan w:val="1"/>') for cell in row) for row in ROWS))
    numbered = p("支出3万元", '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>')
    numbering = (
        '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
        '<w:lvlText w:val="%1、"/></w:lvl></w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    )
    style = '<w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="2"/></w:style>'
    body = p(SENTENCES[0], '<w:pStyle w:val="1"/>') + "".join(map(p, SENTENCES[1:])) + numbered + table
    return docx(body, numbering=numbering, styles=style)


def _xlsx() -> bytes:
    head = "".join(c(f"{column}1", cell) for column, cell in zip("ABC", ROWS[0], strict=True))
    rows = (
        f'<row r="1">{head}</row>',
        f'<row r="2">{c("A2", "201")}{c("B2", "一般公共服务支出")}{n("C2", "1041.2", 1)}</row>',
        f'<row r="3"><c r="B3" t="s"><v>0</v></c><c r="C3" s="1"><f>SUM(C2:C2)</f><v>1041.2</v></c>{n("D3", "45292", 2)}</row>',
    )
    inner = f'<sheetData>{"".join(rows)}</sheetData><mergeCells><mergeCell ref="A1:B1"/></mergeCells>'
    return xlsx({"收入支出决算总表": inner}, ["#,##0.00_ ;[Red]-0.00", 'yyyy"年"m"月"'], strings=["合计"])


def _pdf() -> tuple[bytes, ...]:
    lined = Page().lines(60, 80, *SENTENCES).table(60, 200, [list(row) for row in ROWS])
    return pdf(lined, Page(rotate=90).lines(60, 80, *SENTENCES)), pdf(
        Page().picture(), Page().text(60, 80, "支出1.00万元")
    )


def _csv() -> bytes:
    return "\n".join(",".join(f'"{cell}"' for cell in row) for row in ROWS).encode()


def families() -> tuple[Family, ...]:
    """Return what there is to mutate, one family a reader."""
    words = tuple(word.encode() for word in _WORDS)
    packed = zipped({"决算.md": TEXT, "表/a.csv": _csv(), "b.zip": zipped({"c.html": _html()}), "d.docx": _docx()})
    return (
        Family("a.md", (TEXT.encode(), TEXT.encode("gb18030")), words),
        Family("a.html", (_html(),), (*words, *_MARKUP)),
        Family("a.csv", (_csv(), _csv().replace(b",", b"\t")), words),
        Family("a.docx", (_docx(),), (*words, *_WORD)),
        Family("a.xlsx", (_xlsx(),), (*words, *_SHEET)),
        Family("a.pdf", _pdf(), _PAGE),
        Family("a.zip", (packed,), words),
    )


_WORDS = (
    *"，。：；、（）()|\t\n\r\0\ufeff\u202e\u3000０９％%-—＿_*#<>&\"'",
    *(
        "万元",
        "亿元",
        "其中：",
        "比上年增加",
        "下降",
        "占",
        "一、",
        "（一）",
        "1.",
        "2024年",
        "99999年",
        "2月30日",
        "合计",
    ),
    *(
        "0.00",
        "-1",
        "1,00,0",
        "1.2.3",
        "9" * 400,
        "1e999",
        "０．００",
        "||||",
        "|---|",
        "# ",
        "①",
        "㈠",
        "零",
        "百分之",
        "同上",
    ),
)
_MARKUP = (
    *(
        b"<table>",
        b"</table>",
        b"<tr>",
        b"<td rowspan=0>",
        b"<td rowspan=65535 colspan=1001>",
        b"<br>",
        b"<!--",
        b"-->",
    ),
    *(
        b"<script>",
        b"<style>",
        b"<pre>",
        b"&#0;",
        b"&#x110000;",
        b"&nbsp",
        b"<![CDATA[",
        b"<svg>",
        b"<template>",
        b"<p>",
    ),
    *(
        b"<meta charset=utf-7>",
        b" style='display:none'",
        b"<base href=x>",
        b"<caption>",
        b"<ol start=-9>",
        b"<li value=x>",
    ),
)
_WORD = (
    *(b"<w:tbl>", b"</w:tbl>", b"<w:tr/>", b"<w:tc/>", b'<w:gridSpan w:val="-1"/>', b'<w:gridSpan w:val="99999999"/>'),
    *(
        b'<w:vMerge w:val="restart"/>',
        b"<w:vMerge/>",
        b'<w:gridBefore w:val="70"/>',
        b'w:val=""',
        b'w:val="x"',
        b"<w:p/>",
    ),
    *(
        b"<w:sdt><w:sdtContent>",
        b'<w:fldChar w:fldCharType="begin"/>',
        b"<w:del>",
        b"<w:tab/>",
        b'<w:sym w:char="F0FE"/>',
    ),
    *(b'<w:basedOn w:val="1"/>', b'<w:outlineLvl w:val="-3"/>', b'<w:start w:val="99999999999"/>', b"<w:isLgl/>"),
)
_SHEET = (
    *(b'r="XFD1048576"', b'r="A0"', b'r="0"', b'r=""', b's="9999"', b's="-1"', b's="x"', b't="s"', b't="e"', b't="b"'),
    *(
        b'ref="A1:XFD1048576"',
        b'ref="C3:A1"',
        b'ref=":"',
        b"<v>-1</v>",
        b"<v>1E999</v>",
        b"<v>NaN</v>",
        b"<v/>",
        b"<row/>",
    ),
    *(
        b'formatCode="[&gt;=x]0"',
        b'formatCode=";;;"',
        b'formatCode="#,##0,,,,.?/?"',
        b'date1904="1"',
        b'hidden="1"',
        b"<is/>",
    ),
)
_PAGE = (
    *(b"/Rotate 90", b"/Rotate -7", b"/MediaBox[0 0 0 0]", b"/MediaBox[1e38 0 -1e38 9]", b"/Count -1", b"/Kids[3 0 R]"),
    *(
        b"1e38 0 0 1e38 0 0 cm ",
        b"0 0 0 0 re f ",
        b"q " * 200,
        b"Q Q Q ",
        b"3 Tr ",
        b"0 Tf ",
        b"0 0 m 1e9 1e9 l S ",
        b"BT ET ",
    ),
    *(
        b"/ToUnicode",
        b"/Length -1",
        b"/Encrypt 1 0 R",
        b"-1",
        b"99999999999",
        b"0.0000001 0 0 0.0000001 1 1 Tm ",
        b"<0000>Tj ",
    ),
)
