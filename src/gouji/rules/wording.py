"""The words of a document without their white space: what rules about wording read.

Readers leave spaces between Chinese characters and digits (与 2025 年), where a cell was wrapped, or as an indent; none of
them carries meaning in Chinese. A ``Plain`` is one block so squeezed, with the way back to the document's text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.once import once
from gouji.model.document import Heading, Paragraph, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.document import Document

HAN = r"[\u3400-\u9fff]"
_SPACE = re.compile(r"\s+")
# Markdown marks: heading signs and bold pairs. A ** before a unit hides a figure and stays.
_MARKDOWN = re.compile(r"^ {0,3}#{1,6} ", re.MULTILINE)
_HEADING_SIGN = re.compile(r"\s*#{1,6}\s")
_TAG = re.compile(r"</?(?:b|i|u|strong|em|sub|sup|span|br)\s*/?>")
_BOLD = re.compile(r"(\*\*)(?![\s*万亿元%％个人辆年月日批次件台市省区县])[^*\n]+(\*\*)")


@dataclass(frozen=True, slots=True)
class Plain:
    """One paragraph, heading or cell: ``text`` without white space; ``offsets[i]`` is where its character i stands."""

    text: str
    offsets: tuple[int, ...] | range
    kind: str

    @property
    def start(self) -> int:
        """Where the first character stands in the document."""
        return self.offsets[0]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the document's span of ``text[start:end]``; an empty one stands after the character before it."""
        if start == end:
            at = self.offsets[start - 1] + 1 if start else self.offsets[0]
            return at, at
        return self.offsets[start], self.offsets[end - 1] + 1

    def solid(self, start: int, end: int) -> bool:
        """Whether no white space stood inside this span."""
        low, high = self.span(start, end)
        return high - low == end - start

    def find(self, pattern: re.Pattern[str], needed: str = "") -> Iterator[re.Match[str]]:
        """Yield the matches of a pattern in the squeezed text; without the word that each of them needs there is none to look for."""
        return pattern.finditer(self.text) if needed in self.text else iter(())


@once
def prose(extraction: Extraction) -> tuple[Plain, ...]:
    """Return the paragraphs and headings in reading order; empty ones and those that the reader doubts are left out."""
    document = extraction.document
    marked = document.format == "text" and _MARKDOWN.search(document.text) is not None
    plains = (
        _squeeze(document.text, block.start, block.end, _kind(block), marked=marked)
        for block in document.blocks
        if not isinstance(block, Table) and not _doubted(document, block.start, block.end)
    )
    return tuple(plain for plain in plains if plain.text)


@once
def cells(extraction: Extraction) -> tuple[Plain, ...]:
    """Return the table cells that hold words, in reading order; those that the reader doubts are left out."""
    document = extraction.document
    plains = (
        _squeeze(document.text, cell.start, cell.end, "cell", marked=False)
        for table in document.tables
        for cell in table.cells
        if _WORDS.search(document.text, cell.start, cell.end) and not _doubted(document, cell.start, cell.end)
    )
    return tuple(plain for plain in plains if plain.text)


def _kind(block: Heading | Paragraph) -> str:
    return "heading" if isinstance(block, Heading) else "paragraph"


def _doubted(document: Document, start: int, end: int) -> bool:
    return any(doubt.start < end and doubt.end > start for doubt in document.doubts)


_WORDS = re.compile(HAN)


def _squeeze(text: str, start: int, end: int, kind: str, *, marked: bool) -> Plain:
    raw = text[start:end]
    cuts = [match.span() for match in _SPACE.finditer(raw)]
    if marked:
        cuts = sorted({*cuts, *_marks(raw)})
    if not cuts:
        return Plain(raw, range(start, end), kind)
    pieces: list[str] = []
    offsets: list[int] = []
    last = 0
    for low, high in [*cuts, (len(raw), len(raw))]:
        if low > last:
            pieces.append(raw[last:low])
            offsets.extend(range(start + last, start + low))
        last = max(last, high)
    return Plain("".join(pieces), tuple(offsets), kind)


def _marks(raw: str) -> Iterator[tuple[int, int]]:
    sign = _HEADING_SIGN.match(raw)
    if sign:
        yield sign.span()
    for match in _TAG.finditer(raw):
        yield match.span()
    for match in _BOLD.finditer(raw):
        yield match.span(1)
        yield match.span(2)
