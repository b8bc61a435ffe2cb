"""From what the caller allows to how a reader reads pictures: one recognizer for many files."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from gouji.read.ocr.seen import Cache, Recognizer
    from gouji.read.pdf.scanned import Scans
    from gouji.read.reader import Aids

# ruff: noqa: PLC0415  the imports stand in the functions, so that a text never loads the PDF library


def recognizer_of(aids: Aids) -> Recognizer | None:
    """Return a recognizer where the caller wants one and the extra is there."""
    if aids.ocr is None:
        return None
    from gouji.read.ocr.rapid import Rapid, installed

    return Rapid(aids.ocr.second) if installed() else None


def scans_of(aids: Aids, recognizer: Recognizer | None, path: str) -> Scans | None:
    """Return how the pictures of one file are read."""
    if aids.ocr is None or recognizer is None:
        return None
    from gouji.read.pdf.scanned import Scans

    tell = aids.page_read
    told = None if tell is None else lambda done, total: tell(path, done, total)
    cache: Cache = {} if aids.ocr.cache is None else aids.ocr.cache
    return Scans(recognizer, cache, always=aids.ocr.always, told=told)
