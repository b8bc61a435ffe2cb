"""What ``gouji backup`` and ``gouji restore`` ask of the desk."""

from __future__ import annotations

import os
from pathlib import Path

from gouji.web.offline import configure, opened

Sentence = tuple[str, str]


def backup(file: str, *, with_key: bool) -> tuple[bool, list[Sentence]]:
    """Write a backup; return whether every original was whole, and what to say of it."""
    with opened(os.environ) as config:
        from gouji.web.archive import backup as writer  # noqa: PLC0415  needs Django set up

        manifest = writer.write(Path(file), config, with_key=with_key)
    rows = sum(int(str(count)) for count, _ in manifest.tables.values())
    size = Path(file).stat().st_size
    said = [
        (
            f"已备份到{file}：{len(manifest.tables)}张表、{rows}行，{len(manifest.files)}个文件，共{size:,}字节。",
            f"Backed up to {file}: {len(manifest.tables)} tables, {rows} rows, {len(manifest.files)} files, {size:,} bytes.",
        )
    ]
    if with_key:
        said.append(
            (
                "备份里有本平台的密钥，得到它的人可以冒充登录，请妥善保管。",
                "The backup holds the desk's key; who gets it can pose as a user. Keep it safe.",
            )
        )
    if manifest.missing:
        said.append(
            (
                f"有{len(manifest.missing)}个原件缺失或已损坏，不在备份里（{manifest.missing[0][:12]}……），请从更早的备份找回。",
                f"{len(manifest.missing)} originals are missing or damaged and not in it ({manifest.missing[0][:12]}…); look in earlier backups.",
            )
        )
    return not manifest.missing, said


def restore(file: str) -> list[Sentence]:
    """Put a backup into the installation that the environment names; return what to say of it."""
    configure(os.environ)
    from gouji.web.archive import manifest as reader  # noqa: PLC0415  needs Django set up
    from gouji.web.archive import restore as writer  # noqa: PLC0415
    from gouji.web.serve import prepare  # noqa: PLC0415

    with reader.opened(Path(file)) as archive:
        manifest = reader.read_whole(archive)
        prepare(os.environ)
        with opened(os.environ) as config:
            writer.into(archive, manifest, config)
    rows = sum(int(str(count)) for count, _ in manifest.tables.values())
    said = [
        (
            f"已恢复{manifest.made_at}的备份：{len(manifest.tables)}张表、{rows}行，{len(manifest.files)}个文件，逐表核对一致。",
            f"Restored the backup of {manifest.made_at}: {len(manifest.tables)} tables, {rows} rows, {len(manifest.files)} files; each table compared.",
        )
    ]
    if "secret.key" not in manifest.files:
        said.append(
            (
                "备份里没有密钥，平台用了新的密钥，请大家重新登录。",
                "The backup holds no key; the desk has a new one, everybody logs in again.",
            )
        )
    return said
