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
from typing import TYPE_CHECKING, BinaryIO, Self

from gouji.model.document import Document, Message
from gouji.read.failure import failed
from gouji.read.reader import Limits
from gouji.read.single import read_one

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from types import TracebackType

    from gouji.read.sniff import Kind

CRASHED = Message(
    "这个文件使读取程序中止，没有读取；请另存一份后再试。",
    "This file made the reading program stop and was not read; save it again and retry.",
)
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

    def read(self, kind: Kind, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document as ``read_one`` does; FAILED where the child crashed or ran out of time."""
        child = self._ready()
        late = threading.Event()

        def stop() -> None:
            late.set()
            child.kill()

        timer = threading.Timer(limits.seconds, stop)
        timer.start()
        try:
            return _ask(child, (kind, data, path, limits))
        except (EOFError, OSError, pickle.UnpicklingError):
            self._stop()
            return failed(path, data, kind, too_slow(limits.seconds) if late.is_set() else CRASHED)
        finally:
            timer.cancel()

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


def _ask(child: subprocess.Popen[bytes], job: tuple[Kind, bytes, str, Limits]) -> Document:
    if child.stdin is None or child.stdout is None:
        raise EOFError
    pickle.dump(job, child.stdin, pickle.HIGHEST_PROTOCOL)
    child.stdin.flush()
    answer = pickle.load(child.stdout)  # noqa: S301  written by our own child
    if not isinstance(answer, Document):
        raise EOFError  # noqa: TRY004  the same to us as no answer
    return answer


def serve() -> None:
    """Answer jobs on standard input until it ends; what a library prints cannot reach the pipe."""
    jobs = os.fdopen(os.dup(0), "rb")
    answers = os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_RDWR)
    os.dup2(nowhere, 0)
    os.dup2(nowhere, 1)
    while True:
        if not _serve_one(jobs, answers):
            return


def _serve_one(jobs: BinaryIO, answers: BinaryIO) -> bool:
    try:
        kind, data, path, limits = pickle.load(jobs)  # noqa: S301  written by our own parent
    except EOFError:
        return False
    restrict(limits)
    document = read_one(kind, data, path, limits)
    pickle.dump(document, answers, pickle.HIGHEST_PROTOCOL)
    answers.flush()
    return True


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


def become(bounds: tuple[int, int], command: list[str]) -> None:
    """Turn this process into the program, under these bounds of memory (bytes) and time (seconds)."""
    restrict(Limits(memory=bounds[0], seconds=bounds[1]))
    os.execv(command[0], command)  # noqa: S606  no shell stands between
