"""The other baseline of the PDF benchmark: pdfplumber's text and tables of all pages."""

from __future__ import annotations

import io
import sys
from pathlib import Path

import pdfplumber


def read(data: bytes) -> tuple[int, int]:
    """Return how many characters of text and how many table cells were read."""
    letters = cells = 0
    with pdfplumber.open(io.BytesIO(data)) as document:
        for page in document.pages:
            letters += len(page.extract_text() or "")
            cells += sum(len(row) for table in page.extract_tables() for row in table)
            page.close()
    return letters, cells


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, *read(Path(name).read_bytes()))
