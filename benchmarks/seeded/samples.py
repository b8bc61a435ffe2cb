"""Seeded errors in real documents: those of the samples with few findings, read once and spoilt in memory."""

from __future__ import annotations

from random import Random
from typing import TYPE_CHECKING

from benchmarks.seeded.checkers import said
from benchmarks.seeded.edit import without_tables
from benchmarks.seeded.plant import KINDS, Planted, plant, room

from gouji import api
from gouji.corpus.shares import in_background
from gouji.model.document import Document, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

_LEAST = 20
_MOST = 4


def documents(paths: list[Path], *, tables: bool) -> Iterator[Document]:
    """Yield the readable documents, their tables left out unless asked for."""
    for path in paths:
        for document in api.read_paths([path], api.Limits()):
            if document.status is not Status.FAILED:
                yield document if tables else without_tables(document)


def cases(document: Document, seed: str, count: int, kinds: Sequence[str] = ()) -> Iterator[Planted]:
    """Yield up to ``count`` wrong documents of each type; a document without explanation or full of findings yields none."""
    checked = api.check(document)
    extraction = checked.extraction
    if extraction is None:
        return
    loud = said(checked)
    known = [span for one in loud for span in ((one.start, one.end), *one.related)]
    where = room(document, lambda offset: not in_background(extraction, offset), known)
    if len(where.prose) + len(where.cells) < _LEAST or len(loud) > _MOST:
        return
    for kind in kinds or KINDS:
        chance = Random(f"{seed} {document.sha256} {kind}")
        for _ in range(count):
            planted = plant(kind, where, chance)
            if planted is not None:
                yield planted
