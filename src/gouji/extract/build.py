"""Document to Extraction: the order in which the pieces of this package work together."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.extract.cells import settle
from gouji.extract.extraction import Extraction
from gouji.extract.figures import cells_of, figures_of, precise
from gouji.extract.funds import with_equal_funds
from gouji.extract.numbers import half_width
from gouji.extract.prose.parser import Parser
from gouji.extract.sections import parts, sections
from gouji.extract.subjects import quantities, subjects
from gouji.extract.tables import grids
from gouji.extract.tables.subjects import cell_subjects
from gouji.model.document import Document, Heading, Paragraph

if TYPE_CHECKING:
    from gouji.extract.extraction import Statement


def build(document: Document) -> Extraction:
    """Return everything found in a document."""
    plain = half_width(document.text)
    found = sections(document)
    tables = grids(document)
    figures = precise(settle(document, figures_of(document, plain), tables), found)
    bare = Extraction(document, parts(document), found, figures, grids=tables, in_cell=cells_of(figures))
    told = replace(bare, statements=_statements(bare, plain))
    stated = subjects(told, cell_subjects(told))
    return replace(told, subjects=stated, quantities=quantities(with_equal_funds(stated, figures)))


def _statements(extraction: Extraction, plain: str) -> tuple[Statement, ...]:
    document = extraction.document
    part = extraction.parts[0]
    parser = Parser(plain, extraction.figures, part.year, final=part.kind not in {"budget", "government_budget"})
    for block in document.blocks:
        if isinstance(block, Heading | Paragraph):
            inside = extraction.figures_in(block.start, block.end)
            parser.block(block.start, block.end, inside, heading=isinstance(block, Heading))
    return parser.statements()
