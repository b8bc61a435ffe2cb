"""The PDF reader: opens the file, reads every page, and says in one sentence what could not be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pypdfium2 as pdfium
from pypdfium2 import raw

from gouji.model.document import Document, Message, Status
from gouji.read.builder import DocumentBuilder
from gouji.read.pdf.continued import joined_tables
from gouji.read.pdf.emit import emit
from gouji.read.pdf.flow import flowed
from gouji.read.pdf.fonts import hides_text, use_no_machine_fonts
from gouji.read.pdf.furniture import without_furniture
from gouji.read.pdf.page import PageContent, read_page
from gouji.read.pdf.problems import BROKEN, EMPTY, GARBLED, LOCKED, PICTURES, page_problems
from gouji.read.pdf.scanned import scanned_page

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from gouji.read.pdf.scanned import Scans
    from gouji.read.reader import Limits

_HEAD = 1024


class PdfReader:
    """Reads PDFs by their text layer and, where ``scans`` says how, pages that have none by their picture."""

    format = "pdf"

    def __init__(self, scans: Scans | None = None) -> None:
        self._scans = scans

    def accepts(self, data: bytes, path: str) -> bool:  # noqa: ARG002  the name may lie
        """Whether a PDF header stands within the first KiB."""
        return b"%PDF-" in data[:_HEAD]

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; FAILED with one sentence where nothing can be read."""
        builder = DocumentBuilder(path, data, self.format)
        if not data.strip():
            return _failed(builder, EMPTY)
        use_no_machine_fonts()
        try:
            pdf = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return _failed(builder, _open_error())
        try:
            return read_open(builder, pdf, limits, self._scans)
        finally:
            pdf.close()


def _open_error() -> Message:
    return LOCKED if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) else BROKEN


def _failed(builder: DocumentBuilder, message: Message) -> Document:
    builder.problem(message)
    return builder.finish(status=Status.FAILED)


def read_open(builder: DocumentBuilder, pdf: pdfium.PdfDocument, limits: Limits, scans: Scans | None) -> Document:
    """Return the document of an open PDF."""
    total = len(pdf)
    if total == 0:
        return _failed(builder, EMPTY)
    read = {number: read_page(pdf.raw, number) for number in range(min(total, limits.pages))}
    if scans is not None:
        read |= _recognized(pdf, _wanted(pdf, read.values(), scans), scans)
    pages = [page for page in read.values() if page is not None]
    failure = _failure(pages)
    if failure is not None:
        return _failed(builder, failure)
    broken = [number + 1 for number, page in read.items() if page is None]
    for message in page_problems(pages, broken, total, limits):
        builder.problem(message)
    blocks = flowed(joined_tables(without_furniture(pages)))
    emit(builder, blocks, {page.number: page for page in pages})
    seen = [page.number + 1 for page in pages if page.recognized or page.overlay]
    return builder.finish(pages=total, page_sizes=_sizes(read), recognized=seen)


def _wanted(pdf: pdfium.PdfDocument, pages: Iterable[PageContent | None], scans: Scans) -> list[PageContent]:
    """Return the pages to be read by their pictures; a page with text of its own only if its picture shows that text."""
    wanted = [page for page in pages if page is not None and scans.wanted(page)]
    return [page for page in wanted if page.overlay or not page.items or not hides_text(pdf.raw, page.number)]


def _recognized(pdf: pdfium.PdfDocument, pages: Sequence[PageContent], scans: Scans) -> dict[int, PageContent]:
    """Return these pages read by their pictures."""
    seen: dict[int, PageContent] = {}
    for done, page in enumerate(pages, 1):
        seen[page.number] = scanned_page(pdf, page.number, scans)
        if scans.told is not None:
            scans.told(done, len(pages))
    return seen


def _failure(pages: Sequence[PageContent]) -> Message | None:
    """Return the sentence where nothing of the document can be read."""
    if not pages:
        return BROKEN
    written = [page for page in pages if page.items]
    if not written:
        return PICTURES if any(page.pictures for page in pages) else EMPTY
    nonsense = sum(page.nonsense for page in written)
    return GARBLED if nonsense * 2 >= len(written) else None


def _sizes(read: Mapping[int, PageContent | None]) -> tuple[tuple[float, float], ...]:
    return tuple(page.chars.frame.size if page is not None else (0.0, 0.0) for page in read.values())
