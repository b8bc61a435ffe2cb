"""DuckDB, locked: it reads the snapshot's folder, one core, half a gigabyte, and nothing else of this machine or of any other."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import duckdb

from gouji.web.lookup import snapshots

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

_LOCKS = (
    "SET enable_external_access = false",
    "SET allow_community_extensions = false",
    "SET threads = 1",
    "SET memory_limit = '512MB'",
    "SET lock_configuration = true",
)


def connect(folder: Path) -> Any:  # noqa: ANN401  the library is untyped
    """Return a connection that can read Parquet files of one folder and cannot be opened further."""
    off = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    connection = duckdb.connect(":memory:", config={**off})
    quoted = str(folder).replace("'", "''")
    connection.execute(f"SET allowed_directories = ['{quoted}']")
    for lock in _LOCKS:
        connection.execute(lock)
    return connection


@contextmanager
def opened() -> Iterator[Any]:
    """Give a locked connection and close it."""
    connection = connect(snapshots.folder())
    try:
        yield connection
    finally:
        connection.close()


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
