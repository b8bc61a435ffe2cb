"""The engine as the desk runs it: in limited processes of its own, over a copy whose bytes were verified."""

from __future__ import annotations

import os
import tempfile
import threading
from contextlib import contextmanager
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

from gouji import api
from gouji.web.filings.services import store

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable, Iterator

    from gouji.web.filings.models import Correction, Original

JOBS = 2
"""More than one means that files are checked in processes of their own, never in the one that asks."""
_STAYS = 300
"""Seconds that a checker waits for the next file: to begin one takes longer than to check a document."""
_LONGEST_NAME = 100
_ARCHIVE = b"PK\x03\x04"


def examine(
    original: Original,
    name: str,
    today: dt.date,
    corrections: Iterable[Correction] = (),
    told: Callable[[int, int], None] | None = None,
) -> api.Checked | None:
    """Return an original checked; None where it is an archive of several. ``told`` hears pages done and pages to do.

    What cannot be read is a document with the status "failed". Raises DamagedError.
    """
    aids = api.found_aids(os.environ, cache=str(settings.CONFIG.data / "recognized"))
    context = api.Context(today=today, corrections={original.sha256: tuple(map(as_read, corrections))})
    with _copy(original, name) as folder:
        path = Path(folder) / _plain(name)
        if JOBS == 1:
            found = list(api.check_many([path], jobs=1, context=context, aids=aids))
        else:
            with _BENCH.checker(aids) as checker:
                found = checker.check(
                    path, context, None if told is None else lambda _path, done, total: _tell(told, done, total)
                )
    return found[0] if len(found) == 1 else None


class _Bench:
    """Where a checker waits for the next file; of several that work at once one stays, and not for ever."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting: tuple[api.Aids, api.Checker] | None = None
        self._end: threading.Timer | None = None

    @contextmanager
    def checker(self, aids: api.Aids) -> Iterator[api.Checker]:
        """Lend a checker; one whose file went wrong halfway is not used again."""
        checker = self._taken(aids) or api.Checker(aids=aids)
        try:
            yield checker
        except BaseException:
            checker.close()
            raise
        with self._lock:
            before, self._waiting = self._waiting, (aids, checker)
            self._wait()
        if before is not None:
            before[1].close()

    def clear(self) -> None:
        """End the checker that waits."""
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None:
            waiting[1].close()

    def _taken(self, aids: api.Aids) -> api.Checker | None:
        with self._lock:
            waiting, self._waiting = self._waiting, None
        if waiting is not None and waiting[0] != aids:
            waiting[1].close()
            return None
        return waiting[1] if waiting else None

    def _wait(self) -> None:
        if self._end is not None:
            self._end.cancel()
        self._end = threading.Timer(_STAYS, self.clear)
        self._end.daemon = True
        self._end.start()


_BENCH = _Bench()


def unpack(original: Original, name: str) -> list[tuple[str, Original | str]] | None:
    """Return the documents of an archive, each stored as an original, or the sentence why it cannot be had.

    None where the file is no archive. Raises DamagedError.
    """
    with _copy(original, name) as folder:
        path = Path(folder) / _plain(name)
        if not _may_be_archive(path):
            return None
        out = Path(folder) / "out"
        members = api.unpacked(path, name, out)
        if members is None:
            return [(name, "压缩包未能解开，请解压后再报送。")]
        if len(members) == 1 and members[0]["name"] == name and members[0]["file"]:
            return None
        return [
            (one["name"].removeprefix(f"{name}/"), one["problem"] or _kept(out / one["file"], one["name"]))
            for one in members
        ]


def as_read(correction: Correction) -> api.Correction:
    """Return a person's correction as the engine takes it."""
    return api.Correction(correction.start, correction.end, Decimal(correction.value), correction.unit)


def _copy(original: Original, name: str) -> tempfile.TemporaryDirectory[str]:
    """Return a folder that holds a verified copy under the name that it was handed in with."""
    data = store.read(original)
    work = settings.CONFIG.data / "work"
    work.mkdir(parents=True, exist_ok=True)
    folder = tempfile.TemporaryDirectory(dir=work)
    (Path(folder.name) / _plain(name)).write_bytes(data)
    return folder


def _plain(name: str) -> str:
    """Return a file's own name, safe and short, its ending kept."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    safe = "".join(char for char in last if char.isprintable() and char not in '<>:"|?*') or "file"
    return safe if len(safe) <= _LONGEST_NAME else safe[: _LONGEST_NAME - 10] + safe[-10:]


def _kept(path: Path, name: str) -> Original | str:
    return store.keep([path.read_bytes()], name) if path.stat().st_size else "文件是空的。"


def _may_be_archive(path: Path) -> bool:
    with path.open("rb") as stream:
        return stream.read(len(_ARCHIVE)) == _ARCHIVE


def _tell(told: Callable[[int, int], None], done: int, total: int) -> None:
    """Pass progress on; a helper thread gives its database connection back at once."""
    try:
        told(done, total)
    finally:
        if threading.current_thread() is not threading.main_thread():
            connection.close()
