"""An office's own form of a letter: a Word document with {{placeholders}}, filled in as it stands."""

from __future__ import annotations

import io
import itertools
import re
import zipfile
from copy import deepcopy
from typing import TYPE_CHECKING, Any

from docx import Document

from gouji.web.matters.kinds.shape import WORDS
from gouji.web.matters.letters.official import table_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.web.matters.letters.words import Page

PLACEHOLDERS = WORDS | {"letter_title", "letter_number", "to", "text", "day", "list", "issuer"}
"""Besides a kind's words: the letter's own title and number, the addressee, its text, its day, its annex, who signs."""
_PLACE = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_MOST_BYTES, _MOST_PARTS = 30_000_000, 500


class TemplateError(Exception):
    """A template that cannot be used; the message says why."""


def problems_of(data: bytes) -> list[str]:
    """Return what is wrong with a template: no Word document, too large when unpacked, placeholders that nobody fills."""
    try:
        document = _opened(data)
    except TemplateError as error:
        return [str(error)]
    named = {name for paragraph in _paragraphs(document) for name in _PLACE.findall(paragraph.text)}
    if not named:
        return ["模板里没有占位符，请写入 {{letter_title}}、{{text}} 等。"]
    return [f"不认识的占位符 {{{{{name}}}}}。" for name in sorted(named - PLACEHOLDERS)]


def fill(data: bytes, page: Page) -> bytes:
    """Return the template with every placeholder filled in; ``{{list}}`` becomes the annex's table. Raises TemplateError."""
    document = _opened(data)
    words = page.words | {
        "letter_title": page.title,
        "letter_number": page.number,
        "to": page.to,
        "day": page.day,
        "issuer": page.issuer,
        "list": "",
    }
    for paragraph in list(_paragraphs(document)):
        named = set(_PLACE.findall(paragraph.text))
        if "text" in named:
            _several(paragraph, page.paragraphs)
        elif named:
            _set(paragraph, _PLACE.sub(lambda found: words.get(found[1], ""), paragraph.text))
        if "list" in named and page.annex:
            table = table_of(document, page.annex, width=156)
            paragraph._p.addnext(table._tbl)  # noqa: SLF001  the library cannot place a table
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _opened(data: bytes) -> Any:  # noqa: ANN401  the library has no types
    if _is_too_large(data):
        raise TemplateError("模板太大，请去掉其中的图片等内容。")
    try:
        return Document(io.BytesIO(data))
    except Exception as error:  # whatever the library stumbles over
        raise TemplateError("不是可用的 Word 文档（.docx）。") from error


def _is_too_large(data: bytes) -> bool:
    """Whether the archive unpacks to more than a letter is; what is no archive is found out by opening it."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = archive.infolist()
    except zipfile.BadZipFile:
        return False
    return len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _MOST_BYTES


def _paragraphs(document: Any) -> Iterator[Any]:  # noqa: ANN401
    """Yield the paragraphs of the text, of its tables, and of headers and footers."""
    yield from document.paragraphs
    for table in document.tables:
        for row in table.rows:
            for cell in row.cells:
                yield from cell.paragraphs
    for section in document.sections:
        yield from section.header.paragraphs
        yield from section.footer.paragraphs


def _set(paragraph: Any, words: str) -> None:  # noqa: ANN401
    """Put words in place of the paragraph's; they look as its first run looks. A placeholder may be spread over runs."""
    runs = paragraph.runs
    for run in runs[1:]:
        run._r.getparent().remove(run._r)  # noqa: SLF001
    if runs:
        runs[0].text = words
    else:
        paragraph.add_run(words)


def _several(paragraph: Any, lines: tuple[str, ...]) -> None:  # noqa: ANN401
    """Put several paragraphs in place of one, each formed as it is."""
    models = [paragraph, *(type(paragraph)(deepcopy(paragraph._p), paragraph._parent) for _ in lines[1:])]  # noqa: SLF001
    for before, after in itertools.pairwise(models):
        before._p.addnext(after._p)  # noqa: SLF001
    for model, words in zip(models, lines, strict=False):
        _set(model, words)
