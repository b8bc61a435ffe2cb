"""The baseline of the docx benchmark: python-docx walking the document, every paragraph and every cell of every table."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import docx


def read(data: bytes) -> tuple[int, int]:
    """Return how many characters of paragraphs and how many cells were read."""
    document = docx.Document(io.BytesIO(data))
    letters = sum(
        len(paragraph.text) + len(paragraph.style.name or "") for paragraph in document.paragraphs if paragraph.style
    )
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return letters, len(cells)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, *read(Path(name).read_bytes()))
