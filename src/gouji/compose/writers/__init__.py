"""One module a format: a page becomes bytes, the same bytes on every platform. No third-party library is needed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.compose.writers.docx import docx
from gouji.compose.writers.html import html
from gouji.compose.writers.pdf import pdf
from gouji.compose.writers.text import text
from gouji.compose.writers.xlsx import xlsx

if TYPE_CHECKING:
    from collections.abc import Callable

    from gouji.compose.page import Page


def _text(page: Page) -> bytes:
    return text(page)[0].encode()


# By the ending of the file.
WRITERS: dict[str, Callable[[Page], bytes]] = {"docx": docx, "pdf": pdf, "html": html, "xlsx": xlsx, "md": _text}
