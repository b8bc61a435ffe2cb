"""What a backup says of itself."""

from __future__ import annotations

import hashlib
import json
import zipfile
import zlib
from dataclasses import asdict, dataclass, field
from functools import partial
from typing import IO, TYPE_CHECKING

from gouji.web.archive.tables import digest_of
from gouji.web.offline import DeskError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FORMAT = 1
NAME = "manifest.json"
_BLOCK = 1 << 20


@dataclass(frozen=True)
class Manifest:
    """``tables`` holds rows and digest by table, ``files`` the SHA-256 by path, ``chain`` number and hash of the last event.

    ``missing`` are originals that were already missing or damaged when the backup was made.
    """

    version: str
    made_at: str
    database: str
    migrations: list[str]
    tables: dict[str, list[object]]
    files: dict[str, str]
    chain: list[object]
    missing: list[str] = field(default_factory=list)
    format: int = FORMAT

    def text(self) -> str:
        """Return it as the archive holds it."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def read_whole(archive: zipfile.ZipFile) -> Manifest:
    """Return the manifest of a backup after reading all of it; raises DeskError where anything is missing or altered."""
    try:
        said = json.loads(archive.read(NAME))
        manifest = Manifest(**said)
    except (KeyError, TypeError, ValueError, zipfile.BadZipFile, zlib.error) as error:
        raise DeskError(
            "这不是勾稽的备份文件，或者它的清单已损坏。", "This is no backup of Gouji, or its manifest is damaged."
        ) from error
    if manifest.format != FORMAT:
        raise DeskError(
            f"这份备份由勾稽 {manifest.version} 写成，本版本读不了，请用该版本恢复。",
            f"This backup was written by Gouji {manifest.version}; restore it with that version.",
        )
    for entry, holds in _parts(archive, manifest):
        try:
            whole = holds()
        except (KeyError, OSError, EOFError, ValueError, zipfile.BadZipFile, zlib.error) as error:
            raise damaged(entry) from error
        if not whole:
            raise damaged(entry)
    return manifest


def _parts(archive: zipfile.ZipFile, manifest: Manifest) -> Iterator[tuple[str, Callable[[], bool]]]:
    for name, (rows, digest) in manifest.tables.items():
        yield f"tables/{name}.jsonl", partial(_table_holds, archive, name, rows, digest)
    for name, digest in manifest.files.items():
        yield f"files/{name}", partial(_file_holds, archive, name, digest)


def _table_holds(archive: zipfile.ZipFile, name: str, rows: object, digest: object) -> bool:
    found = digest_of(lines(archive, name))
    return (found.count, found.hex()) == (rows, digest)


def _file_holds(archive: zipfile.ZipFile, name: str, digest: str) -> bool:
    with archive.open(f"files/{name}") as stream:
        return hash_of(stream) == digest


def opened(path: Path) -> zipfile.ZipFile:
    """Open a backup; raises DeskError where there is none."""
    try:
        return zipfile.ZipFile(path)
    except FileNotFoundError as error:
        raise DeskError(f"没有这个文件：{path}。", f"There is no file {path}.") from error
    except (zipfile.BadZipFile, OSError) as error:
        raise damaged(path.name) from error


def damaged(what: str) -> DeskError:
    """Return the sentence for a backup that is not what it was."""
    return DeskError(
        f"备份文件已损坏（{what}），没有恢复任何内容；请改用另一份备份。",
        f"The backup is damaged ({what}); nothing was restored; use another backup.",
    )


def lines(archive: zipfile.ZipFile, table: str) -> Iterator[str]:
    """Yield the rows of a table as they stand in the backup."""
    with archive.open(f"tables/{table}.jsonl") as stream:
        for line in stream:
            yield line.decode().removesuffix("\n")


def hash_of(stream: IO[bytes]) -> str:
    """Return the SHA-256 of all that a stream holds."""
    digest = hashlib.sha256()
    while block := stream.read(_BLOCK):
        digest.update(block)
    return digest.hexdigest()
