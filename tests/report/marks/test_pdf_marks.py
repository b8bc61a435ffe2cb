"""PDF highlights: over the figure on any page, appended to bytes that stay, and the same every time."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pytest
from pypdfium2 import raw
from tests.read.pdf.make_pdf import Page, pdf

from gouji.api import check, read_bytes
from gouji.model.document import Message
from gouji.read.pdf.frame import Frame
from gouji.report.marks import annotated

if TYPE_CHECKING:
    from gouji.diagnose.checked import Checked

TODAY = date(2026, 1, 5)
LINES = (
    "某县水务局2024年部门预算",
    "2024年支出预算1250.50万元，其中：",
    "基本支出800.30万元，项目支出400.20万元。",
)


def made() -> bytes:
    return pdf(Page().lines(62, 80, *LINES))


def checked(data: bytes) -> Checked:
    (document,) = read_bytes(data, "a.pdf", isolate=False)
    return check(document, select=["SU"])


def marked(data: bytes) -> bytes:
    written = annotated(checked(data), data, TODAY)
    assert isinstance(written, bytes)
    return written


def notes_in(data: bytes) -> list[tuple[int, tuple[float, ...], str, str]]:
    """Page, rectangle (left, bottom, right, top), contents and author of every annotation."""
    found = []
    with pdfium.PdfDocument(io.BytesIO(data)) as document:
        for number, page in enumerate(document):
            for index in range(raw.FPDFPage_GetAnnotCount(page.raw)):
                mark = raw.FPDFPage_GetAnnot(page.raw, index)
                box = raw.FS_RECTF()
                raw.FPDFAnnot_GetRect(mark, box)
                texts = [said(mark, key) for key in (b"Contents", b"T")]
                found.append((number, (box.left, box.bottom, box.right, box.top), *texts))
                raw.FPDFPage_CloseAnnot(mark)
    return found  # type: ignore[return-value]


def said(mark: object, key: bytes) -> str:
    size = raw.FPDFAnnot_GetStringValue(mark, key, None, 0)
    buffer = (raw.FPDF_WCHAR * (size // 2))()
    raw.FPDFAnnot_GetStringValue(mark, key, buffer, size)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


def test_the_figure_is_highlighted_with_its_note() -> None:
    data = made()
    result = checked(data)
    ((page, (left, bottom, right, top), contents, author),) = notes_in(marked(data))
    assert (page, author) == (0, "Gouji 勾稽")
    assert contents.startswith("[重要] SU101\n")
    assert "应为 1200.50万元" in contents
    # The line begins at 62 points: nine characters of 12 points before the figure, four of them digits of half the width.
    (finding,) = result.findings
    (first, *_) = finding.place.boxes
    assert left == pytest.approx(first.x0, abs=0.5)
    assert left == pytest.approx(62 + 5 * 12 + 4 * 6, abs=1)
    assert right > left + 7 * 6
    assert (842 - top, 842 - bottom) == pytest.approx((first.y0, first.y1), abs=0.5)


def test_the_original_bytes_stay_in_front_and_the_text_as_it_was() -> None:
    data = made()
    written = marked(data)
    assert written.startswith(data)
    before, after = (read_bytes(one, "a.pdf", isolate=False)[0] for one in (data, written))
    assert after.text == before.text


def test_the_same_input_gives_the_same_bytes() -> None:
    assert marked(made()) == marked(made())


def test_a_clean_document_is_given_back_as_it_is() -> None:
    data = pdf(Page().lines(62, 80, LINES[0], LINES[1].replace("1250", "1200"), LINES[2]))
    assert marked(data) == data


def test_bytes_that_are_no_pdf_are_refused() -> None:
    refused = annotated(checked(made()), b"%PDF-1.5 nothing", TODAY)
    assert isinstance(refused, Message)


@pytest.mark.parametrize("turns", [0, 1, 2, 3])
def test_a_box_comes_back_to_its_place_on_a_turned_page(turns: int) -> None:
    frame = Frame(10, 20, 610, 820, shown=turns, reading=turns)
    box = (110.0, 220.0, 170.0, 232.0)
    assert frame.on_page(frame.displayed(frame.upright(box))) == box


def test_other_formats_are_refused_in_a_sentence() -> None:
    (document,) = read_bytes("2024年支出1.00万元。\n".encode(), "a.txt", isolate=False)
    refused = annotated(check(document), b"", TODAY)
    assert isinstance(refused, Message)
    assert refused.zh.startswith("只有 docx 和 PDF 能写入批注")
