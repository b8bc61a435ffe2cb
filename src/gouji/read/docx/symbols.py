"""Characters of symbol fonts (w:sym) that documents use: ticks, boxes, comparison and arithmetic signs."""

from __future__ import annotations

_PRIVATE = 0xF000
_REPLACEMENT = "\ufffd"
_SYMBOL = {
    0x2D: "-", 0xA3: "≤", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷", 0xB9: "≠", 0xBB: "≈", 0x44: "Δ", 0xE5: "∑",
    0xB0: "°", 0xA5: "∞",
}  # fmt: skip
_WINGDINGS = {
    0x6F: "□", 0x71: "□", 0xA8: "□", 0xFC: "√", 0xFE: "☑", 0xFD: "☒", 0xFB: "×", 0x52: "☑", 0x6C: "●", 0x6E: "■", 0x75: "◆",
    0xD8: "➢", 0xA1: "○",
}  # fmt: skip
_WINGDINGS_2 = {0x50: "√", 0x4F: "×", 0x52: "☑", 0x54: "☒", 0xA3: "□", 0x2A: "□", 0x97: "●"}
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2}


def symbol(font: str, code: str) -> str:
    """Return the character for a font and a hexadecimal code; the replacement sign where it is not known."""
    try:
        point = int(code, 16)
    except ValueError:
        return _REPLACEMENT
    low = point - _PRIVATE if point >= _PRIVATE else point
    known = _FONTS.get(font.lower())
    if known is not None and low in known:
        return known[low]
    private = 0xE000 <= point <= 0xF8FF  # noqa: PLR2004  the private use area
    return _REPLACEMENT if private or known is not None else chr(point)
