"""The only door to the engine for the command line and the platform: read, extract, check."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, TypedDict

from gouji.codes import classification
from gouji.compose.demo.district import write_district
from gouji.compose.demo.made import FORMS, MOST_DEPARTMENTS
from gouji.compose.writers import WRITERS
from gouji.corpus.packed import SHAPE as LEDGER_SHAPE
from gouji.corpus.packed import Outgrown, known_as
from gouji.corpus.packed import packed as pack_ledgers
from gouji.corpus.packed import unpacked as unpack_ledgers
from gouji.corpus.pool import Checker, check_many
from gouji.corpus.together import check_together, ledgers_of
from gouji.diagnose.beside import Collection
from gouji.diagnose.check import check, check_guarded
from gouji.diagnose.checked import Checked
from gouji.diagnose.linked import Links, with_links
from gouji.extract.build import build
from gouji.extract.compare import compare
from gouji.extract.corrected import Correction
from gouji.extract.extraction import Extraction
from gouji.extract.ledger import ledgers
from gouji.extract.papers.entries import government_entries
from gouji.model.finding import Severity
from gouji.read import office
from gouji.read.limits import TooLateError, run_apart
from gouji.read.ocr import second
from gouji.read.ocr.keep import FolderCache
from gouji.read.open import read_bytes, read_paths
from gouji.read.reader import Aids, Limits, Ocr
from gouji.read.unpack import LIST
from gouji.report.compare_report.json_report import comparison_json
from gouji.report.subject_words import subject_words
from gouji.report.view_report import VIEW_VERSION, view
from gouji.report.width import columns as text_width
from gouji.report.xlsx_report import Row as IssueRow
from gouji.report.xlsx_report import UnitLine as IssueUnit
from gouji.report.xlsx_report import list_of as issue_list
from gouji.rules.rule import Context, all_rules

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from gouji.model.document import Document

__all__ = [
    "FORMS",
    "LEDGER_SHAPE",
    "MOST_DEPARTMENTS",
    "VIEW_VERSION",
    "WRITERS",
    "Aids",
    "Checked",
    "Checker",
    "Collection",
    "Context",
    "Correction",
    "Extraction",
    "IssueRow",
    "IssueUnit",
    "Limits",
    "Links",
    "Member",
    "Outgrown",
    "Severity",
    "all_rules",
    "check",
    "check_many",
    "check_path",
    "check_paths",
    "check_together",
    "classification",
    "compare",
    "comparison_json",
    "extract",
    "found_aids",
    "government_entries",
    "issue_list",
    "known_as",
    "ledgers",
    "ledgers_of",
    "pack_ledgers",
    "page_picture",
    "read_bytes",
    "read_paths",
    "subject_words",
    "text_width",
    "unpack_ledgers",
    "unpacked",
    "view",
    "with_links",
    "write_district",
]


def found_aids(
    environment: Mapping[str, str],
    *,
    ocr: str = "auto",
    cache: str | None = None,
    page_read: Callable[[str, int, int], None] | None = None,
) -> Aids:
    """Return what this machine has to help in reading: LibreOffice, recognition, tesseract as its second reader.

    The programs are those on the PATH, or as GOUJI_OFFICE and GOUJI_TESSERACT name them. ``ocr`` is ``auto`` (pages without a usable text layer), ``never`` or ``always``; ``cache`` a folder that keeps what was
    recognized; ``page_read`` hears path, pages done, pages to do.
    """
    kept = FolderCache(cache) if cache else None
    wanted = None if ocr == "never" else Ocr(ocr == "always", kept, second.find(environment))
    return Aids(office.find(environment), wanted, page_read)


def extract(document: Document) -> Extraction:
    """Return everything found in a document, before any rule judges it."""
    return build(document)


def check_paths(
    paths: Iterable[Path],
    *,
    limits: Limits | None = None,
    context: Context | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    aids: Aids | None = None,
) -> Iterator[Checked]:
    """Check files, folders and archives one document at a time; what cannot be read is a failed document, never lost."""
    for document in read_paths(paths, limits or Limits(), aids=aids or Aids()):
        yield check_guarded(document, context, select, ignore)


def check_path(path: Path) -> list[Checked]:
    """Check one file, folder or archive."""
    return list(check_paths([path]))


def page_picture(original: Path, page: int, target: Path, width: int = 1200, limits: Limits | None = None) -> bool:
    """Write a page (from 1) of a PDF or a picture file as a PNG, in a limited process of its own; False where it cannot be drawn."""
    target.parent.mkdir(parents=True, exist_ok=True)
    arguments = (str(original), page, width, str(target))
    try:
        run_apart("gouji.read.pdf.picture", "write_page", arguments, limits or Limits(seconds=30))
    except (TooLateError, OSError):
        return False
    return target.exists()


class Member(TypedDict):
    """A document of an archive: its name inside, its file in the folder ("" where it cannot be had), and then why not."""

    name: str
    file: str
    problem: str


def unpacked(archive: Path, name: str, folder: Path, limits: Limits | None = None) -> list[Member] | None:
    """Unpack an archive called ``name`` into an empty folder, in a limited process of its own; None where that failed.

    A file that is no archive is its own only member, so that nobody has to know beforehand.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        run_apart("gouji.read.unpack", "unpack_into", (str(archive), str(folder), name), limits or Limits())
        members: list[Member] = json.loads((folder / LIST).read_text(encoding="utf-8"))
    except (TooLateError, OSError):
        return None
    return members
