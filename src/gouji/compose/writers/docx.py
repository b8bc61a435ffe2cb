"""A Word document from its bare parts: heading styles, merged cells, repeated header rows, wide sheets for wide tables.

The archive is stored, not packed, so that its bytes do not depend on the compression library of the machine.
"""

from __future__ import annotations

from xml.sax.saxutils import escape

from gouji.compose.page import Break, Cell, Heading, Page, Paragraph, Table, plain
from gouji.compose.writers.layout import columns, is_amount, package

_MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_PARTS = (("document", "document.main"), ("styles", "styles"), ("header", "header"), ("footer", "footer"))
_TYPES = (
    f'{_HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    + "".join(f'<Override PartName="/word/{name}.xml" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in _PARTS)
    + "</Types>"
)
_RELS = f'{_HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
_ROOT = f'{_RELS}<Relationship Id="r1" Type="{_LINKS}/officeDocument" Target="word/document.xml"/></Relationships>'
_DOCUMENT_RELS = (
    _RELS
    + "".join(
        f'<Relationship Id="r{at}" Type="{_LINKS}/{name}" Target="{name}.xml"/>'
        for at, name in enumerate(("styles", "header", "footer"), 1)
    )
    + "</Relationships>"
)
# Heading sizes in half points: the title, then levels 1 to 4.
_SIZES = (52, 36, 32, 30, 28)
_BODY, _CELL = 28, 18
_SHORT, _LONG, _MARGIN = 11906, 16838, 1304
_SIDES = "".join(
    f'<w:{side} w:val="single" w:sz="4" w:color="000000"/>'
    for side in ("top", "left", "bottom", "right", "insideH", "insideV")
)
_ALIGN = {"centre": "center", "right": "right", "line": "left"}


def docx(page: Page) -> bytes:
    """Return the page as a Word document."""
    return package(
        {
            "[Content_Types].xml": _TYPES,
            "_rels/.rels": _ROOT,
            "word/_rels/document.xml.rels": _DOCUMENT_RELS,
            "word/document.xml": f'{_HEAD}<w:document xmlns:w="{_MAIN}" xmlns:r="{_LINKS}"><w:body>{_body(page)}</w:body></w:document>',
            "word/styles.xml": _styles(),
            "word/header.xml": f'{_HEAD}<w:hdr xmlns:w="{_MAIN}">{_small(escape(page.running))}</w:hdr>',
            "word/footer.xml": f'{_HEAD}<w:ftr xmlns:w="{_MAIN}">{_FOOT}</w:ftr>',
        }
    )


_FOOT = (
    '<w:p><w:pPr><w:jc w:val="center"/></w:pPr><w:r><w:t xml:space="preserve">— </w:t></w:r>'
    '<w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
)


def _small(text: str) -> str:
    return (
        '<w:p><w:pPr><w:jc w:val="center"/></w:pPr>'
        f'<w:r><w:rPr><w:color w:val="808080"/><w:sz w:val="18"/></w:rPr><w:t>{text}</w:t></w:r></w:p>'
    )


def _body(page: Page) -> str:
    """Return the blocks; a break ends a section, whose sheet it then describes."""
    out: list[str] = []
    wide = False
    for block in page.blocks:
        if isinstance(block, Break):
            out.append(f"<w:p><w:pPr>{_section(wide=wide)}</w:pPr></w:p>")
            wide = block.wide
        elif isinstance(block, Table):
            out.append(_table(block, (_LONG if wide else _SHORT) - 2 * _MARGIN))
        else:
            out.append(_heading(block) if isinstance(block, Heading) else _paragraph(block))
    return "".join(out) + _section(wide=wide)


def _section(*, wide: bool) -> str:
    width, height = (_LONG, _SHORT) if wide else (_SHORT, _LONG)
    turned = ' w:orient="landscape"' if wide else ""
    return (
        '<w:sectPr><w:headerReference w:type="default" r:id="r2"/><w:footerReference w:type="default" r:id="r3"/>'
        f'<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{_MARGIN}" w:right="{_MARGIN}" w:bottom="{_MARGIN}" w:left="{_MARGIN}" w:header="600" w:footer="600" w:gutter="0"/>'
        "</w:sectPr>"
    )


