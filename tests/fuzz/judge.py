"""What is a fault: an exception, a reader that met the unexpected, a rule that failed, a figure that does not re-parse, a hang."""

from __future__ import annotations

import signal
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from tests.properties.reparse import faults as misread

from gouji import api
from gouji.read.single import UNEXPECTED, reader_of
from gouji.read.sniff import Kind, sniff

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.diagnose.checked import Checked
    from gouji.model.document import Document

LIMITS = api.Limits(size=4 * 2**20, unpacked=16 * 2**20, pages=20, cells=50_000, members=50)


class Hang(BaseException):
    """Raised in the middle of whatever takes too long; no reader can mistake it for an error of its own."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Let the inside take so much of the processor, however busy the machine is."""

    def stop(*_: Any) -> None:  # noqa: ANN401  a signal's number and frame
        raise Hang

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)


def checked(data: bytes, path: str) -> list[Checked]:
    """Return what the engine says of these bytes; raises where it is at fault."""
    return [_sound(document, data) for document in api.read_bytes(data, path, LIMITS, isolate=False)]


def _sound(document: Document, data: bytes) -> Checked:
    if UNEXPECTED in document.problems:
        _raised_again(document, data)
    done = api.check(document)
    failures = [finding.message for finding in done.findings if "未能运行" in finding.message]
    # In plain text the plain second reader of numerals takes what stands in tags for words.
    if done.extraction is not None and not (document.format == "text" and "<" in document.text):
        failures += misread(done)
    if failures:
        raise AssertionError(failures[0])
    return done


def _raised_again(document: Document, data: bytes) -> None:
    """Raise what the reader met, for its traceback; a member of an archive is named only."""
    kind = sniff(data, document.path)
    if isinstance(kind, Kind) and kind is not Kind.ZIP:
        reader_of(kind).read(data, document.path, LIMITS)
    raise AssertionError(f"unexpected in {document.path}")


def shape(done: list[Checked]) -> tuple[object, ...]:
    """Return in rough strokes what came out: an input with a new shape is worth keeping."""
    return tuple(
        (
            one.document.status,
            tuple("".join(char for char in problem.zh if not char.isdigit()) for problem in one.document.problems),
            len(one.document.blocks).bit_length(),
            tuple((table.rows.bit_length(), table.columns.bit_length()) for table in one.document.tables[:3]),
            len(one.states).bit_length(),
            tuple(sorted({finding.rule for finding in one.findings})),
        )
        for one in done
    )
