"""One file of a known kind to its Document, in this process; whatever a reader does wrong becomes one sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.document import Document, Message
from gouji.read.failure import failed
from gouji.read.sniff import Kind

if TYPE_CHECKING:
    from gouji.read.pdf.scanned import Scans
    from gouji.read.reader import Limits, Reader

UNEXPECTED = Message(
    "读取时遇到意外情况，没有读完这个文件，请另存一份后再试。",
    "Something unexpected stopped the reading of this file; save it again and retry.",
)
MEMORY = Message(
    "读取这个文件所需内存超过限制，没有读取。", "Reading this file needs more memory than allowed; it was not read."
)


def reader_of(kind: Kind, scans: Scans | None = None) -> Reader:
    """Return the reader of a kind; ``scans`` is how it reads pictures. Imported when first needed, so that a text never loads the PDF library."""
    # ruff: noqa: PLC0415  the imports stand here on purpose
    if kind is Kind.PDF:
        from gouji.read.pdf.reader import PdfReader

        return PdfReader(scans)
    if kind is Kind.DOCX:
        from gouji.read.docx.reader import DocxReader

        return DocxReader()
    if kind is Kind.XLSX:
        from gouji.read.xlsx.reader import XlsxReader

        return XlsxReader()
    if kind is Kind.HTML:
        from gouji.read.html.reader import HtmlReader

        return HtmlReader()
    if kind is Kind.CSV:
        from gouji.read.csv import CsvReader

        return CsvReader()
    from gouji.read.text import TextReader

    return TextReader()


def read_one(kind: Kind, data: bytes, path: str, limits: Limits, scans: Scans | None = None) -> Document:
    """Return the document; never raises."""
    try:
        return reader_of(kind, scans).read(data, path, limits)
    except MemoryError:
        return failed(path, data, kind, MEMORY)
    except Exception:  # noqa: BLE001  a fault in a reader must not take down the run: STYLE promise 6
        return failed(path, data, kind, UNEXPECTED)
