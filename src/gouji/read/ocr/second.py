"""Tesseract as a second reader of figures where it is installed: it confirms what the first was not sure of, or contradicts it.

All figures of a page are set under one another on one picture, so that one short run of the program reads them.
"""

from __future__ import annotations

import re
import shutil
import subprocess
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from gouji.read.ocr.seen import Glyph

    Lines = tuple[tuple[Glyph, ...], ...]

SETTING = "GOUJI_TESSERACT"
"""The environment variable that names the program where it is not on the PATH."""
_FIGURE = re.compile(r"\d[\d.,，．]*\d")
_MARKS = re.compile(r"[.,，．]+")
_HIGH = 48  # pixels of a figure's line on the picture that the program is shown
_SPACE = 32
_SECONDS = 60
_OPTIONS = ("--psm", "6", "-l", "eng", "-c", "tessedit_char_whitelist=0123456789.,")
_COLUMNS = 12
_TOP, _HEIGHT, _TEXT = 7, 9, 11


def find(environment: Mapping[str, str]) -> str | None:
    """Return the path of tesseract: the one that the environment names, else the one on the PATH."""
    return shutil.which(environment.get(SETTING) or "tesseract")


class _Place(NamedTuple):
    """A figure: its line and the characters from ``start`` to ``end`` in it."""

    line: int
    start: int
    end: int
    text: str


def read_again(program: str, level: Any, lines: Lines) -> Lines:  # noqa: ANN401  an array of the optional numpy
    """Return the lines with the figures judged twice; ``level`` is the upright, levelled page in grey.

    A figure that both read alike is sure. One that the second read with as many digits but not the same is not; digits that it
    left out or read double are its own habit, and then the first's word stands.
    """
    places = list(_places(lines))
    pieces = [_piece(level, lines[place.line][place.start : place.end]) for place in places]
    kept = [at for at, piece in enumerate(pieces) if piece is not None]
    if not kept:
        return lines
    read = _read(program, [pieces[at] for at in kept])
    judged = [list(line) for line in lines]
    for at, text in zip(kept, read, strict=True):
        place = places[at]
        sure = _judgement(place.text, text)
        if sure is not None:
            for index in range(place.start, place.end):
                judged[place.line][index] = judged[place.line][index]._replace(sure=sure)
    return tuple(map(tuple, judged))


def _judgement(first: str, second: str) -> float | None:
    """Return how sure two readings make a figure, None where the second has nothing to say."""
    groups, others = _MARKS.split(first), _MARKS.split(second)
    if groups == others:
        return 1.0
    left, right = "".join(groups), "".join(others)
    return 0.0 if len(left) == len(right) and left != right else None


def _places(lines: Lines) -> Iterator[_Place]:
    for number, line in enumerate(lines):
        text = "".join(glyph.text[0] for glyph in line)
        for match in _FIGURE.finditer(text):
            yield _Place(number, *match.span(), match[0])


def _piece(level: Any, glyphs: Sequence[Glyph]) -> Any:  # noqa: ANN401  as above
    """Return the picture of a figure, all as high as one another; None where it lies outside the page."""
    import cv2  # noqa: PLC0415  an extra, loaded when needed

    high, wide = level.shape
    y0, y1 = max(int(glyphs[0].y0), 0), min(int(glyphs[0].y1) + 1, high)
    side = (y1 - y0) // 6
    x0, x1 = max(int(glyphs[0].x0) - side, 0), min(int(glyphs[-1].x1) + 1 + side, wide)
    if y1 - y0 < 4 or x1 - x0 < 4:  # noqa: PLR2004  dots: nothing to be read
        return None
    piece = level[y0:y1, x0:x1]
    return cv2.resize(piece, (round((x1 - x0) * _HIGH / (y1 - y0)), _HIGH), interpolation=cv2.INTER_CUBIC)


def _read(program: str, pieces: Sequence[Any]) -> list[str]:
    """Return what the program reads on each piece, "" where nothing."""
    import cv2  # noqa: PLC0415  an extra, loaded when needed
    import numpy as np  # noqa: PLC0415  as above

    step = _HIGH + _SPACE
    page = np.full((step * len(pieces) + _SPACE, max(piece.shape[1] for piece in pieces) + 2 * _SPACE), 255, np.uint8)
    for at, piece in enumerate(pieces):
        top = _SPACE + at * step
        page[top : top + _HIGH, _SPACE : _SPACE + piece.shape[1]] = piece
    _, picture = cv2.imencode(".png", page)
    found = [""] * len(pieces)
    for middle, text in _words(program, picture.tobytes()):
        at = int((middle - _SPACE / 2) // step)
        if 0 <= at < len(found):
            found[at] += text
    return found


def _words(program: str, picture: bytes) -> Iterator[tuple[float, str]]:
    """Yield (middle of its height, text) of each word; nothing where the program fails: the first reader's word stands."""
    try:
        done = subprocess.run(  # noqa: S603  a program that the user installed, with arguments of our own
            [program, "stdin", "stdout", *_OPTIONS, "tsv"],
            input=picture,
            capture_output=True,
            timeout=_SECONDS,
            check=True,
            env={"OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        return
    for row in done.stdout.decode("utf-8", "replace").splitlines()[1:]:
        cells = row.split("\t")
        if len(cells) == _COLUMNS and cells[_TEXT].strip():
            yield int(cells[_TOP]) + int(cells[_HEIGHT]) / 2, cells[_TEXT].strip()
