"""Put a backup into an empty desk, and prove before anything counts that the desk now says what the backup says."""

from __future__ import annotations

import os
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from django.db import connection, transaction

from gouji.web.archive import tables
from gouji.web.archive.backup import KEY, applied
from gouji.web.archive.manifest import damaged, lines
from gouji.web.audit.models import Event
from gouji.web.lookup.rebuild import words_and_snapshots
from gouji.web.offline import DeskError
from gouji.web.people.models import User
from gouji.web.units.models import Region

if TYPE_CHECKING:
    import zipfile

    from gouji.web.archive.manifest import Manifest
    from gouji.web.config import Config


def into(archive: zipfile.ZipFile, manifest: Manifest, config: Config) -> None:
    """Restore files and tables; the backup was read whole before, the database is up to date and empty. Raises DeskError."""
    _refuse_others_work()
    _refuse_another_version(manifest)
    for name in manifest.files:
        _file(archive, name, config)
    with transaction.atomic():
        _tables(archive, manifest)
    words_and_snapshots()


def _refuse_others_work() -> None:
    if User.objects.exists() or Region.objects.exists() or Event.objects.exists():
        raise DeskError(
            "这个平台里已有数据，不能恢复到它上面；请用 --data 指明一个新的文件夹（PostgreSQL 请用一个空库）。",
            "This desk holds data already; name a new folder with --data (an empty database on PostgreSQL).",
        )


def _refuse_another_version(manifest: Manifest) -> None:
    if applied() != manifest.migrations:
        raise DeskError(
            f"这份备份由勾稽 {manifest.version} 写成，数据库结构与本版本不同；请先用该版本恢复，再升级。",
            f"This backup was written by Gouji {manifest.version}, whose tables differ; restore with that version, then upgrade.",
        )


def _file(archive: zipfile.ZipFile, name: str, config: Config) -> None:
    """Write a file below the data folder, whole or not at all."""
    parts = PurePosixPath(name).parts
    if not parts or ".." in parts or PurePosixPath(name).is_absolute():
        raise damaged(name)
    target = config.data.joinpath(*parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    if target.exists() and name != KEY and parts[0] == "originals":
        return
    unfinished = target.with_name(f"{target.name}.part")
    try:
        with os.fdopen(os.open(unfinished, os.O_CREAT | os.O_TRUNC | os.O_WRONLY, 0o600), "wb") as stream:
            stream.write(archive.read(f"files/{name}"))
            stream.flush()
            os.fsync(stream.fileno())
        unfinished.replace(target)
    except OSError as error:
        raise DeskError(
            f"写不进{config.data}（{error.strerror}），请检查磁盘空间和权限后重新恢复。",
            f"Cannot write to {config.data} ({error.strerror}); check space and permissions, then restore again.",
        ) from error
    finally:
        unfinished.unlink(missing_ok=True)


def _tables(archive: zipfile.ZipFile, manifest: Manifest) -> None:
    kept = tables.kept_models()
    if [model._meta.label_lower for model in kept] != list(manifest.tables):
        raise damaged("manifest.json")
    tables.empty(kept)
    for model in kept:
        tables.insert(model, lines(archive, model._meta.label_lower))
    tables.number_on(kept)
    connection.check_constraints()
    for model in kept:
        found = tables.digest_of(tables.rows(model))
        if [found.count, found.hex()] != manifest.tables[model._meta.label_lower]:
            raise damaged(f"tables/{model._meta.label_lower}.jsonl")
