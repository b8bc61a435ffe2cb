"""The font that stands in for every font a PDF names and does not hold: a box for any character, and no ink.

PDFium drops a text object whose characters have no glyph, and takes boxes from the font where the PDF tells none: so every
code point and every glyph number has a glyph here. The glyphs are diagonals without area: whoever renders them sees nothing,
never a wrong letter. Units are thousandths of the em; the tables are those of a TrueType file.
"""

from __future__ import annotations

import struct
from functools import cache

EM, ASCENT, DESCENT, CAP = 1000, 880, -120, 700
# Ink keeps off the edges: PDFium rounds outwards, and a neighbour must not seem to overlap.
EDGE = 50
# Glyph numbers; number 0 means "no glyph" to PDFium. All but the last two are wide: a code without a character is used as a
# glyph number.
WIDE = 1
_GLYPHS = 0xFFFF
BLANK, HALF = _GLYPHS - 2, _GLYPHS - 1
_CODES = (
    (0x0, 0x20, BLANK),
    (0x21, 0x7E, HALF),
    (0x7F, 0xA0, BLANK),
    (0xA1, 0x24F, HALF),
    (0x250, 0x1FFF, WIDE),
    (0x2000, 0x200F, BLANK),
    (0x2010, 0x2FFF, WIDE),
    (0x3000, 0x3000, BLANK),
    (0x3001, 0xFEFE, WIDE),
    (0xFEFF, 0xFEFF, BLANK),
    (0xFF00, 0x10FFFF, WIDE),
)
_VERSION, _MAGIC, _FILE_HEAD, _ENTRY = 0x10000, 0x5F0F3CF5, 12, 16


@cache
def stand_in() -> bytes:
    """Return the font as a TrueType file."""
    wide, half = _diagonal(EM - EDGE, DESCENT + EDGE, ASCENT - EDGE), _diagonal(EM // 2 - EDGE, 0, CAP)
    return _file(
        {
            b"cmap": _cmap(),
            b"glyf": wide * BLANK + half,
            b"head": struct.pack(
                ">IIIIHHQQ4h2H3h",
                _VERSION,
                _VERSION,
                0,
                _MAGIC,
                0,
                EM,
                0,
                0,
                *(EDGE, DESCENT, EM, ASCENT),
                0,
                8,
                2,
                1,
                0,
            ),
            b"hhea": struct.pack(">I3hH11hH", _VERSION, ASCENT, DESCENT, 0, EM, *[0] * 11, _GLYPHS),
            b"hmtx": struct.pack(">Hh", EM, EDGE) * BLANK + struct.pack(">HhHh", EM // 2, 0, EM // 2, EDGE),
            b"loca": _places(len(wide), len(half)),
            b"maxp": struct.pack(">I14H", _VERSION, _GLYPHS, 2, 1, 0, 0, 1, *[0] * 8),
            b"post": struct.pack(">II2h5I", 3 * _VERSION, 0, -100, EDGE, *[0] * 5),
        }
    )


def _diagonal(right: int, low: int, high: int) -> bytes:
    """Return a glyph of one contour of two points, so of a box and no area."""
    box = (EDGE, low, right, high)
    return struct.pack(">5hHHBB4h", 1, *box, 1, 0, 1, 1, EDGE, right - EDGE, low, high - low)


def _places(wide: int, half: int) -> bytes:
    """Return where each glyph begins; the blank one has no bytes."""
    begins = [*range(0, wide * BLANK + 1, wide), wide * BLANK, wide * BLANK + half]
    return struct.pack(f">{len(begins)}I", *begins)


def _cmap() -> bytes:
    """Return the map of codes, many to one (format 13), under both names by which PDFium asks for Unicode."""
    groups = b"".join(struct.pack(">III", *group) for group in _CODES)
    table = struct.pack(">HHIII", 13, 0, 16 + len(groups), 0, len(_CODES)) + groups
    at = 4 + 2 * 8
    return struct.pack(">HHHHIHHI", 0, 2, 3, 1, at, 3, 10, at) + table


def _file(tables: dict[bytes, bytes]) -> bytes:
    """Return the file of these tables, which are in order of their names."""
    begin = _FILE_HEAD + _ENTRY * len(tables)
    # The three figures after the count serve a search by halves: 8 tables, 16 bytes each.
    entries, content = [struct.pack(">I4H", _VERSION, len(tables), 8 * _ENTRY, 3, 0)], []
    for name, table in tables.items():
        padded = table + bytes(-len(table) % 4)
        # The check of a table is left at nothing: who reads fonts in PDFs never looks at it.
        entries.append(struct.pack(">4sIII", name, 0, begin, len(table)))
        content.append(padded)
        begin += len(padded)
    return b"".join(entries + content)
