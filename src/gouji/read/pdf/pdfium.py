# ruff: noqa: PLR2004  the limits of Unicode are named by their values
"""The few PDFium calls that are made once a character or once a drawn line, bound so that a whole page is one ``map``."""

from __future__ import annotations

import ctypes
from array import array
from collections import deque
from ctypes import PYFUNCTYPE, c_double, c_int, c_void_p
from itertools import repeat
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

FLOAT_BYTES = 4
UNKNOWN = "\ufffd"
_PRIVATE_PLANES = 0xF0000


def _bind(function: Any, *types: Any, result: Any = c_int) -> Callable[..., Any]:  # noqa: ANN401  ctypes is untyped
    """Return the function with plain addresses as arguments, which ctypes converts several times faster."""
    address = ctypes.cast(function, c_void_p).value
    return PYFUNCTYPE(result, *types)(address)  # type: ignore[arg-type]


_loose_box = _bind(raw.FPDFText_GetLooseCharBox, c_void_p, c_int, c_void_p)
_object_bounds = _bind(raw.FPDFPageObj_GetBounds, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)
_object_type = _bind(raw.FPDFPageObj_GetType, c_void_p)
_page_object = _bind(raw.FPDFPage_GetObject, c_void_p, c_int, result=c_void_p)
_form_object = _bind(raw.FPDFFormObj_GetObject, c_void_p, ctypes.c_ulong, result=c_void_p)
_char_angle = _bind(raw.FPDFText_GetCharAngle, c_void_p, c_int, result=ctypes.c_float)
_text_object = _bind(raw.FPDFText_GetTextObject, c_void_p, c_int, result=c_void_p)
_text_font = _bind(raw.FPDFTextObj_GetFont, c_void_p, result=c_void_p)
_render_mode = _bind(raw.FPDFTextObj_GetTextRenderMode, c_void_p)
_fill_colour = _bind(raw.FPDFPageObj_GetFillColor, c_void_p, c_void_p, c_void_p, c_void_p, c_void_p)


def address(handle: object) -> int:
    """Return the plain address of a PDFium handle."""
    return ctypes.cast(handle, c_void_p).value or 0  # type: ignore[arg-type]


def page_text(text_page: object, count: int) -> str:
    """Return the page's characters, exactly one code point each."""
    buffer = (ctypes.c_ushort * (count + 1))()
    written = raw.FPDFText_GetText(text_page, 0, count, buffer) - 1
    text = bytes(buffer)[: 2 * written].decode("utf-16-le", "replace")
    if len(text) == count:
        return text
    return _one_by_one([raw.FPDFText_GetUnicode(text_page, index) for index in range(count)])


def _one_by_one(codes: list[int]) -> str:
    """Return one character for every code; a pair of surrogates is one character and a blank that takes no room."""
    letters: list[str] = []
    for index, code in enumerate(codes):
        if 0xD800 <= code < 0xDC00 and index + 1 < len(codes) and 0xDC00 <= codes[index + 1] < 0xE000:
            whole = 0x10000 + ((code - 0xD800) << 10) + codes[index + 1] - 0xDC00
            letters.append(chr(whole) if whole < _PRIVATE_PLANES else UNKNOWN)
        elif 0xDC00 <= code < 0xE000 and letters and 0xD800 <= codes[index - 1] < 0xDC00:
            letters.append("\x00")
        else:
            letters.append(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN)
    return "".join(letters)


