"""Write the docx and the pdf of each HTML example, so that the same disclosure is shipped in three formats.

Both are set by a layout of their own, without a library: what the readers meet is then not one writer's habit. The
bytes depend on the HTML alone.
"""

from __future__ import annotations

import io
import re
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from xml.sax.saxutils import escape

from lxml import html

from gouji.compose.writers.pdf import bare_pdf

if TYPE_CHECKING:
    from collections.abc import Iterator

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
HEADINGS = ("h1", "h2", "h3")


@dataclass(frozen=True)
class Cell:
    """A table cell with its place in the grid."""

    row: int
    column: int
    rows: int
    columns: int
    text: str


@dataclass(frozen=True)
class Block:
    """A heading (``level`` 1-3), a paragraph (0) or a table."""

    text: str = ""
    level: int = 0
    cells: tuple[Cell, ...] = ()

    @property
    def width(self) -> int:
        """The number of columns of a table."""
        return max(cell.column + cell.columns for cell in self.cells)


def read(page: str) -> list[Block]:
    """Return the blocks of an example's HTML."""
    blocks: list[Block] = []
    for element in html.document_fromstring(page).iter(*HEADINGS, "p", "table"):
        if element.tag == "table":
            blocks.append(Block(cells=tuple(_cells(element))))
        else:
            text = text_of(element)
            blocks.append(Block(text, HEADINGS.index(element.tag) + 1 if element.tag in HEADINGS else 0))
    return blocks


def text_of(element: html.HtmlElement) -> str:
    """Return all text inside an element."""
    return "".join(str(piece) for piece in element.itertext())


def _cells(table: html.HtmlElement) -> Iterator[Cell]:
    taken: set[tuple[int, int]] = set()
    for row, line in enumerate(table.iter("tr")):
        column = 0
        for element in line:
            while (row, column) in taken:
                column += 1
            rows, columns = int(element.get("rowspan", "1")), int(element.get("colspan", "1"))
            taken |= {(row + down, column + right) for down in range(rows) for right in range(columns)}
            yield Cell(row, column, rows, columns, text_of(element))


# --- docx -------------------------------------------------------------------------------------------------------------

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_TYPES = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/word/document.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/>
<Override PartName="/word/styles.xml" \
ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/>
</Types>"""
_RELATIONS = """<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">
<Relationship Id="rId1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{kind}" \
Target="{target}"/>
</Relationships>"""


def docx(blocks: list[Block]) -> bytes:
    """Return the blocks as a Word document with heading styles and merged cells."""
    body = "".join(_word_table(block) if block.cells else _word_paragraph(block.text, block.level) for block in blocks)
    parts = {
        "[Content_Types].xml": _TYPES,
        "_rels/.rels": _RELATIONS.format(kind="officeDocument", target="word/document.xml"),
        "word/_rels/document.xml.rels": _RELATIONS.format(kind="styles", target="styles.xml"),
        "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body>{body}</w:body></w:document>',
        "word/styles.xml": f'<w:styles xmlns:w="{_WORD}">{"".join(map(_word_style, (1, 2, 3)))}</w:styles>',
    }
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, LONG_AGO), text, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _word_style(level: int) -> str:
    return (
        f'<w:style w:type="paragraph" w:styleId="Heading{level}"><w:name w:val="heading {level}"/>'
        f'<w:pPr><w:outlineLvl w:val="{level - 1}"/></w:pPr><w:rPr><w:b/></w:rPr></w:style>'
    )


def _word_paragraph(text: str, level: int = 0) -> str:
    style = f'<w:pPr><w:pStyle w:val="Heading{level}"/></w:pPr>' if level else ""
    return f'<w:p>{style}<w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def _word_table(block: Block) -> str:
    starts = {(cell.row, cell.column): cell for cell in block.cells}
    covered = {(cell.row + down, cell.column): cell for cell in block.cells for down in range(1, cell.rows)}
    lines: list[str] = []
    for row in range(max(cell.row + cell.rows for cell in block.cells)):
        line = ""
        for column in range(block.width):
            if cell := starts.get((row, column)):
                line += _word_cell(cell, "restart", cell.text)
            elif cell := covered.get((row, column)):
                line += _word_cell(cell, "continue", "")
        lines.append(f"<w:tr>{line}</w:tr>")
    sides = "".join(f'<w:{side} w:val="single"/>' for side in ("top", "left", "bottom", "right", "insideH", "insideV"))
    return f"<w:tbl><w:tblPr><w:tblBorders>{sides}</w:tblBorders></w:tblPr>{''.join(lines)}</w:tbl>"


def _word_cell(cell: Cell, merge: str, text: str) -> str:
    down = f'<w:vMerge w:val="{merge}"/>' if cell.rows > 1 else ""
    return f'<w:tc><w:tcPr><w:gridSpan w:val="{cell.columns}"/>{down}</w:tcPr>{_word_paragraph(text)}</w:tc>'


# --- pdf --------------------------------------------------------------------------------------------------------------

PAGE_WIDTH, PAGE_HEIGHT, MARGIN = 842, 595, 50
SIZES = {0: 11, 1: 20, 2: 16, 3: 13}
CELL_SIZE, CELL_LINE = 8, 11


class Pages:
    """Page contents, filled from the top; every character is set in a font that each reader supplies itself."""

    def __init__(self) -> None:
        self.contents: list[list[str]] = []
        self.new_page()

    def new_page(self) -> None:
        """Go to the top of a new page."""
        self.contents.append([])
        self.y = PAGE_HEIGHT - MARGIN

    def room(self, height: int) -> None:
        """Begin a new page unless this much is left on the page."""
        if self.y - height < MARGIN:
            self.new_page()

    def text(self, x: float, y: float, size: int, text: str) -> None:
        """Set a line, its left end on the base line at x, y: Latin characters half as wide as Chinese ones."""
        if text:
            code = text.encode("utf-16-be").hex()
            self.contents[-1].append(f"BT /F {size} Tf {x:.2f} {y:.2f} Td <{code}> Tj ET")

    def box(self, x: float, y: float, width: float, height: float) -> None:
        """Draw a cell's frame."""
        self.contents[-1].append(f"{x:.2f} {y:.2f} {width:.2f} {height:.2f} re 0.5 w S")


