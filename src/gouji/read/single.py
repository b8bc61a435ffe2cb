"""One file of a known kind to its Document, in this process; whatever a reader does wrong becomes one sentence."""

from __future__ import annotations

import importlib
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


_READERS = {
    Kind.PDF: "gouji.read.pdf.reader:PdfReader",
    Kind.PICTURE: "gouji.read.pdf.pictured:PictureReader",
    Kind.DOCX: "gouji.read.docx.reader:DocxReader",
    Kind.XLSX: "gouji.read.xlsx.reader:XlsxReader",
    Kind.HTML: "gouji.read.html.reader:HtmlReader",
    Kind.CSV: "gouji.read.csv:CsvReader",
    Kind.TEXT: "gouji.read.text:TextReader",
}
_SEEING = frozenset({Kind.PDF, Kind.PICTURE})


def reader_of(kind: Kind, scans: Scans | None = None) -> Reader:
    """Return the reader of a kind, imported when first needed, so that a text never loads the PDF library.

    ``scans`` is how it reads pictures.
    """
    module, name = _READERS[kind].split(":")
    made = getattr(importlib.import_module(module), name)
    reader: Reader = made(scans) if kind in _SEEING else made()
    return reader


def read_one(kind: Kind, data: bytes, path: str, limits: Limits, scans: Scans | None = None) -> Document:
    """Return the document; never raises."""
    try:
        return reader_of(kind, scans).read(data, path, limits)
    except MemoryError:
        return failed(path, data, kind, MEMORY)
    except Exception:  # noqa: BLE001  a fault in a reader must not take down the run: STYLE promise 6
        return failed(path, data, kind, UNEXPECTED)
