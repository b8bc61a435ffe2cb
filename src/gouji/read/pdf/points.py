"""Characters without a meaning after a digit: a decimal point is known by its shape, anything else stays unknown."""

from __future__ import annotations

import re

from pypdfium2 import raw

from gouji.read.pdf import pdfium

_AFTER = re.compile(r"(?<=\d)[\ue000-\uf8ff\ufffd]")
_SMALL = 0.3
_ROUND = 0.6
_LEVEL = 0.1


def with_points(text: str, text_page: object) -> str:
    """Return the text with every unknown character that is drawn as a dot on the baseline as a full stop."""
    found = [match.start() for match in _AFTER.finditer(text)]
    if not found:
        return text
    letters = list(text)
    for index in found:
        if _is_dot(text_page, index):
            letters[index] = "."
    return "".join(letters)


def _is_dot(text_page: object, index: int) -> bool:
    """Return whether the ink is a small round spot on the level of the digit before; a comma is taller and sinks."""
    left, bottom, right, top = _ink(text_page, index)
    _, ground, _, roof = _ink(text_page, index - 1)
    wide, high, digit = right - left, top - bottom, roof - ground
    small = 0 < wide < _SMALL * digit and 0 < high < _SMALL * digit
    return small and min(wide, high) > _ROUND * max(wide, high) and abs(bottom - ground) < _LEVEL * digit


def _ink(text_page: object, index: int) -> tuple[float, float, float, float]:
    """Return left, bottom, right, top of what is drawn; nothing where PDFium does not know."""
    left, right, bottom, top = pdfium.doubles(4)
    if not raw.FPDFText_GetCharBox(text_page, index, left, right, bottom, top):
        return 0.0, 0.0, 0.0, 0.0
    return left.value, bottom.value, right.value, top.value
