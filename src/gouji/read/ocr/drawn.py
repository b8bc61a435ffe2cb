"""The straight lines of tables on a picture, and the levelling of a page that was laid askew on the glass."""

from __future__ import annotations

from math import atan, degrees
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.read.ocr.seen import Glyph

    Strokes = tuple[tuple[float, float, float], ...]

# In shares of the picture's shorter side; on an A4 page a line is at least 15 points long and at most 3 thick.
_SHORTEST = 0.025
_THICKEST = 0.006
_BREAK = 0.004
# What may be left of a slope after levelling: text tells it less exactly than a line would.
_ASKEW = 0.015
_DARK = 10
_AROUND = 31
# A line of this share of a text line's height may be a stroke of a character in it.
_STROKE = 1.6
_NEAR = 6


def levelled(box: Sequence[Sequence[float]], tilt: float, shape: Sequence[int]) -> tuple[float, float, float, float]:
    """Return the upright box around these corners after the page has been turned level about its middle."""
    high, wide = shape[0] / 2, shape[1] / 2
    points = [(x - wide + tilt * (y - high), y - high - tilt * (x - wide)) for x, y in box]
    xs, ys = [x + wide for x, _ in points], [y + high for _, y in points]
    return float(min(xs)), float(min(ys)), float(max(xs)), float(max(ys))


def level(picture: Any, tilt: float) -> Any:  # noqa: ANN401  an array of the optional numpy
    """Return the picture in grey, turned level about its middle."""
    import cv2  # noqa: PLC0415  an extra, loaded when needed

    # The brightest of the three colours: the red of a seal is as white as the paper.
    grey = picture.max(axis=2)
    if not tilt:
        return grey
    high, wide = grey.shape
    turn = cv2.getRotationMatrix2D((wide / 2, high / 2), degrees(atan(tilt)), 1.0)
    return cv2.warpAffine(grey, turn, (wide, high), borderValue=255)


def drawn_lines(grey: Any) -> tuple[Strokes, Strokes]:  # noqa: ANN401  as above
    """Return the horizontal lines of a level picture as (y, x0, x1) and the vertical as (x, y0, y1)."""
    import cv2  # noqa: PLC0415  an extra, loaded when needed

    high, wide = grey.shape
    ink = cv2.adaptiveThreshold(grey, 255, cv2.ADAPTIVE_THRESH_MEAN_C, cv2.THRESH_BINARY_INV, _AROUND, _DARK)
    side = min(high, wide)
    across = _strokes(ink, side, flat=True)
    down = _strokes(ink, side, flat=False)
    return across, down


def _strokes(ink: Any, side: int, *, flat: bool) -> Strokes:  # noqa: ANN401  as above
    """Return what is left of the ink when only long runs in one direction are kept, small breaks mended."""
    import cv2  # noqa: PLC0415  an extra, loaded when needed

    def bar(length: int) -> Any:  # noqa: ANN401  as above
        return cv2.getStructuringElement(cv2.MORPH_RECT, (length, 1) if flat else (1, length))

    # A line that is not quite straight steps from one row of pixels to the next: thickened, it stays in one piece.
    thick = cv2.dilate(ink, cv2.getStructuringElement(cv2.MORPH_RECT, (1, 3) if flat else (3, 1)))
    mended = cv2.morphologyEx(thick, cv2.MORPH_CLOSE, bar(max(round(_BREAK * side), 3)))
    kept = cv2.morphologyEx(mended, cv2.MORPH_OPEN, bar(max(round(_SHORTEST * side), 8)))
    _, _, boxes, _ = cv2.connectedComponentsWithStats(kept)
    found = []
    for x, y, wide, high, _ in boxes[1:].tolist():
        length, thickness = (wide, high) if flat else (high, wide)
        if thickness <= max(_THICKEST * side, 5) + _ASKEW * length and length > 3 * thickness:
            found.append(
                (y + high / 2, float(x), float(x + wide)) if flat else (x + wide / 2, float(y), float(y + high))
            )
    return tuple(sorted(found))


def tables_only(across: Strokes, down: Strokes, text: Sequence[Sequence[Glyph]]) -> tuple[Strokes, Strokes]:
    """Return the lines that make tables: no strokes of characters or seals, and each met by others."""
    boxes = [(line[0].x0, line[0].y0, max(glyph.x1 for glyph in line), line[0].y1) for line in text]
    across = tuple(one for one in across if not _in_text((one[1] + one[2]) / 2, one[0], one[2] - one[1], boxes))
    down = tuple(one for one in down if not _in_text(one[0], (one[1] + one[2]) / 2, one[2] - one[1], boxes))
    while True:
        kept_across = tuple(one for one in across if _met(one, down))
        kept_down = tuple(one for one in down if _met(one, kept_across))
        if (kept_across, kept_down) == (across, down):
            return across, down
        across, down = kept_across, kept_down


def _in_text(x: float, y: float, length: float, boxes: Sequence[tuple[float, float, float, float]]) -> bool:
    return any(
        x0 < x < x1 and y0 + 0.1 * (y1 - y0) < y < y1 - 0.1 * (y1 - y0) and length < _STROKE * (y1 - y0)
        for x0, y0, x1, y1 in boxes
    )


def _met(line: tuple[float, float, float], others: Strokes) -> bool:
    """Return whether at least two lines of the other direction meet it."""
    level, low, high = line
    meeting = (
        low - _NEAR <= other <= high + _NEAR and begin - _NEAR <= level <= end + _NEAR for other, begin, end in others
    )
    return sum(meeting) >= 2  # noqa: PLR2004  a line of a table runs from one to another
