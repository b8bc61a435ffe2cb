"""A workbook from its bare parts: the text on a first sheet, each table on one of its own, amounts as numbers.

Cells hold the printed value with a number format of the digits printed, so that a workbook computes with what a page prints.
"""

from __future__ import annotations

import re
from xml.sax.saxutils import escape

from gouji.compose.page import Break, Cell, Heading, Number, Page, Paragraph, Table, plain
from gouji.compose.writers.layout import columns, package

_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_LINKS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_FORBIDDEN = re.compile(r"[\[\]:*?/\\“”]")
_TEXT, _HEADER, _AMOUNT, _TITLE, _PLAIN, _GROUPED = range(6)
_FORMATS = {(2, False): _AMOUNT, (2, True): _GROUPED, (0, False): 6, (0, True): 7, (1, False): 8, (1, True): 9}
"""The style of an amount by its printed decimals and whether its thousands are grouped."""
_STYLES = (
    f'{_HEAD}<styleSheet xmlns="{_MAIN}"><numFmts count="4"><numFmt numFmtId="164" formatCode="0.00"/>'
    '<numFmt numFmtId="165" formatCode="#,##0.00"/><numFmt numFmtId="166" formatCode="0.0"/>'
    '<numFmt numFmtId="167" formatCode="#,##0.0"/></numFmts>'
    '<fonts count="3"><font><sz val="10"/><name val="宋体"/></font><font><b/><sz val="10"/><name val="宋体"/></font>'
    '<font><b/><sz val="16"/><name val="宋体"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="2"><border/><border><left style="thin"/><right style="thin"/><top style="thin"/><bottom style="thin"/></border></borders>'
    '<cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="10">'
    '<xf numFmtId="49" borderId="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="49" fontId="1" borderId="1" applyAlignment="1"><alignment horizontal="center" vertical="center" wrapText="1"/></xf>'
    '<xf numFmtId="164" borderId="1" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="2" applyAlignment="1"><alignment horizontal="center" vertical="center"/></xf>'
    '<xf numFmtId="49" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>'
    '<xf numFmtId="165" borderId="1" applyNumberFormat="1"/>'
    + "".join(f'<xf numFmtId="{number}" borderId="1" applyNumberFormat="1"/>' for number in (1, 3, 166, 167))
    + "</cellXfs></styleSheet>"
)


class _Sheet:
    def __init__(self, name: str) -> None:
        self.name = name
        self.rows: list[str] = []
        self.merges: list[str] = []
        self.widths: list[int] = []

    def line(self, text: str, style: int) -> None:
        """Add a line of text in the first column."""
        number = len(self.rows) + 1
        self.rows.append(f'<row r="{number}">{_text(f"A{number}", text, style)}</row>')

    def table(self, table: Table) -> None:
        """Add a table below what is there."""
        first = len(self.rows) + 1
        self.widths = columns(table, max(90, table.width * 13))
        for row in range(table.height):
            cells = sorted((cell for cell in table.cells if cell.row == row), key=lambda cell: cell.column)
            self.rows.append(f'<row r="{first + row}">{"".join(_cell(cell, first) for cell in cells)}</row>')
            self.merges += [_range(cell, first) for cell in cells if cell.rows > 1 or cell.columns > 1]

    def xml(self) -> str:
        """Return the part of this sheet."""
        width = self.widths or [110]
        cols = "".join(
            f'<col min="{at}" max="{at}" width="{size}" customWidth="1"/>' for at, size in enumerate(width, 1)
        )
        merges = f'<mergeCells count="{len(self.merges)}">{"".join(self.merges)}</mergeCells>' if self.merges else ""
        return (
            f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><cols>{cols}</cols>'
            f"<sheetData>{''.join(self.rows)}</sheetData>{merges}"
            '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
        )