def char_boxes(text_page: object, count: int) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return left, top, right, bottom of every character's em box in the page's own space (y upwards)."""
    buffer = (ctypes.c_float * (4 * count))()
    begin = ctypes.addressof(buffer)
    step = 4 * FLOAT_BYTES
    _run(map(_loose_box, repeat(address(text_page), count), range(count), range(begin, begin + step * count, step)))
    values = _floats(buffer)
    return values[0::4], values[1::4], values[2::4], values[3::4]


def char_angles(text_page: object, indices: list[int]) -> list[float]:
    """Return the angle in radians of the given characters."""
    return list(map(_char_angle, repeat(address(text_page)), indices))


def text_objects(text_page: object, count: int) -> list[int]:
    """Return for every character the address of its text object."""
    return list(map(_text_object, repeat(address(text_page)), range(count)))


def render_modes(addresses: Sequence[int]) -> list[int]:
    """Return the render mode of every text object."""
    return list(map(_render_mode, addresses))


def fonts(addresses: Sequence[int]) -> set[int]:
    """Return the addresses of the fonts of these text objects."""
    return {font for font in map(_text_font, addresses) if font}


def substitute(font: int) -> bytes:
    """Return the font file that PDFium took for a font the PDF does not hold; nothing where the PDF holds it."""
    handle, length = ctypes.cast(font, raw.FPDF_FONT), ctypes.c_size_t()
    if raw.FPDFFont_GetIsEmbedded(handle):
        return b""
    raw.FPDFFont_GetFontData(handle, None, 0, length)
    buffer = (ctypes.c_uint8 * length.value)()
    raw.FPDFFont_GetFontData(handle, buffer, length.value, length)
    return bytes(buffer)


def darkest(addresses: Sequence[int]) -> bytes:
    """Return for the fill colour of every object the least of red, green and blue, of 255; 0 where there is none."""
    count = len(addresses)
    buffer = (ctypes.c_uint * (3 * count))()
    nowhere = ctypes.c_uint()
    begin = ctypes.addressof(buffer)
    sides = [range(begin + 4 * side, begin + 12 * count + 4 * side, 12) for side in range(3)]
    _run(map(_fill_colour, addresses, *sides, repeat(ctypes.addressof(nowhere))))
    values = array("I", bytes(buffer))
    reds, greens, blues = values[0::3], values[1::3], values[2::3]
    return bytes(reds.tolist()) if reds == greens == blues else bytes(map(min, reds, greens, blues))


def doubles(count: int) -> list[Any]:
    """Return output arguments for a rare call."""
    return [c_double() for _ in range(count)]


def objects(page: object) -> list[int]:
    """Return the addresses of the page's objects."""
    count = raw.FPDFPage_CountObjects(page)
    return list(map(_page_object, repeat(address(page), count), range(count)))


def form_objects(form: int) -> list[int]:
    """Return the addresses of the objects inside a form object."""
    count = raw.FPDFFormObj_CountObjects(ctypes.cast(form, raw.FPDF_PAGEOBJECT))
    return list(map(_form_object, repeat(form, count), range(count)))


def object_types(addresses: list[int]) -> list[int]:
    """Return the type of every object."""
    return list(map(_object_type, addresses))


def object_bounds(addresses: list[int]) -> list[tuple[float, float, float, float]]:
    """Return left, bottom, right, top of every object, in the space that holds it."""
    count = len(addresses)
    buffer = (ctypes.c_float * (4 * count))()
    begin = ctypes.addressof(buffer)
    end, step = begin + 4 * FLOAT_BYTES * count, 4 * FLOAT_BYTES
    sides = [range(begin + side * FLOAT_BYTES, end + side * FLOAT_BYTES, step) for side in range(4)]
    done = list(map(_object_bounds, addresses, *sides))
    values = _floats(buffer)
    boxes = zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True)
    return [box if ok else (0.0, 0.0, 0.0, 0.0) for ok, box in zip(done, boxes, strict=True)]


def matrix(item: int) -> tuple[float, float, float, float, float, float]:
    """Return the matrix a, b, c, d, e, f of an object."""
    value = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(item, raw.FPDF_PAGEOBJECT), value)
    return value.a, value.b, value.c, value.d, value.e, value.f


def _floats(buffer: ctypes.Array[ctypes.c_float]) -> list[float]:
    return array("f", bytes(buffer)).tolist()


def _run(calls: Iterable[int]) -> None:
    deque(calls, maxlen=0)