def _heading(heading: Heading) -> str:
    style = f"Heading{heading.level}" if heading.level else "Title"
    middle = '<w:jc w:val="center"/>' if heading.centred else ""
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/>{middle}</w:pPr>{_run(plain(heading.pieces))}</w:p>'


def _paragraph(paragraph: Paragraph) -> str:
    align = _ALIGN.get(paragraph.manner)
    looks = f'<w:jc w:val="{align}"/>' if align else '<w:ind w:firstLineChars="200" w:firstLine="560"/>'
    return f"<w:p><w:pPr>{looks}</w:pPr>{_run(plain(paragraph.pieces))}</w:p>"


def _run(text: str, looks: str = "") -> str:
    return f'<w:r>{looks}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>' if text else ""


def _table(table: Table, width: int) -> str:
    widths = columns(table, width)
    starts = {(cell.row, cell.column): cell for cell in table.cells}
    covered = {(cell.row + down, cell.column): cell for cell in table.cells for down in range(1, cell.rows)}
    lines = []
    for row in range(table.height):
        line = (
            "<w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>"
            if row < table.headers
            else "<w:trPr><w:cantSplit/></w:trPr>"
        )
        for column in range(table.width):
            if cell := starts.get((row, column)):
                line += _cell(cell, widths, "restart", plain(cell.pieces))
            elif cell := covered.get((row, column)):
                line += _cell(cell, widths, "continue", "")
        lines.append(f"<w:tr>{line}</w:tr>")
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    looks = f'<w:tblW w:w="{width}" w:type="dxa"/><w:tblBorders>{_SIDES}</w:tblBorders><w:tblLayout w:type="fixed"/>'
    looks += '<w:tblCellMar><w:left w:w="57" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar>'
    return f"<w:tbl><w:tblPr>{looks}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(lines)}</w:tbl>"


def _cell(cell: Cell, widths: list[int], merge: str, text: str) -> str:
    width = sum(widths[cell.column : cell.column + cell.columns])
    down = f'<w:vMerge w:val="{merge}"/>' if cell.rows > 1 else ""
    span = f'<w:gridSpan w:val="{cell.columns}"/>' if cell.columns > 1 else ""
    align = "center" if cell.head else "right" if is_amount(cell) else "left"
    bold = "<w:b/>" if cell.head else ""
    looks = f'<w:rPr>{bold}<w:sz w:val="{_CELL}"/></w:rPr>'
    spacing = '<w:spacing w:line="240" w:lineRule="auto" w:before="20" w:after="20"/>'
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{down}<w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr>{spacing}<w:jc w:val="{align}"/></w:pPr>{_run(text, looks)}</w:p></w:tc>'
    )


def _styles() -> str:
    fonts = '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="仿宋"/>'
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts}<w:sz w:val="{_BODY}"/><w:lang w:eastAsia="zh-CN"/></w:rPr></w:rPrDefault>'
        '<w:pPrDefault><w:pPr><w:spacing w:line="360" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>'
    )
    normal = '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/></w:style>'
    return f'{_HEAD}<w:styles xmlns:w="{_MAIN}">{defaults}{normal}{"".join(map(_style, range(5)))}</w:styles>'


def _style(level: int) -> str:
    identity, name = (f"Heading{level}", f"heading {level}") if level else ("Title", "Title")
    centre = '<w:jc w:val="center"/>' if level < 2 else ""  # noqa: PLR2004  the title and the parts
    room = '<w:spacing w:before="2400" w:after="600"/>' if not level else '<w:spacing w:before="200" w:after="100"/>'
    outline = f'<w:outlineLvl w:val="{level - 1}"/>' if level else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{identity}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/><w:next w:val="Normal"/>'
        f"<w:pPr><w:keepNext/>{room}{centre}{outline}</w:pPr>"
        f'<w:rPr><w:rFonts w:eastAsia="黑体"/><w:b/><w:sz w:val="{_SIZES[level]}"/></w:rPr></w:style>'
    )
