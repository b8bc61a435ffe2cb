"""Text that nobody sees: drawn without ink, or white on white."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from gouji.read.pdf import pdfium
from gouji.read.pdf.rulings import moved

if TYPE_CHECKING:
    from gouji.read.pdf.frame import Frame, Rect
    from gouji.read.pdf.rulings import Rulings

_NO_INK = frozenset({3, 7})
_WHITE = 250


def hidden_characters(text_page: object, count: int, drawn: Rulings, frame: Frame) -> set[int]:
    """Return the indices of the characters that leave no mark on the page."""
    objects = _hidden_objects(drawn, frame)
    if not objects:
        return set()
    owners = pdfium.text_objects(text_page, count)
    return {index for index, owner in enumerate(owners) if owner in objects}


def _hidden_objects(drawn: Rulings, frame: Frame) -> set[int]:
    hidden = _without_ink(drawn)
    colours = pdfium.darkest(drawn.texts)
    if max(colours, default=0) < _WHITE:
        return hidden
    grounds = _grounds(drawn)
    for index, colour in enumerate(colours):
        if colour >= _WHITE and not _covered(_box(drawn, index, frame), grounds):
            hidden.add(drawn.texts[index])
    return hidden


def _without_ink(drawn: Rulings) -> set[int]:
    modes = pdfium.render_modes(drawn.texts)
    if _NO_INK.isdisjoint(modes):
        return set()
    return {text for text, mode in zip(drawn.texts, modes, strict=True) if mode in _NO_INK}


def _grounds(drawn: Rulings) -> list[Rect]:
    """Return the boxes on which white text can be seen."""
    colours = pdfium.darkest([address for address, _ in drawn.shades])
    shades = [box for (_, box), colour in zip(drawn.shades, colours, strict=True) if colour < _WHITE]
    return shades + drawn.pictures


def _box(drawn: Rulings, index: int, frame: Frame) -> Rect:
    at = bisect_right([begin for begin, _ in drawn.spaces], index) - 1
    return frame.upright(moved(pdfium.object_bounds([drawn.texts[index]])[0], drawn.spaces[at][1]))


def _covered(box: Rect, grounds: list[Rect]) -> bool:
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(x0 <= x <= x1 and y0 <= y <= y1 for x0, y0, x1, y1 in grounds)
