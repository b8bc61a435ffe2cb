"""The baseline of the PDF benchmark: pypdfium2 reading every character with its box, and every path object, of all pages.

The least that a reader of tables has to ask of a PDF, by the library's own interface; nothing is made of it.
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2 as pdfium
from pypdfium2 import raw


def read(data: bytes) -> tuple[int, int]:
    """Return how many characters and how many path objects were read."""
    characters = paths = 0
    document = pdfium.PdfDocument(data)
    for number in range(len(document)):
        page = document[number]
        text = page.get_textpage()
        count = text.count_chars()
        letters = text.get_text_range(0, count) if count else ""
        boxes = [text.get_charbox(index) for index in range(count)]
        bounds = [shape.get_bounds() for shape in page.get_objects(filter=[raw.FPDF_PAGEOBJ_PATH])]
        characters += max(len(boxes), len(letters))
        paths += len(bounds)
        text.close()
        page.close()
    document.close()
    return characters, paths


if __name__ == "__main__":
    for name in sys.argv[1:]:
        print(name, *read(Path(name).read_bytes()))
