"""Many files through worker processes: the results of one process, in the order of the input, only sooner."""

from __future__ import annotations

import os
import time
from collections import deque
from concurrent.futures import ThreadPoolExecutor
from itertools import islice
from pathlib import Path
from queue import Empty, Full, Queue
from threading import Event, local
from typing import TYPE_CHECKING

from gouji.corpus.worker import AS_ALL, Ask, LateError, Task, Timed, Worker
from gouji.diagnose.check import refused
from gouji.model.document import Document, Message
from gouji.read.open import files_of, read_paths
from gouji.read.reader import Aids, Limits
from gouji.rules.rule import Context

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator, Sequence

    from gouji.diagnose.checked import Checked

DIED = Message(
    "检查这个文件时程序中止，没有检查结果；请另存一份或拆分后再试。",
    "The program stopped while checking this file; it was not checked; save it again or split it.",
)
LATE = Message(
    "检查这个文件超过时间限制，已停止，没有检查结果；请拆分后再试。",
    "Checking this file took longer than allowed and was stopped; split it and retry.",
)
# A new child after so many files, so that memory which a library never gives back cannot pile up.
_FILES_A_CHILD = 100
# Files begun ahead of the one whose results are being read, for each worker; and documents of one archive kept ready.
_AHEAD = 2
_READY = 4
_POLL = 0.1


def check_many(
    paths: Iterable[str | Path],
    *,
    jobs: int | None = None,
    limits: Limits | None = None,
    context: Context | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    aids: Aids | None = None,
) -> Generator[Checked, None, None]:
    """Check files, folders and archives in ``jobs`` processes (None: one a processor; 1: none beside this one).

    The documents come in the order of the input whatever ``jobs`` is, and only a few are held at a time. Nothing
    raises: a file on which a process dies or hangs is a FAILED document, and all others are checked. An archive is one
    file: it is worked on by one process, and a process that dies on it loses what had not been checked.
    """
    for timed in check_timed(paths, jobs, limits, context, select, ignore, aids):
        yield timed.checked


def check_timed(
    paths: Iterable[str | Path],
    jobs: int | None = None,
    limits: Limits | None = None,
    context: Context | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    aids: Aids | None = None,
) -> Iterator[Timed]:
    """Check as ``check_many`` does; each document comes with its seconds."""
    task = Task(limits or Limits(), context or Context(), tuple(select), tuple(ignore), aids or Aids())
    count = os.cpu_count() or 1 if jobs is None else max(jobs, 1)
    if count == 1:
        yield from _here(paths, task)
        return
    pool = _Pool(count, task)
    try:
        yield from pool.run(Path(file) for path in paths for file in files_of(Path(path)))
    finally:
        pool.close()


def _here(paths: Iterable[str | Path], task: Task) -> Iterator[Timed]:
    before = time.perf_counter()
    for document in read_paths(paths, task.limits, aids=task.aids):
        checked = task.check(document)
        yield Timed(checked, time.perf_counter() - before)
        before = time.perf_counter()


class Checker:
    """Checks one file after another in a child process that stays: for whoever is handed a file now and then.

    To begin a child takes longer than to check a document. Not to be shared between threads; ``close`` ends the child.
    """

    def __init__(self, limits: Limits | None = None, aids: Aids | None = None) -> None:
        """Begin nothing yet: the child comes with the first file."""
        self._worker = Worker(Task(limits or Limits(), Context(), (), (), aids or Aids()))

    def check(
        self,
        path: str | Path,
        context: Context | None = None,
        page_read: Callable[[str, int, int], None] | None = None,
    ) -> list[Checked]:
        """Return the documents of a file as ``check_many`` does."""
        return [timed.checked for timed in _survived(self._worker, Path(path), Ask(context, page_read))]

    def close(self) -> None:
        """End the child."""
        self._worker.stop()


class _Job:
    """One file; its documents in a queue that makes a fast worker wait, a None after the last."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.queue: Queue[Timed | None] = Queue(_READY)


class _Pool:
    """A thread for each child process; the threads only wait."""

    def __init__(self, count: int, task: Task) -> None:
        self._task = task
        self._ahead = count * _AHEAD
        self._stop = Event()
        self._threads = ThreadPoolExecutor(count, thread_name_prefix="gouji")
        self._mine = local()
        self._workers: list[Worker] = []

    def run(self, paths: Iterator[Path]) -> Iterator[Timed]:
        """Yield the documents of all files in order; begins a new file whenever the foremost is done."""
        waiting: deque[_Job] = deque(self._begin(path) for path in islice(paths, self._ahead))
        while waiting:
            yield from self._results(waiting.popleft())
            waiting.extend(self._begin(path) for path in islice(paths, 1))

    def close(self) -> None:
        """End the children, also where the caller stopped in the middle."""
        self._stop.set()
        for worker in self._workers:
            worker.kill()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._workers:
            worker.stop()

    def _begin(self, path: Path) -> _Job:
        job = _Job(path)
        self._threads.submit(self._work, job)
        return job

    def _results(self, job: _Job) -> Iterator[Timed]:
        while not self._stop.is_set():
            try:
                timed = job.queue.get(timeout=_POLL)
            except Empty:
                continue
            if timed is None:
                return
            yield timed

    def _work(self, job: _Job) -> None:
        """Pass a file through this thread's child."""
        try:
            for timed in _survived(self._worker(), job.path):
                self._put(job, timed)
        finally:
            self._put(job, None)

    def _worker(self) -> Worker:
        worker: Worker | None = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = Worker(self._task)
            self._workers.append(worker)
        return worker

    def _put(self, job: _Job, timed: Timed | None) -> None:
        while not self._stop.is_set():
            try:
                job.queue.put(timed, timeout=_POLL)
            except Full:
                continue
            return


def _survived(worker: Worker, path: Path, ask: Ask = AS_ALL) -> Iterator[Timed]:
    """Yield the documents of a file; where the child did not survive it, a document that says so."""
    before = time.perf_counter()
    try:
        yield from worker.run(path, _FILES_A_CHILD, ask)
    except LateError:
        yield _lost(path, LATE, before)
    except EOFError:
        yield _lost(path, DIED, before)


def _lost(path: Path, message: Message, before: float) -> Timed:
    document = Document(path.as_posix(), "", "", format="unknown")
    return Timed(refused(document, message), time.perf_counter() - before)