def xlsx(page: Page) -> bytes:
    """Return the page as a workbook."""
    sheets = _sheets(page)
    links = "".join(
        f'<sheet name="{escape(sheet.name)}" sheetId="{at}" r:id="r{at}"/>' for at, sheet in enumerate(sheets, 1)
    )
    parts: dict[str, str | bytes] = {
        "[Content_Types].xml": _types(len(sheets)),
        "_rels/.rels": _rels([("officeDocument", "xl/workbook.xml")]),
        "xl/workbook.xml": f'{_HEAD}<workbook xmlns="{_MAIN}" xmlns:r="{_LINKS}"><sheets>{links}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": _rels(
            [
                *(("worksheet", f"worksheets/sheet{at}.xml") for at in range(1, len(sheets) + 1)),
                ("styles", "styles.xml"),
            ]
        ),
        "xl/styles.xml": _STYLES,
    }
    parts |= {f"xl/worksheets/sheet{at}.xml": sheet.xml() for at, sheet in enumerate(sheets, 1)}
    return package(parts)


def _sheets(page: Page) -> list[_Sheet]:
    """Text goes on with the first sheet; what stands just before a table (its heading, its unit) goes on the table's own."""
    text = _Sheet("说明")
    sheets, waiting = [text], list[Heading | Paragraph]()
    open_sheet = text
    for block in page.blocks:
        if isinstance(block, Table):
            open_sheet = _Sheet(_named(block.name, sheets))
            sheets.append(open_sheet)
            _lines(open_sheet, waiting)
            open_sheet.table(block)
            waiting = []
        elif isinstance(block, Heading):
            _lines(open_sheet, waiting)
            waiting = [block]
            open_sheet = text
        elif isinstance(block, Paragraph):
            waiting.append(block)
        elif isinstance(block, Break):
            continue
    _lines(open_sheet, waiting)
    return sheets


def _lines(sheet: _Sheet, blocks: list[Heading | Paragraph]) -> None:
    for block in blocks:
        sheet.line(plain(block.pieces), _TITLE if isinstance(block, Heading) else _PLAIN)


def _named(name: str, sheets: list[_Sheet]) -> str:
    """Return a sheet name that Excel takes: 31 characters, none forbidden, not used before."""
    short = _FORBIDDEN.sub("", name)[:28]
    used = {sheet.name for sheet in sheets}
    return next(candidate for candidate in (short, *(f"{short}{at}" for at in range(2, 100))) if candidate not in used)


def _cell(cell: Cell, first: int) -> str:
    place = f"{_letters(cell.column)}{first + cell.row}"
    piece = cell.pieces[0] if len(cell.pieces) == 1 else None
    if isinstance(piece, Number) and piece.text and not piece.tail:
        decimals = min(len(piece.text.partition(".")[2]), 2)
        style = _FORMATS[decimals, "," in piece.text]
        return f'<c r="{place}" s="{style}"><v>{piece.value}</v></c>'
    return _text(place, plain(cell.pieces), _HEADER if cell.head else _TEXT)


def _text(place: str, text: str, style: int) -> str:
    if not text:
        return f'<c r="{place}" s="{style}"/>'
    return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>'


def _range(cell: Cell, first: int) -> str:
    last = f"{_letters(cell.column + cell.columns - 1)}{first + cell.row + cell.rows - 1}"
    return f'<mergeCell ref="{_letters(cell.column)}{first + cell.row}:{last}"/>'


def _letters(column: int) -> str:
    tens, ones = divmod(column, 26)
    return (_letters(tens - 1) if tens else "") + chr(ord("A") + ones)


def _rels(targets: list[tuple[str, str]]) -> str:
    links = "".join(
        f'<Relationship Id="r{at}" Type="{_LINKS}/{kind}" Target="{target}"/>'
        for at, (kind, target) in enumerate(targets, 1)
    )
    return f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">{links}</Relationships>'


def _types(sheets: int) -> str:
    parts = [("/xl/workbook.xml", "sheet.main"), ("/xl/styles.xml", "styles")]
    parts += [(f"/xl/worksheets/sheet{at}.xml", "worksheet") for at in range(1, sheets + 1)]
    return (
        f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="{name}" ContentType="{_KIND}.{kind}+xml"/>' for name, kind in parts)
        + "</Types>"
    )
