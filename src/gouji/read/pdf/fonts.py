"""Which fonts PDFium takes where a PDF holds none: its own standard ones, else our stand-in, never one of the machine.

So the same bytes are read alike everywhere. PDFium keeps this for the whole process: what is set in fonts the PDF does not
hold, and PDFium neither, is from then on left out of any picture of a page.
"""

from __future__ import annotations

import ctypes
from typing import Any

from pypdfium2 import raw

from gouji.read.pdf import pdfium
from gouji.read.pdf.chars import frame_of
from gouji.read.pdf.rulings import read_rulings
from gouji.read.pdf.stand_in import stand_in

STANDARD = frozenset(
    family + style
    for family, styles in (
        (b"Courier", (b"", b"-Bold", b"-BoldOblique", b"-Oblique")),
        (b"Helvetica", (b"", b"-Bold", b"-BoldOblique", b"-Oblique")),
        (b"Times", (b"-Roman", b"-Bold", b"-BoldItalic", b"-Italic")),
    )
    for style in styles
)
"""The names by which PDFium asks for what it holds itself; it takes its own where it is given none."""
_NAME = b"Gouji stand-in\0"
_GB2312 = 134
_HANDLE = 1


def use_no_machine_fonts() -> None:
    """Tell PDFium; before each reading, as another user of PDFium in this process may have told it otherwise."""
    raw.FPDF_SetSystemFontInfo(_INFO)


def hides_text(document: object, number: int) -> bool:
    """Whether a picture of the page would lack text, as it is set in the stand-in."""
    page = raw.FPDF_LoadPage(document, number)
    try:
        texts = read_rulings(page, frame_of(page)).texts
        return any(pdfium.substitute(font) == stand_in() for font in pdfium.fonts(texts))
    finally:
        raw.FPDF_ClosePage(page)


def _map_font(*request: Any) -> int | None:  # noqa: ANN401  ctypes is untyped
    face = ctypes.cast(request[5], ctypes.c_char_p).value
    return None if face in STANDARD else _HANDLE


def _font_data(_info: object, _font: object, table: int, buffer: object, room: int) -> int:
    """Copy the file where there is room; single tables (their tag is not 0) are not given."""
    return 0 if table else _copied(stand_in(), buffer, room)


def _face_name(_info: object, _font: object, buffer: object, room: int) -> int:
    """Give one name for all, so that PDFium keeps one copy."""
    return _copied(_NAME, buffer, room)


def _copied(content: bytes, buffer: Any, room: int) -> int:  # noqa: ANN401  ctypes is untyped
    if buffer and room >= len(content):
        ctypes.memmove(buffer, content, len(content))
    return len(content)


def _information() -> Any:  # noqa: ANN401  ctypes is untyped
    """Return PDFium's record of calls; it must live as long as the process."""
    answers = {
        "Release": lambda _info: None,
        "EnumFonts": lambda _info, _mapper: None,
        "MapFont": _map_font,
        "GetFont": lambda _info, _face: None,
        "GetFontData": _font_data,
        "GetFaceName": _face_name,
        "GetFontCharset": lambda _info, _font: _GB2312,
        "DeleteFont": lambda _info, _font: None,
    }
    info = raw.FPDF_SYSFONTINFO()
    info.version = 1
    for name, kind in info._fields_[1:]:
        setattr(info, name, kind(answers[name]))
    return info


_INFO = _information()
