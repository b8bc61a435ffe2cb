"""The text of a document as the public reads it: headings, paragraphs, and what was a table as a table."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.web.lookup.models import Text


@dataclass(frozen=True, slots=True)
class Passage:
    """One paragraph (``text``), or the rows of a table."""

    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section with its heading, its depth from 2, and an anchor."""

    anchor: str
    heading: str
    depth: int
    passages: tuple[Passage, ...]


def sections_of(texts: Iterable[Text]) -> list[Section]:
    """Return a document's sections in order."""
    made: list[Section] = []
    for text in sorted(texts, key=lambda one: one.place.get("start", 0)):
        path = text.place.get("section") or []
        heading = path[-1] if path else ""
        before = made[-1].heading if made else ""
        shown = "" if heading == before else heading
        passages = tuple(_passages(text.body, set(path)))
        made.append(Section(f"at{text.place.get('start', 0)}", shown, min(len(path) + 1, 6), passages))
    return made


def _passages(body: str, headings: set[str]) -> Iterator[Passage]:
    """Yield paragraphs and tables; the headings are set apart already. In the text the cells of a row are joined by tabs."""
    lines = [line.rstrip("\r") for line in body.split("\n")]
    kept = [line for line in lines if line.strip() and line.strip().lstrip("# ").strip() not in headings]
    for is_table, group in groupby(kept, key=lambda line: "\t" in line):
        if is_table:
            rows = [tuple(cell.strip() for cell in line.split("\t")) for line in group]
            yield Passage(rows=tuple(rows))
        else:
            for line in group:
                yield Passage(text=line.strip())
