"""Drawn lines of a page: strokes, thin filled rectangles and thin pictures, horizontal or vertical."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pypdfium2 import raw

from gouji.read.pdf import pdfium

if TYPE_CHECKING:
    from gouji.read.pdf.frame import Frame, Rect

_THIN = 3.0
_SHORT = 4.0
_DEPTH = 6
_RECTANGLE = 5
_STROKED_LIMIT = 200_000

_TEXT, _PATH, _IMAGE, _FORM = (
    raw.FPDF_PAGEOBJ_TEXT,
    raw.FPDF_PAGEOBJ_PATH,
    raw.FPDF_PAGEOBJ_IMAGE,
    raw.FPDF_PAGEOBJ_FORM,
)
_DRAWN = frozenset((_PATH, _IMAGE))

Matrix = tuple[float, float, float, float, float, float]
IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)


@dataclass(frozen=True, slots=True)
class Rulings:
    """Horizontal lines as (y, x0, x1) and vertical lines as (x, y0, y1), in reading space; in reading space.

    ``pictures`` and ``shades`` (filled areas, with their addresses) as boxes; ``texts`` are the addresses of text objects
    and the place of each in ``spaces``, the spaces of the page and its form objects.
    """

    horizontal: list[tuple[float, float, float]]
    vertical: list[tuple[float, float, float]]
    pictures: list[Rect]
    shades: list[tuple[int, Rect]] = field(default_factory=list)
    texts: list[int] = field(default_factory=list)
    spaces: list[tuple[int, Matrix]] = field(default_factory=list)


def read_rulings(page: object, frame: Frame) -> Rulings:
    """Collect the rulings of a loaded page, those inside form objects included."""
    found = Rulings([], [], [])
    _collect(pdfium.objects(page), IDENTITY, frame, found, 0)
    return found


def _collect(items: list[int], space: Matrix, frame: Frame, found: Rulings, depth: int) -> None:
    kinds = pdfium.object_types(items)
    drawn = [(item, kind) for item, kind in zip(items, kinds, strict=True) if kind in _DRAWN]
    bounds = pdfium.object_bounds([item for item, _ in drawn])
    for (item, kind), box in zip(drawn, bounds, strict=True):
        upright = frame.upright(moved(box, space))
        if not _thin(upright, found):
            _take(item, kind, upright, space, frame, found)
    found.spaces.append((len(found.texts), space))
    found.texts.extend([item for item, kind in zip(items, kinds, strict=True) if kind == _TEXT])
    if depth >= _DEPTH or _FORM not in kinds:
        return
    for item, kind in zip(items, kinds, strict=True):
        if kind == _FORM:
            inner = _product(pdfium.matrix(item), space)
            _collect(pdfium.form_objects(item), inner, frame, found, depth + 1)


def _take(item: int, kind: int, upright: Rect, space: Matrix, frame: Frame, found: Rulings) -> None:
    """Note a picture, a shade or the strokes of a path that is no line itself."""
    if kind == _IMAGE:
        found.pictures.append(upright)
        return
    path = ctypes.cast(item, raw.FPDF_PAGEOBJECT)
    count = raw.FPDFPath_CountSegments(path)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    if not stroke.value and count <= _RECTANGLE:
        found.shades.append((item, upright))
        return
    _segments(path, min(count, _STROKED_LIMIT), _product(pdfium.matrix(item), space), frame, found)


def _thin(box: Rect, found: Rulings) -> bool:
    """Note a box that is itself a line; return whether it was one."""
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    if high <= _THIN:
        if wide >= _SHORT and wide > 2 * high:
            found.horizontal.append(((y0 + y1) / 2, x0, x1))
        return wide > high
    if wide <= _THIN:
        if high >= _SHORT and high > 2 * wide:
            found.vertical.append(((x0 + x1) / 2, y0, y1))
        return True
    return False


def _segments(path: object, count: int, space: Matrix, frame: Frame, found: Rulings) -> None:
    a, b, c, d, e, f = space
    x, y = ctypes.c_float(), ctypes.c_float()
    here = first = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(path, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        there = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            first = there
        elif kind == raw.FPDF_SEGMENT_LINETO:
            _side(here, there, frame, found)
        here = there
        if raw.FPDFPathSegment_GetClose(segment):
            _side(here, first, frame, found)
            here = first


def _side(start: tuple[float, float], end: tuple[float, float], frame: Frame, found: Rulings) -> None:
    box = (min(start[0], end[0]), min(start[1], end[1]), max(start[0], end[0]), max(start[1], end[1]))
    _thin(frame.upright(box), found)


def _product(inner: Matrix, outer: Matrix) -> Matrix:
    a, b, c, d, e, f = inner
    oa, ob, oc, od, oe, of = outer
    return (
        a * oa + b * oc,
        a * ob + b * od,
        c * oa + d * oc,
        c * ob + d * od,
        e * oa + f * oc + oe,
        e * ob + f * od + of,
    )


def moved(box: Rect, space: Matrix) -> Rect:
    """Return the upright box around a box of this space."""
    if space == IDENTITY:
        return box
    a, b, c, d, e, f = space
    left, bottom, right, top = box
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (bottom, top)]
    xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
    return min(xs), min(ys), max(xs), max(ys)
