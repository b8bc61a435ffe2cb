"""Small forms for the tests of tables: Markdown to Document, and Documents with merged cells. All units are made up."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.build import build
from gouji.read.builder import CellContent, DocumentBuilder, Piece
from gouji.read.reader import Limits
from gouji.read.text import TextReader

if TYPE_CHECKING:
    from gouji.extract.extraction import Extraction
    from gouji.model.document import Document

Cells = list[tuple[int, int, str, int, int]]


def markdown(title: str, *rows: str, unit: str = "万元") -> Document:
    """Return a document with one pipe table of these rows, header first, cells split by blanks around ``|``."""
    width = rows[0].count("|") + 1
    lines = [f"| {row} |" for row in rows]
    lines.insert(1, "|" + "---|" * width)
    text = "\n".join(["# 虚构市示例局2024年部门决算", "", title, "", f"单位：{unit}", "", *lines, ""])
    return TextReader().read(text.encode(), "form.md", Limits())


def merged(rows: int, columns: int, cells: Cells, *, before: tuple[str, ...] = ()) -> Document:
    """Return a document with one table of (row, column, text, row span, column span), after paragraphs ``before``."""
    builder = DocumentBuilder("form.docx", b"", "docx")
    for line in before:
        builder.paragraph([Piece(line)])
    contents = [CellContent(row, column, [Piece(text)], down, across) for row, column, text, down, across in cells]
    builder.table(rows, columns, contents)
    return builder.finish()


def plain_rows(first: int, *rows: str) -> Cells:
    """Return unmerged cells for rows of texts split by ``|``, from row ``first`` on."""
    return [
        (first + at, column, text.strip(), 1, 1)
        for at, row in enumerate(rows)
        for column, text in enumerate(row.split("|"))
    ]


def extraction(document: Document) -> Extraction:
    """Return what extraction knows of a document."""
    return build(document)