def width_of(text: str, size: int) -> float:
    """Return the width of a line in points."""
    return sum(size / 2 if ord(character) < 128 else size for character in text)  # noqa: PLR2004  ASCII


def wrap(text: str, size: int, width: float) -> list[str]:
    """Break a text into lines of at most this width, Latin words and figures whole."""
    lines = [""]
    for word in re.findall(r"[!-~]+|.", text):
        if lines[-1] and width_of(lines[-1] + word, size) > width:
            lines.append("")
        lines[-1] += word
    return lines


def pdf(blocks: list[Block]) -> bytes:
    """Return the blocks as a PDF with ruled tables, in landscape, page numbers at the foot."""
    pages = Pages()
    for block in blocks:
        if block.cells:
            _draw_table(pages, block)
        else:
            _draw_text(pages, block)
    for number in range(len(pages.contents)):
        code = f"{number + 1}".encode("utf-16-be").hex()
        pages.contents[number].append(f"BT /F 9 Tf {PAGE_WIDTH / 2:.2f} 25 Td <{code}> Tj ET")
    size = (PAGE_WIDTH * 10, PAGE_HEIGHT * 10)
    return bare_pdf([("\n".join(content).encode(), size) for content in pages.contents])


def _draw_text(pages: Pages, block: Block) -> None:
    size = SIZES[block.level]
    lines = wrap(block.text if block.level else f"　　{block.text}", size, PAGE_WIDTH - 2 * MARGIN)
    # A heading keeps some room for what it heads.
    pages.room(150 if block.level else size * 2)
    for line in lines:
        pages.room(size * 2)
        pages.y -= size * 2
        pages.text(MARGIN, pages.y, size, line)
    pages.y -= size // 2


def _draw_table(pages: Pages, block: Block) -> None:
    left = _column_edges(block)
    heights = _row_heights(block, left)
    spans = {row: max(cell.rows for cell in block.cells if cell.row == row) for row in {c.row for c in block.cells}}
    for row in range(len(heights)):
        pages.room(sum(heights[row : row + spans.get(row, 1)]))
        for cell in block.cells:
            if cell.row == row:
                _draw_cell(pages, cell, left, sum(heights[row : row + cell.rows]))
        pages.y -= heights[row]
    pages.y -= CELL_LINE


def _draw_cell(pages: Pages, cell: Cell, left: list[float], height: int) -> None:
    x, width = left[cell.column], left[cell.column + cell.columns] - left[cell.column]
    pages.box(x, pages.y - height, width, height)
    lines = wrap(cell.text, CELL_SIZE, width - 6)
    top = pages.y - (height - len(lines) * CELL_LINE) / 2
    for index, line in enumerate(lines):
        # Amounts stand at the right, as the form wants it.
        indent = width - 3 - width_of(line, CELL_SIZE) if re.fullmatch(r"[\d,]+\.\d+", line) else 3
        pages.text(x + indent, top - (index + 1) * CELL_LINE + 3, CELL_SIZE, line)


def _column_edges(block: Block) -> list[float]:
    """Give each column room by its widest own cell, at most a third of the page, and fill the page."""
    wants = [24.0] * block.width
    for cell in block.cells:
        if cell.columns == 1:
            wants[cell.column] = max(wants[cell.column], min(width_of(cell.text, CELL_SIZE) + 8, 240))
    scale = (PAGE_WIDTH - 2 * MARGIN) / sum(wants)
    edges = [float(MARGIN)]
    for want in wants:
        edges.append(edges[-1] + want * scale)
    return edges


def _row_heights(block: Block, left: list[float]) -> list[int]:
    heights = [CELL_LINE + 6] * max(cell.row + cell.rows for cell in block.cells)
    for cell in block.cells:
        if cell.rows == 1:
            lines = wrap(cell.text, CELL_SIZE, left[cell.column + cell.columns] - left[cell.column] - 6)
            heights[cell.row] = max(heights[cell.row], len(lines) * CELL_LINE + 6)
    return heights


def main() -> int:
    """Write both files beside every HTML example."""
    for path in sorted(EXAMPLES.glob("*.html")):
        blocks = read(path.read_text(encoding="utf-8"))
        path.with_suffix(".docx").write_bytes(docx(blocks))
        path.with_suffix(".pdf").write_bytes(pdf(blocks))
    return 0


if __name__ == "__main__":
    sys.exit(main())
