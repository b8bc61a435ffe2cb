"""RapidOCR as a recognizer: its models come inside its wheel, nothing is downloaded. Needs the extra ``gouji[ocr]``."""

from __future__ import annotations

import importlib.metadata
import importlib.util
from typing import TYPE_CHECKING, Any

from gouji.read.ocr.drawn import drawn_lines, level, levelled, tables_only
from gouji.read.ocr.second import read_again
from gouji.read.ocr.seen import Glyph, Seen

if TYPE_CHECKING:
    from collections.abc import Sequence

    Box = Sequence[Sequence[float]]

_PARTS = ("rapidocr", "onnxruntime", "cv2")
# Longer sides are made smaller before recognition; a sheet of A3 at 200 dots an inch is 3,300.
_LONGEST = 3400
# The shorter side of the small picture on which lines are looked for to tell how the page lies: what the detector takes least.
_SMALL = 736
# A line is told by its length over its height: of about three characters.
_LONG = 3
_TRIED = 4
# Of what is kept in a cache; a new one whenever the same picture would be seen otherwise.
FORM = 2


def installed() -> bool:
    """Whether the extra is there."""
    return all(importlib.util.find_spec(part) for part in _PARTS)


class Rapid:
    """The engine with its models, loaded when the first page comes."""

    def __init__(self, second: str | None = None) -> None:
        """``second`` is the program of a second reader of figures."""
        again = " twice" if second else ""
        self.name = f"{FORM} rapidocr {importlib.metadata.version('rapidocr')} {_LONGEST}{again}"
        self._second = second
        self._engine: Any = None

    def see(self, picture: Any) -> Seen:  # noqa: ANN401  an array of height, width, 3
        """Return what stands on the picture; where its lines run up or down or stand on their heads, of the picture turned upright."""
        found = self._run(picture)
        turns = self._turns(picture, [box for box, _ in found])
        if turns:
            picture = _quarter(picture, turns)
            found = self._run(picture)
        tilt = _tilt(found)
        lines = tuple(line for line in (_glyphs(letters, tilt, picture.shape) for _, letters in found) if line)
        grey = level(picture, tilt)
        if self._second is not None:
            lines = read_again(self._second, grey, lines)
        horizontal, vertical = drawn_lines(grey)
        return Seen(turns, lines, *tables_only(horizontal, vertical, lines))

    def _turns(self, picture: Any, boxes: list[Box]) -> int:  # noqa: ANN401  as above
        """Return the turn under which the engine is surest of the longest lines.

        Where it read hardly any line as the picture lies, lines are looked for once more: it keeps none that it is not sure of.
        """
        if len(boxes) < _TRIED:
            boxes = self._boxes(picture)
        longest = sorted(boxes, key=lambda box: -max(_extent(box)))[:_TRIED]
        pieces = [piece for box in longest if (piece := _piece(picture, box)).size]
        sure = {turns: self._sure(pieces, turns) for turns in ((1, 3) if _sideways(boxes) else (0, 2))}
        return max(sure, key=lambda turns: (sure[turns], -turns))

    def _boxes(self, picture: Any) -> list[Box]:  # noqa: ANN401  as above
        """Return where lines stand, looked for on a small copy: a fifth of the time, and enough to tell how they run."""
        import cv2  # noqa: PLC0415  an extra, loaded when needed

        high, wide = picture.shape[:2]
        scale = min(_SMALL / min(high, wide), 1.0)
        small = cv2.resize(picture, (round(wide * scale), round(high * scale)), interpolation=cv2.INTER_AREA)
        result = self._ready()(small, use_det=True, use_cls=False, use_rec=False)
        return [] if result.boxes is None else (result.boxes / scale).tolist()

    def _sure(self, pieces: Sequence[Any], turns: int) -> float:
        total = 0.0
        for piece in pieces:
            result = self._ready()(_quarter(piece, turns), use_det=False, use_cls=False, use_rec=True)
            total += sum(result.scores or ())
        return total

    def _run(self, picture: Any) -> list[tuple[Box, list[Any]]]:  # noqa: ANN401  as above
        result = self._ready()(
            picture, use_det=True, use_cls=False, use_rec=True, return_word_box=True, return_single_char_box=True
        )
        if result.boxes is None or not result.word_results:
            return []
        return [(box, list(letters)) for box, letters in zip(result.boxes.tolist(), result.word_results, strict=False)]

    def _ready(self) -> Any:  # noqa: ANN401  rapidocr is untyped
        if self._engine is None:
            self._engine = _engine()
        return self._engine


def _engine() -> Any:  # noqa: ANN401  rapidocr is untyped
    from rapidocr import RapidOCR  # noqa: PLC0415  an extra, loaded when needed

    return RapidOCR(params={"Global.max_side_len": _LONGEST, "Global.log_level": "critical"})


def _quarter(picture: Any, turns: int) -> Any:  # noqa: ANN401  as above
    import numpy as np  # noqa: PLC0415  an extra, loaded when needed

    return np.ascontiguousarray(np.rot90(picture, -turns))


def _piece(picture: Any, box: Box) -> Any:  # noqa: ANN401  as above
    xs, ys = [corner[0] for corner in box], [corner[1] for corner in box]
    return picture[max(int(min(ys)), 0) : int(max(ys)) + 1, max(int(min(xs)), 0) : int(max(xs)) + 1]


def _sideways(boxes: Sequence[Box]) -> bool:
    """Return whether the lines are taller than wide, by their length all told."""
    votes = [0.0, 0.0]
    for box in boxes:
        wide, high = _extent(box)
        if max(wide, high) >= _LONG * min(wide, high):
            votes[high > wide] += max(wide, high)
    return votes[1] > votes[0]


def _extent(box: Box) -> tuple[float, float]:
    xs, ys = [corner[0] for corner in box], [corner[1] for corner in box]
    return max(xs) - min(xs), max(ys) - min(ys)


def _tilt(found: Sequence[tuple[Box, Sequence[Any]]]) -> float:
    """Return by how much the lines sink for each step to the right: the median, weighted by their length."""
    slopes = []
    for box, _ in found:
        (x0, y0), (x1, y1) = box[0], box[1]
        if x1 - x0 > 0:
            slopes.append(((y1 - y0) / (x1 - x0), x1 - x0))
    slopes.sort()
    half, passed = sum(wide for _, wide in slopes) / 2, 0.0
    for slope, wide in slopes:
        passed += wide
        if passed >= half:
            return float(slope)
    return 0.0


def _glyphs(letters: Sequence[Any], tilt: float, shape: Sequence[int]) -> tuple[Glyph, ...]:
    """Return the characters of one line in a level row: all as high as the line."""
    boxes = [levelled(box, tilt, shape) for _, _, box in letters]
    if not boxes:
        return ()
    y0, y1 = min(box[1] for box in boxes), max(box[3] for box in boxes)
    return tuple(
        Glyph(str(text), float(sure), x0, y0, x1, y1)
        for (text, sure, _), (x0, _, x1, _) in zip(letters, boxes, strict=True)
        if str(text).strip()
    )
