"""All characters of one page with their boxes, turned so that the text reads upright."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace

from pypdfium2 import raw

from gouji.read.pdf import pdfium
from gouji.read.pdf.frame import Frame
from gouji.read.pdf.points import with_points

_SAMPLE = 120


@dataclass(frozen=True, slots=True)
class PageChars:
    """``text[i]`` stands in the box ``x0[i], y0[i], x1[i], y1[i]``; characters that PDFium made up have no width.

    ``unsure`` are the indices of characters in figures that a recognizer could not read safely.
    """

    text: str
    x0: list[float]
    y0: list[float]
    x1: list[float]
    y1: list[float]
    frame: Frame
    unsure: frozenset[int] = frozenset()


def read_chars(page: object, text_page: object) -> PageChars:
    """Return the characters of a loaded page in the order of its content."""
    count = max(raw.FPDFText_CountChars(text_page), 0)
    text = with_points(pdfium.page_text(text_page, count), text_page)
    left, top, right, bottom = pdfium.char_boxes(text_page, count)
    frame = frame_of(page)
    frame = replace(frame, reading=_reading_turns(text, left, bottom, frame.shown))
    return PageChars(text, *frame.columns(left, top, right, bottom), frame=frame)


def frame_of(page: object) -> Frame:
    """Return the frame of a loaded page, its text taken to read upright as displayed."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page, box)
    return Frame(box.left, box.bottom, box.right, box.top, raw.FPDFPage_GetRotation(page) % 4)


def _reading_turns(text: str, lefts: list[float], bottoms: list[float], shown: int) -> int:
    """Return the quarter turns under which most characters follow one another to the right."""
    votes: Counter[int] = Counter()
    stride = max(len(text) // _SAMPLE, 1)
    for index in range(0, len(text) - 1, stride):
        if text[index] <= " " or text[index + 1] <= " ":
            continue
        across, up = lefts[index + 1] - lefts[index], bottoms[index + 1] - bottoms[index]
        if abs(across) > 3 * abs(up):
            votes[0 if across > 0 else 2] += 1
        elif abs(up) > 3 * abs(across):
            votes[1 if up > 0 else 3] += 1
    return votes.most_common(1)[0][0] if votes else shown
