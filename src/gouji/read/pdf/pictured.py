"""Picture files (scans and photographs as png, jpg, bmp, tiff) as the pages of a PDF, which is then read by its pictures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium

from gouji.model.document import Document, Message, Status
from gouji.read.builder import DocumentBuilder
from gouji.read.pdf.reader import read_open
from gouji.read.pdf.scanned import DOTS

if TYPE_CHECKING:
    from gouji.read.pdf.scanned import Scans
    from gouji.read.reader import Limits

_NO_EXTRA = Message(
    "这是图片，没有可核对的文字，请提供文字版文件，或安装文字识别组件（pip install gouji[ocr]）后再检查。",
    "This is a picture and has no text to check; provide a file with text, or install recognition: pip install gouji[ocr].",
)
_BROKEN = Message(
    "这张图片已损坏或格式特殊，无法读取，请重新扫描或另存为 PNG、JPG 后再检查。",
    "This picture is damaged or of a rare kind; scan it again or save it as PNG or JPG.",
)
_POINTS = 72


class PictureReader:
    """Reads picture files where ``scans`` says how; a file of several pictures (tiff) is one document of several pages."""

    format = "picture"

    def __init__(self, scans: Scans | None = None) -> None:
        self._scans = scans

    def accepts(self, data: bytes, path: str) -> bool:  # noqa: ARG002  the name may lie
        """Whether the bytes can be decoded as a picture."""
        return bool(_decoded(data, 1))

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; FAILED with one sentence where nothing can be read."""
        builder = DocumentBuilder(path, data, self.format)
        if self._scans is None:
            return _failed(builder, _NO_EXTRA)
        pdf = bound(data, limits.pages)
        if pdf is None:
            return _failed(builder, _BROKEN)
        try:
            return read_open(builder, pdf, limits, self._scans)
        finally:
            pdf.close()


def bound(data: bytes, most: int) -> pdfium.PdfDocument | None:
    """Return an open PDF with a page for each picture, so large that it is shown dot for dot; None where there is no picture."""
    pictures = _decoded(data, most)
    if not pictures:
        return None
    pdf = pdfium.PdfDocument.new()
    for picture in pictures:
        _add(pdf, picture)
    return pdf


def _decoded(data: bytes, most: int) -> list[Any]:
    """Return the pictures as arrays of height, width, 3 (BGR), turned as their camera says."""
    import cv2  # noqa: PLC0415  an extra, loaded when needed
    import numpy as np  # noqa: PLC0415  as above

    raw = np.frombuffer(data, np.uint8)
    try:
        _, pictures = cv2.imdecodemulti(raw, cv2.IMREAD_COLOR, range=(0, most))
    except cv2.error:
        return []
    return list(pictures or ())


def _add(pdf: pdfium.PdfDocument, picture: Any) -> None:  # noqa: ANN401  as above
    high, wide = picture.shape[:2]
    bitmap = pdfium.PdfBitmap.new_native(wide, high, pdfium.raw.FPDFBitmap_BGR)
    bitmap.to_numpy()[:] = picture
    image = pdfium.PdfImage.new(pdf)
    image.set_bitmap(bitmap)
    width, height = wide * _POINTS / DOTS, high * _POINTS / DOTS
    image.set_matrix(pdfium.PdfMatrix().scale(width, height))
    page = pdf.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _failed(builder: DocumentBuilder, message: Message) -> Document:
    builder.problem(message)
    return builder.finish(status=Status.FAILED)
