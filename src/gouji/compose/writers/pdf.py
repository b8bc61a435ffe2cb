"""A PDF from its bare parts: ruled tables, header rows repeated on each sheet, page numbers, wide sheets for tables.

Characters are set in STSong-Light with the UniGB-UCS2-H map, which every PDF reader supplies: no font is needed here, the
text layer is plain Unicode, and the bytes are the same on every platform. Lengths are in tenths of a point, as integers.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from gouji.compose.page import Break, Cell, Heading, Page, Paragraph, Table, plain
from gouji.compose.writers.layout import columns, halves, is_amount, wrapped

if TYPE_CHECKING:
    from collections.abc import Sequence

_SHORT, _LONG, _MARGIN = 5953, 8419, 680
_SIZES = (240, 180, 150, 130, 120)
_BODY, _CELL, _PAD = 120, 80, 30
_KEEP = 1500
_OBJECTS = 6


@dataclass
class _Sheets:
    running: str
    wide: bool = False
    contents: list[list[str]] = field(default_factory=list)
    sizes: list[tuple[int, int]] = field(default_factory=list)
    y: int = 0

    def turn(self) -> None:
        """Go to the top of a new sheet."""
        size = (_LONG, _SHORT) if self.wide else (_SHORT, _LONG)
        self.sizes.append(size)
        self.contents.append([])
        self.y = size[1] - _MARGIN
        self.text((size[0] - halves(self.running) * 40) // 2, size[1] - 400, 80, self.running)
        number = f"— {len(self.contents)} —"
        self.text((size[0] - halves(number) * 45) // 2, 350, 90, number)

    @property
    def width(self) -> int:
        """The width between the margins."""
        return self.sizes[-1][0] - 2 * _MARGIN

    def room(self, height: int) -> bool:
        """Go to a new sheet unless this much is left; return whether it did."""
        if self.y - height >= _MARGIN:
            return False
        self.turn()
        return True

    def text(self, x: int, y: int, size: int, text: str) -> None:
        """Set a line with its left end on the base line at x, y."""
        if text:
            code = text.encode("utf-16-be").hex()
            self.contents[-1].append(f"BT /F {_points(size)} Tf {_points(x)} {_points(y)} Td <{code}> Tj ET")

    def box(self, x: int, y: int, width: int, height: int) -> None:
        """Draw a frame."""
        self.contents[-1].append(f"{_points(x)} {_points(y)} {_points(width)} {_points(height)} re S")


def pdf(page: Page) -> bytes:
    """Return the page as a PDF."""
    sheets = _Sheets(page.running)
    sheets.turn()
    for block in page.blocks:
        if isinstance(block, Break):
            sheets.wide = block.wide
            sheets.turn()
        elif isinstance(block, Table):
            _table(sheets, block)
        elif isinstance(block, Heading):
            _heading(sheets, block)
        else:
            _paragraph(sheets, block)
    return _file(sheets)


def _heading(sheets: _Sheets, heading: Heading) -> None:
    size = _SIZES[heading.level]
    sheets.room(_KEEP if heading.level else 0)
    sheets.y -= size // 2 if heading.level else _KEEP
    for line in wrapped(plain(heading.pieces), sheets.width * 2 // size):
        sheets.y -= size * 3 // 2
        left = (sheets.width - halves(line) * size // 2) // 2 if heading.in_the_middle else 0
        sheets.text(_MARGIN + left, sheets.y, size, line)
    sheets.y -= size // 2


def _paragraph(sheets: _Sheets, paragraph: Paragraph) -> None:
    text = plain(paragraph.pieces)
    lines = wrapped(f"　　{text}" if paragraph.manner == "body" else text, sheets.width * 2 // _BODY)
    for line in lines:
        sheets.room(_BODY * 2)
        sheets.y -= _BODY * 9 // 5
        spare = sheets.width - halves(line) * _BODY // 2
        left = {"centre": spare // 2, "right": spare}.get(paragraph.manner, 0)
        sheets.text(_MARGIN + left, sheets.y, _BODY, line)
    sheets.y -= _BODY // 3


def _table(sheets: _Sheets, table: Table) -> None:
    widths = columns(table, sheets.width)
    heights = _heights(table, widths)
    sheets.y -= _BODY // 2
    sheets.room(sum(heights[: table.headers + 1]))
    _rows(sheets, table, widths, heights, range(table.headers))
    for row in range(table.headers, table.height):
        if sheets.room(heights[row]):
            _rows(sheets, table, widths, heights, range(table.headers))
        _rows(sheets, table, widths, heights, range(row, row + 1))
    sheets.y -= _BODY // 2


def _rows(sheets: _Sheets, table: Table, widths: list[int], heights: list[int], rows: range) -> None:
    for row in rows:
        for cell in table.cells:
            if cell.row == row:
                x = _MARGIN + sum(widths[: cell.column])
                width = sum(widths[cell.column : cell.column + cell.columns])
                height = sum(heights[row : row + cell.rows])
                sheets.box(x, sheets.y - height, width, height)
                _cell(sheets, cell, (x, width, height))
        sheets.y -= heights[row]


def _cell(sheets: _Sheets, cell: Cell, frame: tuple[int, int, int]) -> None:
    x, width, height = frame
    lines = _lines(plain(cell.pieces), width)
    top = sheets.y - (height - len(lines) * _CELL * 5 // 4) // 2
    for at, line in enumerate(lines, 1):
        spare = width - halves(line) * _CELL // 2
        left = spare // 2 if cell.head else spare - _PAD if is_amount(cell) else _PAD
        sheets.text(x + left, top - at * _CELL * 5 // 4 + _CELL // 3, _CELL, line)


def _lines(text: str, width: int) -> list[str]:
    return wrapped(text, (width - 2 * _PAD) * 2 // _CELL)


def _heights(table: Table, widths: list[int]) -> list[int]:
    heights = [_CELL * 2] * table.height
    for cell in table.cells:
        if cell.rows == 1:
            width = sum(widths[cell.column : cell.column + cell.columns])
            needed = len(_lines(plain(cell.pieces), width)) * _CELL * 5 // 4 + 2 * _PAD
            heights[cell.row] = max(heights[cell.row], needed)
    return heights


def _points(tenths: int) -> str:
    whole, rest = divmod(tenths, 10)
    return f"{whole}.{rest}" if rest else str(whole)


# --- the file ---------------------------------------------------------------------------------------------------------


def _file(sheets: _Sheets) -> bytes:
    streams = ("\n".join(["0.5 w", *content]).encode() for content in sheets.contents)
    return bare_pdf(list(zip(streams, sheets.sizes, strict=True)))


def bare_pdf(pages: Sequence[tuple[bytes, tuple[int, int]]]) -> bytes:
    """Return the file of these pages: what each draws in the font ``F``, and its width and height in tenths of a point."""
    kids = " ".join(f"{_OBJECTS + 2 * at} 0 R" for at in range(len(pages)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R/Lang(zh-CN)>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]>>".encode(),
        b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
        (
            b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/FontDescriptor 5 0 R/DW 1000"
            b"/W[1 95 500 814 939 500]/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>"
        ),
        (
            b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
            b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>"
        ),
    ]
    for at, (stream, size) in enumerate(pages):
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {_points(size[0])} {_points(size[1])}]"
            f"/Resources<</Font<</F 3 0 R>>>>/Contents {_OBJECTS + 2 * at + 1} 0 R>>".encode()
        )
        objects.append(b"<</Length %d>>\nstream\n%s\nendstream" % (len(stream), stream))
    return _numbered(objects)


def _numbered(objects: list[bytes]) -> bytes:
    data = b"%PDF-1.4\n"
    table = b"0000000000 65535 f \n"
    for number, content in enumerate(objects, 1):
        table += b"%010d 00000 n \n" % len(data)
        data += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    count = len(objects) + 1
    trailer = b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (count, len(data))
    return data + b"xref\n0 %d\n" % count + table + trailer
