"""A font of four glyphs for made PDFs: an inked box or a blank, half an em wide for ASCII and a whole em for all else.

It is embedded, so that no test depends on the fonts of the machine; what a glyph looks like is nothing to a reader of
text layers, only its advance and box are.
"""

from __future__ import annotations

import io
import zlib
from functools import cache

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

EM, ASCENT, DESCENT = 1000, 880, -120
# The ink keeps this far from the edges, as that of letters does: rounded outwards it must not leave the em box.
INK = 50
_GLYPHS = {".notdef": (EM, True), "half": (EM // 2, True), "half blank": (EM // 2, False), "blank": (EM, False)}
_WIDE, _HALF, _HALF_BLANK, _BLANK = range(len(_GLYPHS))
_CODES = 0x10000
_TO_UNICODE = b"""/CIDInit /ProcSet findresource begin 12 dict begin begincmap
/CMapName /Made def /CMapType 2 def
1 begincodespacerange <0000> <FFFF> endcodespacerange
1 beginbfrange <0000> <FFFF> <0000> endbfrange
endcmap end end"""


@cache
def font_objects(first: int) -> tuple[bytes, ...]:
    """Return the PDF objects of the font, numbered from ``first``; its character codes are UTF-16 code units."""
    program, glyphs = _program(), _glyph_of_every_code()
    head = (
        f"<</Type/Font/Subtype/Type0/BaseFont/Made/Encoding/Identity-H/ToUnicode {first + 1} 0 R/DescendantFonts[<<"
        "/Type/Font/Subtype/CIDFontType2/BaseFont/Made/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        f"/DW {EM}/W[32 126 {EM // 2}]/CIDToGIDMap {first + 2} 0 R/FontDescriptor<</Type/FontDescriptor/FontName/Made"
        f"/Flags 4/Ascent {ASCENT}/Descent {DESCENT}/CapHeight {ASCENT}/StemV 93/ItalicAngle 0"
        f"/FontBBox[0 {DESCENT} {EM} {ASCENT}]/FontFile2 {first + 3} 0 R>>>>]>>"
    )
    return (head.encode(), _packed(_TO_UNICODE), _packed(glyphs), _packed(program, f"/Length1 {len(program)}"))


def _packed(content: bytes, more: str = "") -> bytes:
    packed = zlib.compress(content)
    return f"<</Length {len(packed)}/Filter/FlateDecode{more}>>\nstream\n".encode() + packed + b"\nendstream"


def _glyph_of_every_code() -> bytes:
    glyphs = [_WIDE] * _CODES
    glyphs[0x20:0x7F] = [_HALF_BLANK] + [_HALF] * (0x7E - 0x20)
    glyphs[0x3000] = _BLANK
    return b"".join(glyph.to_bytes(2, "big") for glyph in glyphs)


def _program() -> bytes:
    """Return the TrueType file."""
    builder = FontBuilder(EM, isTTF=True)
    builder.setupGlyphOrder(list(_GLYPHS))
    builder.setupCharacterMap({})
    builder.setupGlyf({name: _glyph(wide, inked=inked) for name, (wide, inked) in _GLYPHS.items()})
    builder.setupHorizontalMetrics({name: (wide, INK if inked else 0) for name, (wide, inked) in _GLYPHS.items()})
    builder.setupHorizontalHeader(ascent=ASCENT, descent=DESCENT)
    builder.setupNameTable({"familyName": "Made", "styleName": "Regular"})
    builder.setupOS2(sTypoAscender=ASCENT, sTypoDescender=DESCENT)
    builder.setupPost()
    out = io.BytesIO()
    builder.save(out)
    return out.getvalue()


def _glyph(wide: int, *, inked: bool) -> object:
    pen = TTGlyphPen(None)
    if inked:
        left, low, right, high = INK, DESCENT + INK, wide - INK, ASCENT - INK
        corners = [(left, low), (left, high), (right, high), (right, low)]
        pen.moveTo(corners[0])
        for corner in corners[1:]:
            pen.lineTo(corner)
        pen.closePath()
    return pen.glyph()
