"""``python -m benchmarks``: speed as ratios within one run, memory, and a long run through the process pool.

BENCH=short measures fewer documents, once. The documents are the samples (GOUJI_SAMPLES) where they exist, else the
project's own examples.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.diagnosis import shares
from benchmarks.measure import Timing, compare, peak, table
from benchmarks.pool import grow

from benchmarks import baseline_docx, baseline_pdfium, baseline_pdfplumber
from gouji import api
from gouji.corpus.worker import spare_collector

if TYPE_CHECKING:
    from benchmarks.measure import Work

    from gouji.model.document import Document

SAMPLES = Path(os.environ.get("GOUJI_SAMPLES", "../shared/samples"))
SHORT = os.environ.get("BENCH") == "short"
RUNS = 1 if SHORT else 5
_MIB = 2**20
# What the project promises: median over documents, ours against theirs.
MOST_OF_PDFIUM = 2.5
LEAST_OF_PDFPLUMBER = 8
MOST_DIAGNOSIS = 0.1


def main() -> None:
    """Run all benchmarks and print them; the collector of this process is set as the program's workers set theirs."""
    spare_collector()
    root = SAMPLES if SAMPLES.is_dir() else Path("examples")
    print(f"documents of {'the samples' if root is SAMPLES else 'the examples'}; {RUNS} runs each")
    pdfs = _readable(sorted((root / "disclosures").glob("*.pdf")) or sorted(root.rglob("*.pdf")))
    if SHORT:
        pdfs = pdfs[:: max(len(pdfs) // 6, 1)]
    _pdf(pdfs)
    _diagnosis(pdfs)
    _docx(_readable(sorted(root.rglob("*.docx"))))
    _memory(sorted(root.rglob("*.*")))
    grow(pdfs, 100 if SHORT else 1000)


def check(data: bytes) -> object:
    """Read and check in this process: the whole way from bytes to findings."""
    return [api.check(document) for document in read(data)]


def read(data: bytes) -> tuple[Document, ...]:
    """Read in this process."""
    return api.read_bytes(data, "", isolate=False)


def _readable(paths: list[Path]) -> list[Path]:
    """Return the files that are read; each is checked once, so that no run pays for imports and data."""
    return [path for path in paths if any(checked.extraction for checked in api.check_path(path))]


def _timings(paths: list[Path], ours: Work, theirs: Work, runs: int) -> list[Timing]:
    return [compare(path.name, path.read_bytes(), ours, theirs, runs) for path in paths]


def _pdf(paths: list[Path]) -> None:
    # pdfminer complains of every odd font.
    logging.getLogger("pdfminer").setLevel(logging.ERROR)
    fast = table(
        "whole check of a PDF against pypdfium2 reading character boxes and path objects",
        _timings(paths, check, baseline_pdfium.read, RUNS),
        "check",
        "pypdfium2",
    )
    print(f"wanted: at most {MOST_OF_PDFIUM}: {'ok' if fast <= MOST_OF_PDFIUM else 'NOT YET'}")
    table(
        "of this, reading alone against pypdfium2",
        _timings(paths, read, baseline_pdfium.read, RUNS),
        "read",
        "pypdfium2",
    )
    slow = table(
        "whole check of a PDF against pdfplumber's text and tables",
        _timings(paths, check, baseline_pdfplumber.read, 1),
        "check",
        "pdfplumber",
    )
    print(
        f"{1 / slow:.1f} times faster; wanted {LEAST_OF_PDFPLUMBER}: {'ok' if 1 / slow >= LEAST_OF_PDFPLUMBER else 'NOT YET'}"
    )


def _diagnosis(paths: list[Path]) -> None:
    share = table("diagnosis as a share of the whole check", shares(paths, check), "diagnosis", "check")
    print(f"wanted: at most {MOST_DIAGNOSIS}: {'ok' if share <= MOST_DIAGNOSIS else 'NOT YET'}")


def _docx(paths: list[Path]) -> None:
    if not paths:
        print("no docx to measure")
        return
    for ours, what in ((read, "reading"), (check, "whole check of")):
        timings = _timings(paths, ours, baseline_docx.read, RUNS)
        table(f"{what} docx against python-docx walking the document", timings, ours.__name__, "python-docx")


def _memory(paths: list[Path]) -> None:
    """Print the peak memory of reading and checking the largest files, each in a process of its own."""
    empty = peak("")
    print(f"\n== peak memory (MiB; the engine imported and idle: {empty / _MIB:.0f})")
    files = sorted((path for path in paths if path.is_file()), key=lambda path: path.stat().st_size)
    for path in files[-3:][::-1]:
        code = f"data = Path({str(path)!r}).read_bytes()\n"
        code += f"[gouji.api.check(document) for document in gouji.api.read_bytes(data, {path.name!r}, isolate=False)]"
        print(f"{path.name[-46:]:46} {path.stat().st_size / _MIB:>6.2f} MiB file {peak(code) / _MIB:>6.0f}")


if __name__ == "__main__":
    main()
