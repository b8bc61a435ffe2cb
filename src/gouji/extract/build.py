"""Document to Extraction: the order in which the pieces of this package work together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.annexes import annexes
from gouji.extract.cells import settle
from gouji.extract.corrected import corrected
from gouji.extract.extraction import Extraction
from gouji.extract.figures import cells_of, figures_of, numerals_of
from gouji.extract.funds import with_equal_funds
from gouji.extract.numbers import half_width
from gouji.extract.prose.parser import Parser
from gouji.extract.sections import parts, sections
from gouji.extract.subjects import quantities, subjects
from gouji.extract.tables import grids
from gouji.extract.tables.subjects import cell_subjects
from gouji.extract.told import with_told
from gouji.model.document import Document, Heading, Paragraph

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.corrected import Correction
    from gouji.extract.extraction import Part, Statement
    from gouji.model.subject import Quantity, Subject


def build(document: Document, corrections: Iterable[Correction] = ()) -> Extraction:
    """Return everything found in a document; ``corrections`` are what a person read where the program misread."""
    plain = half_width(document.text)
    several = parts(document, plain)
    found = sections(document, plain, several)
    tables = grids(document)
    read = figures_of(document, settle(document, numerals_of(document, plain), tables), found)
    figures = corrected(read, corrections)
    apart = annexes(document, plain, several)
    bare = Extraction(document, several, found, figures, grids=tables, in_cell=cells_of(figures), annexes=apart)
    told = replace(bare, statements=tuple(_statements(bare, plain)))
    return _with_subjects(told)


def _statements(extraction: Extraction, plain: str) -> Iterator[Statement]:
    """Yield the statements stretch by stretch: each has its own year and kind, and no sentence goes on in the next."""
    for part, year, start, end in _stretches(extraction):
        parser = Parser(plain, extraction.figures, year, final=part.kind not in {"budget", "government_budget"})
        for block in extraction.document.blocks:
            if isinstance(block, Heading | Paragraph) and start <= block.start < end:
                inside = extraction.figures_in(block.start, block.end)
                parser.block(block.start, block.end, inside, heading=isinstance(block, Heading))
        yield from parser.statements()


def _stretches(extraction: Extraction) -> Iterator[tuple[Part, int | None, int, int]]:
    """Yield (part, year, start, end) of what is read by itself: a part up to its first annex, then each annex."""
    for part in extraction.parts:
        begins = [annex for annex in extraction.annexes if part.start <= annex.start < part.end]
        starts = [part.start, *(annex.start for annex in begins)]
        years = [part.year, *(annex.year for annex in begins)]
        ends = [*starts[1:], part.end]
        yield from ((part, *each) for each in zip(years, starts, ends, strict=True))


def _with_subjects(told: Extraction) -> Extraction:
    """Return the extraction with its subjects and quantities, each part's read from that part alone."""
    stated: list[Subject | None] = [None] * len(told.figures)
    gathered: list[Quantity] = []
    for view in told.views:
        part = view.parts[0]
        own = [
            subject if part.start <= figure.start < part.end else None
            for subject, figure in zip(subjects(view, cell_subjects(view)), told.figures, strict=True)
        ]
        gathered += quantities(with_equal_funds(own, told.figures))
        stated = [new or old for new, old in zip(with_told(view, own), stated, strict=True)]
    return told.with_subjects(tuple(stated), tuple(gathered))
