"""Which documents can be marked, and by what."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.document import Message
from gouji.report.marks import docx, pdf

if TYPE_CHECKING:
    from datetime import date

    from gouji.diagnose.checked import Checked

_OTHER = Message(
    "只有 docx 和 PDF 能写入批注，这份材料没有写；其他格式请看 HTML 报告。",
    "Only docx and PDF can be annotated; this document was not. The HTML report shows any format with its findings.",
)
_ANNOTATORS = {"docx": docx.annotated, "pdf": pdf.annotated}


def annotated(checked: Checked, data: bytes, today: date) -> bytes | Message:
    """Return the file's bytes with the findings marked in them, or the sentence that says why not.

    ``data`` are the bytes that the document was read from, ``today`` the date that the marks carry.
    """
    annotate = _ANNOTATORS.get(checked.document.format)
    return _OTHER if annotate is None else annotate(checked, data, today)
