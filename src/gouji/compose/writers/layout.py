"""What the paged formats share: how wide a text is, which cells are amounts, how wide columns want to be."""

from __future__ import annotations

import io
import re
import zipfile
from typing import TYPE_CHECKING

from gouji.compose.page import Number, plain

if TYPE_CHECKING:
    from gouji.compose.page import Cell, Table

_AMOUNT = re.compile(r"-?[\d,]+(?:\.\d+)?%?")
_WORD = re.compile(r"[!-~]+|.")
_NO_START = "，。、；：）》”’％%"
_NO_END = "（《“‘"
LONG_AGO = (1980, 1, 1, 0, 0, 0)


def is_amount(cell: Cell) -> bool:
    """Whether a cell below the header holds one number and nothing else, marked as one or with decimals."""
    if cell.head:
        return False
    text = plain(cell.pieces)
    marked = len(cell.pieces) == 1 and isinstance(cell.pieces[0], Number)
    return marked or (_AMOUNT.fullmatch(text) is not None and "." in text)


def halves(text: str) -> int:
    """Return the width of a text in halves of a Chinese character."""
    return sum(1 if ord(character) < 128 else 2 for character in text)  # noqa: PLR2004  ASCII


def wrapped(text: str, width: int) -> list[str]:
    """Break a text into lines of at most ``width`` halves: Latin words whole, no line begins with a stop."""
    lines = [""]
    for word in _WORD.findall(text):
        full = halves(lines[-1] + word) > width
        if lines[-1] and full and word not in _NO_START:
            carried = lines[-1][-1] if lines[-1][-1] in _NO_END else ""
            lines[-1] = lines[-1].removesuffix(carried) if carried else lines[-1]
            lines.append(carried)
        lines[-1] += word
    return [piece for line in lines for piece in _cut(line, width)]


def _cut(line: str, width: int) -> list[str]:
    """Cut a Latin word that is wider than the line."""
    if len(line) <= width or not line.isascii():
        return [line]
    return [line[at : at + width] for at in range(0, len(line), width)]


def columns(table: Table, total: int, least: int = 6, most: int = 40) -> list[int]:
    """Return the widths of the columns, adding up to ``total``: by the widest text, header words may wrap."""
    wants = [least] * table.width
    for cell in table.cells:
        if cell.columns == 1:
            text = plain(cell.pieces)
            want = min(halves(text), 10) if cell.head else min(halves(text), most)
            wants[cell.column] = max(wants[cell.column], want + 2)
    scaled = [want * total // sum(wants) for want in wants]
    scaled[-1] += total - sum(scaled)
    return scaled


def package(parts: dict[str, str | bytes]) -> bytes:
    """Return a zip of these parts that is the same on every platform and at every time."""
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, LONG_AGO)
            info.create_system = 0
            archive.writestr(info, data)
    return target.getvalue()
