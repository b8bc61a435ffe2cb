"""Highlights and notes in a PDF, appended to the file: its own bytes stay as they are, in front."""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from itertools import groupby
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from gouji.model.document import Message
from gouji.model.finding import Severity
from gouji.model.place import Box
from gouji.read.pdf.chars import frame_of
from gouji.report.marks.words import AUTHOR, note_lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from gouji.diagnose.checked import Checked
    from gouji.model.finding import Finding
    from gouji.read.pdf.frame import Frame

_COLOURS = {Severity.ERROR: (255, 110, 110), Severity.WARNING: (255, 214, 64), Severity.NOTE: (140, 200, 255)}
_OPAQUE, _NARROW, _NOTE_SIZE, _PRINTED = 255, 1, 16, 4
# PDFium makes up the second file identifier; what it is made of here makes equal input give equal bytes.
_IDENTIFIER = re.compile(rb"<([0-9A-F]{32})>\]>>\s*startxref\s+\d+\s+%%EOF\s*$")
_REFUSED = Message(
    "这份 PDF 不能追加批注（可能加密或已损坏），没有写。",
    "This PDF takes no annotations (locked or damaged); none written.",
)


def annotated(checked: Checked, data: bytes, today: date) -> bytes | Message:
    """Return the file with its findings highlighted; the original bytes are the beginning of the new ones."""
    if not checked.findings:
        return data
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError:
        return _REFUSED
    try:
        for page, marks in groupby(sorted(_marks(checked), key=_page_of), key=_page_of):
            _annotate_page(pdf, page, marks, today)
        out = io.BytesIO()
        pdf.save(out, flags=raw.FPDF_INCREMENTAL)
    except pdfium.PdfiumError:
        return _REFUSED
    finally:
        pdf.close()
    written = out.getvalue()
    return _identified(written, data) if written.startswith(data) else _REFUSED


_Mark = tuple[int, int, "Finding", list[Box]]


def _page_of(mark: _Mark) -> int:
    return mark[0]


def _marks(checked: Checked) -> Iterator[_Mark]:
    """Yield page, number of the finding, finding and boxes, once for every page that a finding stands on."""
    for number, finding in enumerate(checked.findings):
        for page, boxes in groupby(finding.place.boxes, key=lambda box: box.page):
            yield page, number, finding, _lines(boxes)


def _lines(boxes: Iterable[Box]) -> list[Box]:
    """Return the boxes with those that go on in one line joined."""
    lines: list[Box] = []
    for box in boxes:
        last = lines[-1] if lines else box
        high = box.y1 - box.y0
        if lines and abs(box.y0 - last.y0) < high / 2 and abs(box.x0 - last.x1) < high:
            lines[-1] = Box(box.page, last.x0, min(last.y0, box.y0), box.x1, max(last.y1, box.y1))
        else:
            lines.append(box)
    return lines


def _annotate_page(pdf: pdfium.PdfDocument, number: int, marks: Iterable[_Mark], today: date) -> None:
    page = raw.FPDF_LoadPage(pdf.raw, number - 1)
    if not page:
        return
    try:
        frame = frame_of(page)
        for _, _, finding, boxes in marks:
            _annotate(page, [_quad(frame, box) for box in boxes], finding, today)
    finally:
        raw.FPDF_ClosePage(page)


def _quad(frame: Frame, box: Box) -> tuple[float, float, float, float]:
    return frame.on_page((box.x0, box.y0, box.x1, box.y1))


def _annotate(page: object, quads: list[tuple[float, float, float, float]], finding: Finding, today: date) -> None:
    """Add one highlight over the quads, or a note where they have no width (something is missing there)."""
    left, bottom = min(quad[0] for quad in quads), min(quad[1] for quad in quads)
    right, top = max(quad[2] for quad in quads), max(quad[3] for quad in quads)
    wide = right - left >= _NARROW and top - bottom >= _NARROW
    if not wide:
        right, bottom = left + _NOTE_SIZE, top - _NOTE_SIZE
    mark = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT if wide else raw.FPDF_ANNOT_TEXT)
    raw.FPDFAnnot_SetColor(mark, raw.FPDFANNOT_COLORTYPE_Color, *_COLOURS[finding.severity], _OPAQUE)
    raw.FPDFAnnot_SetRect(mark, raw.FS_RECTF(left, top, right, bottom))
    for x0, y0, x1, y1 in quads if wide else ():
        raw.FPDFAnnot_AppendAttachmentPoints(mark, raw.FS_QUADPOINTSF(x0, y1, x1, y1, x0, y0, x1, y0))
    raw.FPDFAnnot_SetFlags(mark, _PRINTED)
    for key, text in (
        (b"Contents", "\n".join(note_lines(finding))),
        (b"T", AUTHOR),
        (b"NM", f"gouji-{finding.fingerprint}"),
        (b"M", f"D:{today:%Y%m%d}000000Z"),
    ):
        raw.FPDFAnnot_SetStringValue(mark, key, _wide(text))
    raw.FPDFPage_CloseAnnot(mark)


def _wide(text: str) -> object:
    buffer = ctypes.create_string_buffer(text.encode("utf-16-le", "replace") + b"\0\0")
    return ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))


def _identified(written: bytes, data: bytes) -> bytes:
    """Return the file with an identifier made of what was read and what was added."""
    found = _IDENTIFIER.search(written, len(data))
    if found is None:
        return written
    made_up = found.group(1)
    added = written[len(data) :].replace(made_up, b"0" * len(made_up))
    digest = hashlib.sha256(data + added).hexdigest()[: len(made_up)].upper().encode()
    return data + written[len(data) :].replace(made_up, digest)
