"""What ``gouji read`` prints: the document's text, the document as JSON, or its figures as a ledger in CSV."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING, Any

import gouji
from gouji.model.document import Document, Heading, Table
from gouji.model.subject import Subject
from gouji.report.json_report import SCHEMA_VERSION, figure_json, parts_json

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.document import Block
    from gouji.model.figure import Figure
    from gouji.report.wording import Lang

AXES = Subject._fields
LEDGER_COLUMNS = (
    *(
        "path",
        "part",
        "part_unit",
        "part_kind",
        "part_year",
        "section",
        "page",
        "table",
        "row",
        "column",
        "start",
        "end",
    ),
    *("text", "nature", "value", "high", "bound", "unit", "dimension", "step", "amount", "reason"),
    *(f"subject_{axis}" for axis in AXES),
)
_FORMULA = ("=", "@", "+", "\t")


def text(documents: Iterable[Document], *, named: bool) -> Iterator[str]:
    """Yield the texts; ``named`` puts a line with the path before each, where there are several."""
    for document in documents:
        if named:
            yield f"==> {document.path} <==\n"
        yield document.text
        if named and not document.text.endswith("\n"):
            yield "\n"


def as_json(extractions: Iterable[Extraction], lang: Lang = "zh") -> Iterator[str]:
    """Yield the documents with their text, blocks, parts and sections, one document a piece."""
    tool = json.dumps({"name": "gouji", "version": gouji.__version__})
    yield f'{{"schema_version": {SCHEMA_VERSION}, "tool": {tool},\n"documents": ['
    between = "\n"
    for extraction in extractions:
        yield between + json.dumps(_document(extraction, lang), ensure_ascii=False)
        between = ",\n"
    yield "\n]}\n"


def ledger(extractions: Iterable[Extraction]) -> Iterator[str]:
    """Yield the ledger as CSV: a header, then one row a figure with place, value, unit and the axes of its subject."""
    yield _csv(LEDGER_COLUMNS)
    for extraction in extractions:
        subjects = _subjects(extraction)
        for figure in extraction.figures:
            row = _row(extraction, figure, subjects.get(figure.id))
            yield _csv([_cell(row[name]) for name in LEDGER_COLUMNS])


def _document(extraction: Extraction, lang: Lang) -> dict[str, Any]:
    document = extraction.document
    return {
        "path": document.path,
        "sha256": document.sha256,
        "status": str(document.status),
        "problems": [problem.zh if lang == "zh" else problem.en for problem in document.problems],
        "format": document.format,
        "pages": document.pages,
        "parts": parts_json(extraction),
        "sections": [
            {"title": section.title, "level": section.level, "start": section.start, "end": section.end}
            for section in extraction.sections
        ],
        "blocks": [_block(block) for block in document.blocks],
        "text": document.text,
    }


def _block(block: Block) -> dict[str, Any]:
    if isinstance(block, Table):
        cells = [[cell.row, cell.column, cell.row_span, cell.column_span, cell.start, cell.end] for cell in block.cells]
        size = {"rows": block.rows, "columns": block.columns}
        return {"type": "table", "start": block.start, "end": block.end, **size, "cells": cells}
    if isinstance(block, Heading):
        return {"type": "heading", "start": block.start, "end": block.end, "level": block.level}
    return {"type": "paragraph", "start": block.start, "end": block.end}


def _row(extraction: Extraction, figure: Figure, subject: Subject | None) -> dict[str, Any]:
    place = extraction.place(figure.start, figure.end)
    part = extraction.part(figure.start)
    axes = {f"subject_{axis}": getattr(subject, axis) if subject else None for axis in AXES}
    return {
        "path": extraction.document.path,
        "part": place.part,
        "part_unit": part.unit,
        "part_kind": part.kind,
        "part_year": part.year,
        "section": " › ".join(place.section),
        "page": place.page,
        "table": place.table,
        "row": place.row,
        "column": place.column,
        "start": place.start,
        "end": place.end,
        **figure_json(figure),
        **axes,
    }


def _subjects(extraction: Extraction) -> dict[int, Subject]:
    found = {figure: quantity.subject for quantity in extraction.quantities for figure in quantity.mentions}
    named = {index: subject for index, subject in enumerate(extraction.subjects) if subject is not None}
    return found | named


def _cell(value: object) -> str:
    """Return a value for a spreadsheet; words that it would run as a formula are quoted."""
    words = "" if value is None else str(value)
    return f"'{words}" if words.startswith(_FORMULA) else words


def _csv(cells: Iterable[str]) -> str:
    line = io.StringIO()
    csv.writer(line, lineterminator="\n").writerow(cells)
    return line.getvalue()
