"""Plain text with Markdown marks: # headings, tables in pipes; also where each marked piece stands in it."""

from __future__ import annotations

from gouji.compose.page import Break, Heading, Page, Paragraph, Pieces, Table

Places = dict[int, tuple[int, int]]


def text(page: Page) -> tuple[str, Places]:
    """Return the text, and (start, end) in code points of every number, word and year by its id."""
    out = _Out()
    for block in page.blocks:
        if isinstance(block, Heading):
            out.plain("#" * max(1, block.level) + " ")
            out.pieces(block.pieces)
            out.plain("\n\n")
        elif isinstance(block, Paragraph):
            out.pieces(block.pieces)
            out.plain("\n\n")
        elif isinstance(block, Table):
            _table(out, block)
        elif isinstance(block, Break):
            continue
    return "".join(out.parts), out.places


class _Out:
    def __init__(self) -> None:
        self.parts: list[str] = []
        self.at = 0
        self.places: Places = {}

    def plain(self, text: str) -> None:
        self.parts.append(text)
        self.at += len(text)

    def pieces(self, pieces: Pieces) -> None:
        for piece in pieces:
            if isinstance(piece, str):
                self.plain(piece)
                continue
            start = self.at
            self.plain(piece.shown)
            self.places[piece.id] = (start, self.at)


def _table(out: _Out, table: Table) -> None:
    """Write a pipe table; where cells are merged, which pipes cannot say, an HTML table."""
    if any(cell.rows > 1 or cell.columns > 1 for cell in table.cells):
        _merged(out, table)
    else:
        _piped(out, table)


def _merged(out: _Out, table: Table) -> None:
    out.plain("<table>\n")
    for row in range(table.height):
        out.plain("<tr>")
        for cell in (cell for cell in table.cells if cell.row == row):
            spans = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
            spans += f' colspan="{cell.columns}"' if cell.columns > 1 else ""
            out.plain(f"<td{spans}>")
            out.pieces(cell.pieces)
            out.plain("</td>")
        out.plain("</tr>\n")
    out.plain("</table>\n\n")


def _piped(out: _Out, table: Table) -> None:
    by_place = {(cell.row, cell.column): cell for cell in table.cells}
    for row in range(table.height):
        for column in range(table.width):
            out.plain("| ")
            if cell := by_place.get((row, column)):
                out.pieces(cell.pieces)
            out.plain(" ")
        out.plain("|\n")
        if row == 0:
            out.plain("| " + " | ".join(["---"] * table.width) + " |\n")
    out.plain("\n")
