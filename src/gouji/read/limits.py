"""Runs a reader in a child process with limits on time and memory, so that a bad file cannot hang or crash the run.

The child is started when first needed and serves file after file; it is killed when a file takes too long and a new
one is started for the next. The only module with calls that Windows lacks (there the time limit alone holds).
"""

from __future__ import annotations

import contextlib
import os
import pickle  # the child is our own process; nothing else writes to the pipe
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, BinaryIO, Self

from gouji.model.document import Document, Message
from gouji.read.failure import failed
from gouji.read.reader import Aids, Limits
from gouji.read.scans import recognizer_of, scans_of
from gouji.read.single import read_one

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from gouji.read.ocr.seen import Recognizer
    from gouji.read.sniff import Kind

CRASHED = Message(
    "这个文件使读取程序中止，没有读取；请另存一份后再试。",
    "This file made the reading program stop and was not read; save it again and retry.",
)
_NO_AIDS = Aids()
# A new child after so many files, so that memory which a library never gives back cannot pile up.
_FILES_PER_CHILD = 200
_CHILD = "from gouji.read.limits import serve; serve()"


class TooLateError(Exception):
    """A program took longer than allowed and was ended."""


def too_slow(seconds: int) -> Message:
    """Return the sentence for a file that took longer than allowed."""
    return Message(
        f"读取超过 {seconds} 秒仍未完成，已停止；请检查文件是否正常或拆分后再试。",
        f"Reading took longer than {seconds} seconds and was stopped; look at the file or split it.",
    )


class Isolation:
    """Reads files in a child process; a context manager that leaves no process behind."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._served = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._stop()

    def read(self, kind: Kind, data: bytes, path: str, limits: Limits, aids: Aids = _NO_AIDS) -> Document:
        """Return the document as ``read_one`` does; FAILED where the child crashed or ran out of time.

        The time is for what comes between two signs of life: each page that is recognized is one.
        """
        child = self._ready()
        tell = aids.page_read
        watch = _Watch(child, limits.seconds)
        try:
            answer = _ask(child, (kind, data, path, limits, replace(aids, page_read=None)))
            while isinstance(answer, tuple):
                watch.again()
                if tell is not None:
                    tell(path, *answer)
                answer = _answer(child)
        except (EOFError, OSError, pickle.UnpicklingError):
            self._stop()
            return failed(path, data, kind, too_slow(limits.seconds) if watch.late else CRASHED)
        finally:
            watch.end()
        return answer

    def _ready(self) -> subprocess.Popen[bytes]:
        if self._child is not None and (self._served >= _FILES_PER_CHILD or self._child.poll() is not None):
            self._stop()
        if self._child is None:
            self._child = _start()
            self._served = 0
        self._served += 1
        return self._child

    def _stop(self) -> None:
        child, self._child = self._child, None
        if child is None:
            return
        child.kill()
        for stream in (child.stdin, child.stdout):
            if stream is not None:
                with contextlib.suppress(OSError):
                    stream.close()
        child.wait()


class _Watch:
    """Kills a child that gives no sign of life for so many seconds."""

    def __init__(self, child: subprocess.Popen[bytes], seconds: int) -> None:
        self.late = False
        self._child = child
        self._seconds = seconds
        self._timer = self._started()

    def again(self) -> None:
        """Count anew."""
        self._timer.cancel()
        self._timer = self._started()

    def end(self) -> None:
        """Watch no longer."""
        self._timer.cancel()

    def _started(self) -> threading.Timer:
        timer = threading.Timer(self._seconds, self._kill)
        timer.start()
        return timer

    def _kill(self) -> None:
        self.late = True
        self._child.kill()


def _code(what: str) -> list[str]:
    """Return the command that runs a line of our own in a fresh interpreter."""
    return [sys.executable, "-c", f"import sys; sys.path[:] = {sys.path!r}; {what}"]


def _start() -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603  our own interpreter with our own module
        _code(_CHILD),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )


_Answer = Document | tuple[int, int]


def _ask(child: subprocess.Popen[bytes], job: tuple[Kind, bytes, str, Limits, Aids]) -> _Answer:
    if child.stdin is None:
        raise EOFError
    pickle.dump(job, child.stdin, pickle.HIGHEST_PROTOCOL)
    child.stdin.flush()
    return _answer(child)


def _answer(child: subprocess.Popen[bytes]) -> _Answer:
    """Return the document, or how many of how many pages have been recognized until now."""
    if child.stdout is None:
        raise EOFError
    answer = pickle.load(child.stdout)  # noqa: S301  written by our own child
    if not isinstance(answer, Document | tuple):
        raise EOFError  # noqa: TRY004  the same to us as no answer
    return answer


def serve() -> None:
    """Answer jobs on standard input until it ends; what a library prints cannot reach the pipe."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    recognizer: Recognizer | None = None
    while (job := _job(jobs)) is not None:
        kind, data, path, limits, aids = job
        restrict(limits)
        recognizer = recognizer or recognizer_of(aids)
        told = partial(_told, answers, limits)
        scans = scans_of(replace(aids, page_read=told), recognizer, path)
        _send(answers, read_one(kind, data, path, limits, scans))


