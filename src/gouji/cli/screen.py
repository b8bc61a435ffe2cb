"""What a person at a terminal sees beside the report: progress, sentences, colours."""

from __future__ import annotations

import os
import sys
import time
from typing import IO, TYPE_CHECKING

from gouji.report.wording import Lang, choose, sentence

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.diagnose.checked import Checked
    from gouji.model.document import Document

_PATIENCE = 1.0  # seconds before progress is shown


def with_progress(run: Iterable[Checked], lang: Lang, *, quiet: bool) -> Iterator[Checked]:
    """Pass the documents on and, where a person waits at a terminal, say how far the run is."""
    shown = not quiet and sys.stderr.isatty()
    begin = time.monotonic()
    width = 0
    for count, checked in enumerate(run, start=1):
        if shown:
            sys.stderr.write("\r" + " " * width + "\r")
        yield checked
        if shown and time.monotonic() - begin > _PATIENCE:
            line = choose((f"已核对 {count} 份……", f"{count} checked ..."), lang)
            width = 2 * len(line)
            sys.stderr.write(line)
            sys.stderr.flush()
    if shown:
        sys.stderr.write("\r" + " " * width + "\r")


def say(line: str) -> None:
    """Print one line beside the report."""
    sys.stderr.write(line + "\n")


def say_failed(documents: Iterable[Document], lang: Lang) -> None:
    """Say why each of these documents could not be read."""
    for document in documents:
        say(f"{document.path}：{''.join(sentence(problem, lang) for problem in document.problems)}")


def colourful(stream: IO[str]) -> bool:
    """Whether to colour: only on a terminal that understands it, and not where NO_COLOR asks for none."""
    plain = os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb"
    understood = os.name != "nt" or any(name in os.environ for name in ("WT_SESSION", "ANSICON", "TERM"))
    return stream.isatty() and understood and not plain
