"""A checked document cut into the pieces that search returns: along its headings, none much longer than a screen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji.model.document import Heading

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.api import Extraction

LONGEST = 3000
"""Characters after which a piece ends with the block it is in; a single block (a large table) is cut hard at twice that."""


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of a document: its path of headings, its text, where it stands."""

    title: str
    body: str
    place: dict[str, Any]


def stretches(extraction: Extraction) -> Iterator[Stretch]:
    """Yield the pieces of a document in order; together they are its text without white space between pieces."""
    text = extraction.document.text
    for start, end in _spans(extraction):
        body = text[start:end]
        if body.strip():
            path = [section.title for section in extraction.section_path(_last_heading(extraction, start, end))]
            place = {"start": start, "end": end, "page": extraction.document.page(start), "section": path}
            yield Stretch(" › ".join(path), body, place)


def _last_heading(extraction: Extraction, start: int, end: int) -> int:
    """Return where the innermost of the headings stands with which a piece begins, else its start."""
    at = start
    for block in extraction.document.blocks:
        if block.start >= end or (block.start >= start and not isinstance(block, Heading)):
            break
        if block.start >= start:
            at = block.start
    return at


def _spans(extraction: Extraction) -> Iterator[tuple[int, int]]:
    heads = {section.start for section in extraction.sections} | {part.start for part in extraction.parts}
    begin = end = 0
    said = False  # whether the piece holds more than headings: these go with what they head
    for block in extraction.document.blocks:
        if said and (block.start in heads or block.end - begin > LONGEST):
            yield from _cut(begin, end)
            begin, said = block.start, False
        end = block.end
        said = said or not isinstance(block, Heading)
    yield from _cut(begin, max(end, begin))


def _cut(start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > 2 * LONGEST:
        yield start, start + LONGEST
        start += LONGEST
    if end > start:
        yield start, end
