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
from gouji.read.pdf.furniture import without_furniture
from gouji.read.pdf.page import PageContent, read_page

if TYPE_CHECKING:
    from gouji.read.reader import Limits

_HEAD = 1024
EMPTY = Message("这份PDF是空的，没有任何内容，请重新导出后再检查。", "This PDF is empty; please export it again.")
LOCKED = Message(
    "这份PDF设了打开密码，无法读取，请去掉密码后再检查。", "This PDF is encrypted; please remove the password."
)
BROKEN = Message(
    "这份PDF已损坏或不完整，无法读取，请重新下载或导出。",
    "This PDF is damaged or truncated; please fetch or export it again.",
)
PICTURES = Message(
    "这份PDF只有图片，没有文字层，无法读取文字，请提供可选中文字的版本或先作文字识别。",
    "This PDF holds pictures only and no text layer; please give one with text, or run text recognition first.",
)


class PdfReader:
    """Reads PDFs with a text layer."""

    format = "pdf"

    def accepts(self, data: bytes, path: str) -> bool:  # noqa: ARG002  the name may lie
        """Whether a PDF header stands within the first KiB."""
        return b"%PDF-" in data[:_HEAD]

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; FAILED with one sentence where nothing can be read."""
        builder = DocumentBuilder(path, data, self.format)
        if not data.strip():
            return _failed(builder, EMPTY)
        try:
            pdf = pdfium.PdfDocument(data)
        except pdfium.PdfiumError:
            return _failed(builder, _open_error())
        try:
            return _read(builder, pdf, limits)
        finally:
            pdf.close()


def _open_error() -> Message:
    return LOCKED if raw.FPDF_GetLastError() in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY) else BROKEN


def _failed(builder: DocumentBuilder, message: Message) -> Document:
    builder.problem(message)
    return builder.finish(status=Status.FAILED)


def _read(builder: DocumentBuilder, pdf: pdfium.PdfDocument, limits: Limits) -> Document:
    total = len(pdf)
    if total == 0:
        return _failed(builder, EMPTY)
    pages: list[PageContent] = []
    unread: list[int] = []
    broken: list[int] = []
    for number in range(min(total, limits.pages)):
        page = read_page(pdf.raw, number)
        if page is None:
            broken.append(number + 1)
            continue
        pages.append(page)
        if not page.items and page.pictures:
            unread.append(number + 1)
    if unread and not any(page.items for page in pages):
        return _failed(builder, PICTURES)
    if not pages:
        return _failed(builder, BROKEN)
    _report(builder, unread, broken, total, limits)
    blocks = flowed(joined_tables(without_furniture(pages)))
    emit(builder, blocks, {page.number: page.chars.frame for page in pages})
    return builder.finish(pages=total, page_sizes=tuple(page.chars.frame.size for page in pages))


def _report(builder: DocumentBuilder, unread: list[int], broken: list[int], total: int, limits: Limits) -> None:
    if unread:
        some = "、".join(map(str, unread))
        builder.problem(
            Message(
                f"第{some}页只有图片，没有文字层，这些页未读，请人工核对或先作文字识别。",
                f"Page {', '.join(map(str, unread))}: pictures without text, not read.",
            )
        )
    if broken:
        some = "、".join(map(str, broken))
        builder.problem(
            Message(
                f"第{some}页已损坏，这些页未读，请重新导出后再检查。",
                f"Page {', '.join(map(str, broken))}: damaged, not read.",
            )
        )
    if total > limits.pages:
        builder.problem(
            Message(
                f"这份PDF共{total}页，超过{limits.pages}页的上限，后面的页未读，请拆分后再检查。",
                f"This PDF has {total} pages, more than {limits.pages}; the rest is not read.",
            )
        )
