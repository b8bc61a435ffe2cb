"""DuckDB, locked: it reads the snapshot's folder, one core, half a gigabyte, and nothing else of this machine or of any other."""

from __future__ import annotations

import os
from contextlib import contextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import duckdb

from gouji.web.lookup import snapshots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LOCKS = (
    "SET enable_external_file_cache = false",  # what was read goes back; the machine keeps files itself
    "SET enable_external_access = false",
    "SET allow_community_extensions = false",
    "SET threads = 1",
    "SET memory_limit = '512MB'",
    "SET lock_configuration = true",
)

_KEPT = 4


@lru_cache(maxsize=_KEPT)
def _database(process: int, folder: Path) -> Any:  # noqa: ANN401, ARG001  the library is untyped; a process its own
    """Return an empty database that can read Parquet files of one folder and cannot be opened further.

    It is kept, because to make one takes longer than most questions; whoever asks does so through a cursor of his own.
    """
    off = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    database = duckdb.connect(":memory:", config={**off})
    quoted = str(folder).replace("'", "''")
    database.execute(f"SET allowed_directories = ['{quoted}']")
    for lock in _LOCKS:
        database.execute(lock)
    return database


@contextmanager
def opened() -> Iterator[Any]:
    """Give a cursor of the locked database and close it."""
    cursor = _database(os.getpid(), snapshots.folder()).cursor()
    try:
        yield cursor
    finally:
        cursor.close()


def ask(sql: str, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """Return the rows of a question; ``facts`` in it stands for the snapshot, ``$name`` for a value."""
    files = [str(path) for path in snapshots.files()]
    if not files:
        return []
    with opened() as connection:
        source = "(SELECT * FROM read_parquet($files))"
        found: list[tuple[Any, ...]] = connection.execute(
            sql.replace("{facts}", source), {**values, "files": files}
        ).fetchall()
    return found