def _job(jobs: BinaryIO) -> tuple[Kind, bytes, str, Limits, Aids] | None:
    try:
        job: tuple[Kind, bytes, str, Limits, Aids] = pickle.load(jobs)  # noqa: S301  written by our own parent
    except EOFError:
        return None
    return job


def _told(answers: BinaryIO, limits: Limits, _path: str, done: int, total: int) -> None:
    restrict(limits)
    _send(answers, (done, total))


def _send(answers: BinaryIO, answer: _Answer) -> None:
    pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()


def restrict(limits: Limits) -> None:
    """Bound this process's memory and its processor time from now on; nothing where the system has no such limits."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415  absent on Windows

    _lower(resource.RLIMIT_AS, limits.memory)
    # The parent watches the clock; this one matters only when the parent is gone.
    _lower(resource.RLIMIT_CPU, int(time.process_time()) + 2 * limits.seconds + 10)


def _lower(what: int, most: int) -> None:
    import resource  # noqa: PLC0415  absent on Windows

    _, hard = resource.getrlimit(what)
    if hard != resource.RLIM_INFINITY:
        most = min(most, hard)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(what, (most, hard))


def run_limited(command: Sequence[str], limits: Limits, environment: Mapping[str, str]) -> None:
    """Run a program to its end within the limits, its output unseen; it and all that it started end with this call.

    ``environment`` is laid over our own. Raises TooLateError, or OSError where the program cannot be started.
    """
    windows = sys.platform == "win32"
    bounds = (limits.memory, limits.seconds)
    process = subprocess.Popen(  # noqa: S603  a program that the user installed, with arguments of our own
        command if windows else _code(f"from gouji.read.limits import become; become({bounds!r}, {list(command)!r})"),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=os.environ | dict(environment),
        start_new_session=not windows,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
    try:
        process.wait(limits.seconds)
    except subprocess.TimeoutExpired:
        raise TooLateError from None
    finally:
        _end_all(process)


def _end_all(process: subprocess.Popen[bytes]) -> None:
    """End a program and, where the system knows process groups, whatever it started."""
    process.kill()
    if sys.platform != "win32":
        with contextlib.suppress(OSError):
            os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def run_apart(module: str, function: str, arguments: tuple[str | int, ...], limits: Limits) -> None:
    """Call one of our own functions in a fresh interpreter of its own, within the limits; it tells by the files it writes.

    Raises TooLateError. A function that fails or dies has written nothing.
    """
    run_limited(_code(f"from {module} import {function}; {function}(*{arguments!r})"), limits, {})


def become(bounds: tuple[int, int], command: list[str]) -> None:
    """Turn this process into the program, under these bounds of memory (bytes) and time (seconds)."""
    restrict(Limits(memory=bounds[0], seconds=bounds[1]))
    os.execv(command[0], command)  # noqa: S606  no shell stands between
