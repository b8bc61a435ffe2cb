"""Write a backup: the tables as they are at one moment, then the files, then the manifest."""

from __future__ import annotations

import errno
import hashlib
import os
import zipfile
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING

from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

import gouji
from gouji.web.archive.manifest import NAME, Manifest, hash_of
from gouji.web.archive.tables import Digest, kept_models, rows
from gouji.web.audit.models import Head
from gouji.web.filings.models import Original
from gouji.web.offline import DeskError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from django.db import models

    from gouji.web.config import Config

KEY = "secret.key"
_FOLDERS = ("checkpoints", "kinds", "facts")
_SETTINGS = "sources.toml"
"""What of the data folder is copied as it is, beside the originals."""
_SHA256 = 64


def write(path: Path, config: Config, *, with_key: bool) -> Manifest:
    """Write a backup of the installation to a new file and return its manifest; raises DeskError, and leaves no file then."""
    if path.exists():
        raise DeskError(f"{path}已经存在，请换一个文件名。", f"{path} exists; choose another name.")
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
            manifest = _write(stream, config, with_key=with_key)
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(path)
    except OSError as error:
        raise _unwritten(path, error) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return manifest


def _write(stream: IO[bytes], config: Config, *, with_key: bool) -> Manifest:
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as archive:
        with one_moment():
            tables = {model._meta.label_lower: _table(archive, model) for model in kept_models()}
            head = Head.objects.filter(pk=1).first()
            wanted = set(Original.objects.values_list("sha256", flat=True))
            migrations = applied()
        files, whole = _originals(archive, config)
        files |= _others(archive, config, with_key=with_key)
        manifest = Manifest(
            version=gouji.__version__,
            made_at=timezone.now().isoformat(timespec="seconds"),
            database=connection.vendor,
            migrations=migrations,
            tables=tables,
            files=files,
            chain=[head.number, head.hash] if head else [0, ""],
            missing=sorted(wanted - whole),
        )
        archive.writestr(NAME, manifest.text())
    return manifest


@contextmanager
def one_moment() -> Iterator[None]:
    """Read everything in the block as it is at one moment, while others go on writing."""
    if connection.in_atomic_block:
        yield
        return
    begin = "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY" if connection.vendor == "postgresql" else "BEGIN DEFERRED"
    with connection.cursor() as cursor:
        cursor.execute(begin)
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ROLLBACK")


def applied() -> list[str]:
    """Return the migrations that the database has, sorted."""
    return sorted(f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations())


def _table(archive: zipfile.ZipFile, model: type[models.Model]) -> list[object]:
    digest = Digest()
    with archive.open(f"tables/{model._meta.label_lower}.jsonl", "w", force_zip64=True) as entry:
        for line in rows(model):
            digest.add(line)
            entry.write(f"{line}\n".encode())
    return [digest.count, digest.hex()]


def _originals(archive: zipfile.ZipFile, config: Config) -> tuple[dict[str, str], set[str]]:
    """Copy the originals that are what their names say; return them by path, and their hashes."""
    files = dict[str, str]()
    for path in sorted(config.originals.rglob("*")):
        if len(path.name) == _SHA256 and path.is_file():
            with path.open("rb") as stream:
                digest = hash_of(stream)
            if digest == path.name:
                files |= _copy(archive, config, path, zipfile.ZIP_STORED)
    return files, set(files.values())


def _others(archive: zipfile.ZipFile, config: Config, *, with_key: bool) -> dict[str, str]:
    found = [path for folder in _FOLDERS for path in sorted((config.data / folder).rglob("*")) if path.is_file()]
    if (config.data / _SETTINGS).is_file():
        found.append(config.data / _SETTINGS)
    if with_key and (config.data / KEY).is_file():
        found.append(config.data / KEY)
    files = dict[str, str]()
    for path in found:
        files |= _copy(archive, config, path, zipfile.ZIP_DEFLATED)
    return files


def _copy(archive: zipfile.ZipFile, config: Config, path: Path, how: int) -> dict[str, str]:
    """Copy one file and return its path below the data folder with the SHA-256 of what was copied."""
    name = path.relative_to(config.data).as_posix()
    entry = zipfile.ZipInfo(f"files/{name}", date_time=timezone.localtime().timetuple()[:6])
    entry.compress_type = how
    digest = hashlib.sha256()
    with path.open("rb") as stream, archive.open(entry, "w", force_zip64=True) as into:
        while block := stream.read(1 << 20):
            digest.update(block)
            into.write(block)
    return {name: digest.hexdigest()}


def _unwritten(path: Path, error: OSError) -> DeskError:
    if error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return DeskError(
            f"磁盘已满，备份没有写成，未写完的文件已删去；请腾出空间，或换一个位置（{path.parent}）。",
            f"The disk is full, the backup was not written and nothing is left of it; free space, or choose another place than {path.parent}.",
        )
    return DeskError(
        f"写不进{path}（{error.strerror}），请换一个位置。",
        f"Cannot write {path} ({error.strerror}); choose another place.",
    )
