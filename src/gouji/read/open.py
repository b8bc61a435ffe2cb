"""The one entrance: files, folders and archives to documents, each by its content."""

from __future__ import annotations

import hashlib
import os
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.model.document import Document, Message, Status
from gouji.read import archive
from gouji.read.failure import failed, failed_hash
from gouji.read.limits import Isolation
from gouji.read.office import MODERN, read_old
from gouji.read.reader import Aids, Limits
from gouji.read.scans import recognizer_of, scans_of
from gouji.read.single import read_one
from gouji.read.sniff import Kind, misnamed, sniff

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.read.ocr.seen import Recognizer
    from gouji.read.pdf.scanned import Scans

_RISKY = frozenset({Kind.PDF, Kind.PICTURE, Kind.DOCX, Kind.XLSX})
# A page of this size is parsed in the child as well.
_LARGE_PAGE = 4 * 2**20
_MISSING = Message("找不到这个文件或文件夹，请核对路径。", "No such file or folder; check the path.")
_UNREADABLE = Message("无法打开这个文件，请核对权限。", "The file cannot be opened; check its permissions.")
_NOTHING = Message("文件夹里没有文件。", "The folder holds no file.")
_DEFAULT = Limits()
_NO_AIDS = Aids()


def read_paths(
    paths: Iterable[str | Path], limits: Limits = _DEFAULT, *, isolate: bool = True, aids: Aids = _NO_AIDS
) -> Iterator[Document]:
    """Yield the documents of files, folders (sorted, with all below) and zip archives, one after the other.

    Nothing raises: what cannot be read is a FAILED document with its sentence. A member of an archive has the path
    ``archive.zip/inner.pdf``. ``isolate=False`` reads in this process, without limits on time and memory.
    """
    with ExitStack() as stack:
        opener = _Opener(limits, stack.enter_context(Isolation()) if isolate else None, aids)
        for path in paths:
            yield from opener.path(Path(path))


def read_bytes(
    data: bytes, path: str, limits: Limits = _DEFAULT, *, isolate: bool = True, aids: Aids = _NO_AIDS
) -> tuple[Document, ...]:
    """Return the documents in these bytes: one, or those of the archive that they are. Never raises."""
    with ExitStack() as stack:
        opener = _Opener(limits, stack.enter_context(Isolation()) if isolate else None, aids)
        return tuple(opener.content(data, path))


def files_of(path: Path) -> Iterator[Path]:
    """Yield the files that ``read_paths`` would open for a path, in its order; the path itself where there is none."""
    found = iter(_files(path)) if path.is_dir() else iter(())
    yield next(found, path)
    yield from found


class _Opener:
    """Reads with one set of limits and aids and, unless None, one child process."""

    def __init__(self, limits: Limits, isolation: Isolation | None, aids: Aids) -> None:
        self._limits = limits
        self._aids = aids
        self._isolation = isolation
        self._recognizer: Recognizer | None = None

    def path(self, path: Path) -> Iterator[Document]:
        if path.is_dir():
            yield from self._folder(path)
        elif path.is_file():
            yield from self._file(path)
        else:
            yield failed(path.as_posix(), b"", "unknown", _UNREADABLE if path.exists() else _MISSING)

    def content(self, data: bytes, path: str) -> Iterator[Document]:
        if len(data) > self._limits.size:
            yield failed(path, data, "unknown", _too_large(self._limits))
        else:
            yield from self._content(data, path, 0, archive.Budget(self._limits))

    def _folder(self, folder: Path) -> Iterator[Document]:
        found = False
        for path in _files(folder):
            found = True
            yield from self._file(path)
        if not found:
            yield failed(folder.as_posix(), b"", "unknown", _NOTHING)

    def _file(self, path: Path) -> Iterator[Document]:
        name = path.as_posix()
        try:
            if path.stat().st_size > self._limits.size:
                yield failed_hash(name, _hash(path), "unknown", _too_large(self._limits))
                return
            data = path.read_bytes()
        except OSError:
            yield failed(name, b"", "unknown", _UNREADABLE)
            return
        yield from self.content(data, name)

    def _content(self, data: bytes, path: str, depth: int, budget: archive.Budget) -> Iterator[Document]:
        kind = sniff(data, path)
        if isinstance(kind, Message):
            yield failed(path, data, "unknown", kind)
        elif kind is not Kind.ZIP:
            yield self._document(kind, data, path)
        elif depth >= self._limits.depth:
            yield failed(path, data, "zip", _too_deep(self._limits))
        else:
            yield from self._archive(data, path, depth + 1, budget)

    def _archive(self, data: bytes, path: str, depth: int, budget: archive.Budget) -> Iterator[Document]:
        for name, content in archive.members(data, self._limits, budget):
            inner = f"{path}/{name}" if name else path
            if isinstance(content, Message):
                yield failed(inner, b"" if name else data, "zip", content)
            else:
                yield from self._content(content, inner, depth, budget)

    def _document(self, kind: Kind, data: bytes, path: str) -> Document:
        document = self._any(kind, data, path)
        note = misnamed(kind, path)
        if note is None or document.status is Status.FAILED:
            return document
        return replace(document, problems=(note, *document.problems))

    def _any(self, kind: Kind, data: bytes, path: str) -> Document:
        if kind not in MODERN:
            return self._read(kind, data, path)
        return read_old(
            kind, data, path, self._limits, self._aids.office, lambda modern, new: self._read(modern, new, path)
        )

    def _read(self, kind: Kind, data: bytes, path: str) -> Document:
        risky = kind in _RISKY or len(data) > _LARGE_PAGE
        if self._isolation is None or not risky:
            return read_one(kind, data, path, self._limits, self._scans(path))
        return self._isolation.read(kind, data, path, self._limits, self._aids)

    def _scans(self, path: str) -> Scans | None:
        self._recognizer = self._recognizer or recognizer_of(self._aids)
        return scans_of(self._aids, self._recognizer, path)


def _files(folder: Path) -> Iterator[Path]:
    """Yield the regular files below a folder in the order of their paths."""
    found: list[Path] = []
    for place, _, names in os.walk(folder):
        found.extend(Path(place, name) for name in names)
    for path in sorted(found):
        if path.is_file() and not archive.ignored(path.relative_to(folder).as_posix()):
            yield path


def _hash(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _too_large(limits: Limits) -> Message:
    size = limits.size // 2**20
    return Message(
        f"文件超过 {size} MB，没有读取，请拆分后再检查。", f"The file exceeds {size} MB and was not read; split it."
    )


def _too_deep(limits: Limits) -> Message:
    return Message(
        f"压缩包套压缩包超过 {limits.depth} 层，没有读取，请解压后再检查。",
        f"Archives inside archives beyond {limits.depth} levels were not read; unpack them first.",
    )
