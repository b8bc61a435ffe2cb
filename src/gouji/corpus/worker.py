"""A child process that reads and checks file after file, and the parent's end of it.

Started as a fresh interpreter, not forked and not by re-importing the caller's main module: the same on Linux, macOS and
Windows, whatever the caller is.
"""

from __future__ import annotations

import contextlib
import gc
import os
import pickle  # both ends are our own processes; nothing else writes to the pipe
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field, replace
from typing import IO, TYPE_CHECKING

from gouji.diagnose.check import check_guarded
from gouji.diagnose.checked import Checked
from gouji.read.open import read_paths
from gouji.read.reader import Aids

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from gouji.model.document import Document
    from gouji.read.reader import Limits
    from gouji.rules.rule import Context

_CODE = "import sys; sys.path[:] = {path!r}; from gouji.corpus.worker import serve; serve()"
# Reading has its own limit inside; a document that is read but not checked after as long again hangs.
_GRACE = 10
# How many of how many pages of which file have been recognized: also a sign of life.
_Seen = tuple[str, int, int]
# A document is many small values without cycles: looking for cycles every 700 of them costs a tenth of the whole check.
_COLLECT_EVERY = 100_000


@dataclass(frozen=True, slots=True)
class Task:
    """What every file of a run is checked with."""

    limits: Limits
    context: Context
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    aids: Aids = field(default_factory=Aids)

    def check(self, document: Document) -> Checked:
        """Return the document checked; never raises."""
        return check_guarded(document, self.context, self.select, self.ignore)


@dataclass(frozen=True, slots=True)
class Ask:
    """What one file of a run is checked with in place of what all are."""

    context: Context | None = None
    page_read: Callable[[str, int, int], None] | None = None


AS_ALL = Ask()


@dataclass(frozen=True, slots=True)
class Timed:
    """A document checked and the seconds that reading and checking it took."""

    checked: Checked
    seconds: float


class LateError(Exception):
    """The child took longer than allowed and was killed."""


class Worker:
    """One child process; not shared between threads. ``EOFError`` from it means that the child died."""

    def __init__(self, task: Task) -> None:
        self._task = task
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def run(self, path: Path, files_a_child: int, ask: Ask = AS_ALL) -> Iterator[Timed]:
        """Yield the documents of one file as they come; raises LateError or EOFError where the child did not survive."""
        if self._served >= files_a_child:
            self.stop()
        self._served += 1
        try:
            child = self._ready()
            _send(child.stdin, (path, ask.context))
            before = time.perf_counter()
            while (checked := self._receive(child, ask.page_read or self._task.aids.page_read)) is not None:
                yield Timed(checked, time.perf_counter() - before)
                before = time.perf_counter()
        except (EOFError, OSError, pickle.UnpicklingError) as error:
            self.stop()
            raise EOFError from error
        except LateError:
            self.stop()
            raise

    def _receive(
        self, child: subprocess.Popen[bytes], page_read: Callable[[str, int, int], None] | None
    ) -> Checked | None:
        """Return the next document or the end; each page that was recognized is told and gives the child its time anew."""
        while isinstance(answer := self._received(child), tuple):
            if page_read is not None:
                page_read(*answer)
        return answer

    def _received(self, child: subprocess.Popen[bytes]) -> Checked | _Seen | None:
        late = threading.Event()

        def end() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(2 * self._task.limits.seconds + _GRACE, end)
        timer.start()
        try:
            return _answer(child.stdout)
        except (EOFError, OSError, pickle.UnpicklingError):
            if late.is_set():
                raise LateError from None
            raise
        finally:
            timer.cancel()

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            self._child = _start()
            # What shows progress belongs to this process.
            _send(self._child.stdin, replace(self._task, aids=replace(self._task.aids, page_read=None)))
        return self._child

    def kill(self) -> None:
        """End the child at once; safe from another thread, whose ``run`` then raises EOFError."""
        child = self._child
        if child is not None:
            child.kill()

    def stop(self) -> None:
        """End the child and wait for it."""
        child, self._child, self._served = self._child, None, 0
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        child.wait()


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own interpreter with our own module
        [sys.executable, "-c", _CODE.format(path=sys.path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


def _send(stream: IO[bytes] | None, value: object) -> None:
    if stream is None:
        raise EOFError
    pickle.dump(value, stream, pickle.HIGHEST_PROTOCOL)
    stream.flush()


def _answer(stream: IO[bytes] | None) -> Checked | _Seen | None:
    if stream is None:
        raise EOFError
    answer = pickle.load(stream)  # noqa: S301  written by our own child
    if answer is None or isinstance(answer, Checked | tuple):
        return answer
    raise EOFError


def spare_collector() -> None:
    """Let the collector of this process pass over what was imported and look for cycles less often; for a program only."""
    gc.freeze()
    gc.set_threshold(_COLLECT_EVERY)


def serve() -> None:
    """Answer paths on standard input with their documents and a None, until the input ends."""
    spare_collector()
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    with contextlib.suppress(EOFError, BrokenPipeError):
        _serve(jobs, answers)


def _serve(jobs: IO[bytes], answers: IO[bytes]) -> None:
    task: Task = pickle.load(jobs)  # noqa: S301  written by our own parent
    aids = replace(task.aids, page_read=lambda *seen: _send(answers, seen))
    asked = _Asked(jobs, answers)
    for document in read_paths(asked, task.limits, aids=aids):
        _send(answers, replace(task, context=asked.context or task.context).check(document))


class _Asked:
    """The paths as the parent names them, each with its own context; to be asked for the next one means that the one before is done."""

    def __init__(self, jobs: IO[bytes], answers: IO[bytes]) -> None:
        self.context: Context | None = None
        self._jobs = jobs
        self._answers = answers

    def __iter__(self) -> Iterator[Path]:
        while True:
            path, self.context = pickle.load(self._jobs)  # noqa: S301  written by our own parent
            yield path
            _send(self._answers, None)
