"""Zip archives: members one by one, never more than the limits allow, whatever the directory claims."""

from __future__ import annotations

import io
import zipfile
import zlib
from typing import TYPE_CHECKING

from gouji.model.document import Message
from gouji.read.failure import ZIP_FAULTS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.read.reader import Limits

BOMB = Message(
    "压缩包展开后过大（疑似压缩炸弹），没有读取。", "The archive unpacks to far too much (a zip bomb); it was not read."
)
LOCKED = Message("压缩包设有密码，请解压后再检查。", "The archive needs a password; unpack it and check again.")
DAMAGED = Message("压缩包内的这个文件已损坏，请重新取得。", "This file inside the archive is damaged; get it again.")
NO_MEMBER = Message("压缩包里没有文件。", "The archive holds no file.")
# Below this size no ratio is suspicious: an empty sheet of many rows packs very well.
_RATIO_FROM = 64 * 2**20
_CHUNK = 2**20
_UTF8_NAME = 0x800
_ENCRYPTED = 0x1


class Budget:
    """What may still be unpacked, shared by an archive and the archives inside it."""

    def __init__(self, limits: Limits) -> None:
        self.bytes = limits.unpacked
        self.members = limits.members


def too_many(limits: Limits) -> Message:
    """Return the sentence for an archive with more members than allowed."""
    return Message(
        f"压缩包内文件超过 {limits.members} 个，没有读取，请分批检查。",
        f"The archive holds more than {limits.members} files and was not read; check it in parts.",
    )


def ignored(name: str) -> bool:
    """Whether a file is left by an operating system or an editor and is nobody's document."""
    parts = name.replace("\\", "/").split("/")
    last = parts[-1]
    hidden = any(part.startswith(".") and part not in {".", ".."} for part in parts)
    return hidden or "__MACOSX" in parts or last.startswith("~$") or last.lower() in {"thumbs.db", "desktop.ini"}


def members(data: bytes, limits: Limits, budget: Budget) -> Iterator[tuple[str, bytes | Message]]:
    """Yield (name, content) in the order of names, or the sentence for a member that cannot be had.

    A whole archive that is refused yields one pair with the name "".
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from _members(archive, limits, budget)
    except ZIP_FAULTS:
        yield "", DAMAGED


def _members(archive: zipfile.ZipFile, limits: Limits, budget: Budget) -> Iterator[tuple[str, bytes | Message]]:
    named = [(member_name(info), info) for info in archive.infolist() if not info.filename.endswith("/")]
    wanted = sorted(((name, info) for name, info in named if not ignored(name)), key=lambda pair: pair[0])
    budget.members -= len(wanted)
    if budget.members < 0:
        yield "", too_many(limits)
        return
    if not wanted:
        yield "", NO_MEMBER
    for name, info in wanted:
        yield name, unpack(archive, info, limits, budget)


def unpack(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limits: Limits, budget: Budget) -> bytes | Message:
    """Return the member's bytes; counts what really comes out against the budget."""
    if info.flag_bits & _ENCRYPTED:
        return LOCKED
    steep = info.file_size > limits.ratio * max(info.compress_size, 1) and info.file_size > _RATIO_FROM
    if steep or info.file_size > min(budget.bytes, limits.unpacked):
        return BOMB
    try:
        data = _bounded(archive, info, budget.bytes)
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, ValueError, NotImplementedError, RuntimeError):
        return DAMAGED
    if data is None:
        return BOMB
    budget.bytes -= len(data)
    return data


def _bounded(archive: zipfile.ZipFile, info: zipfile.ZipInfo, most: int) -> bytes | None:
    chunks: list[bytes] = []
    total = 0
    with archive.open(info) as stream:
        while chunk := stream.read(_CHUNK):
            total += len(chunk)
            if total > most:
                return None
            chunks.append(chunk)
    return b"".join(chunks)


def member_name(info: zipfile.ZipInfo) -> str:
    """Return the name as its author wrote it: without the UTF-8 flag Chinese tools write GBK, some write UTF-8."""
    name = info.filename
    if info.flag_bits & _UTF8_NAME:
        return name.replace("\\", "/")
    try:
        raw = name.encode("cp437")
    except UnicodeEncodeError:
        return name
    for encoding in ("utf-8", "gb18030"):
        try:
            return raw.decode(encoding).replace("\\", "/")
        except UnicodeDecodeError:
            continue
    return name
