"""The few PDFium calls that are made once a character or once a drawn line, bound so that a whole page is one ``map``."""

from __future__ import annotations

import ctypes
from ctypes import PYFUNCTYPE, c_int, c_void_p
from itertools import repeat
from typing import TYPE_CHECKING, Any

from pypdfium2 import raw

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

FLOAT_BYTES = 4


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
_map_error = _bind(raw.FPDFText_HasUnicodeMapError, c_void_p, c_int)


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
    codes = (raw.FPDFText_GetUnicode(text_page, index) for index in range(count))
    return "".join(chr(code) if 0 < code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd" for code in codes)  # noqa: PLR2004  Unicode's limits


def char_boxes(text_page: object, count: int) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return left, top, right, bottom of every character's em box in the page's own space (y upwards)."""
    buffer = (ctypes.c_float * (4 * count))()
    begin = ctypes.addressof(buffer)
    step = 4 * FLOAT_BYTES
    _run(map(_loose_box, repeat(address(text_page), count), range(count), range(begin, begin + step * count, step)))
    values = list(buffer)
    return values[0::4], values[1::4], values[2::4], values[3::4]


def char_angles(text_page: object, indices: list[int]) -> list[float]:
    """Return the angle in radians of the given characters."""
    return list(map(_char_angle, repeat(address(text_page)), indices))


def map_errors(text_page: object, indices: list[int]) -> int:
    """Return how many of the given characters have no sure Unicode value."""
    return sum(1 for value in map(_map_error, repeat(address(text_page)), indices) if value > 0)


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
    values = list(buffer)
    boxes = zip(values[0::4], values[1::4], values[2::4], values[3::4], strict=True)
    return [box if ok else (0.0, 0.0, 0.0, 0.0) for ok, box in zip(done, boxes, strict=True)]


def matrix(item: int) -> tuple[float, float, float, float, float, float]:
    """Return the matrix a, b, c, d, e, f of an object."""
    value = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(ctypes.cast(item, raw.FPDF_PAGEOBJECT), value)
    return value.a, value.b, value.c, value.d, value.e, value.f


def _run(calls: Iterable[int]) -> None:
    for _ in calls:
        pass
