"""A file of a finance system as plain tables: whatever it is, what follows sees UTF-8 rows of text.

A CSV in UTF-8 is used as it lies, other encodings are copied into UTF-8, each sheet of a workbook is written as CSV. All
of it streams: a file of any size needs little memory.
"""

from __future__ import annotations

import codecs
import csv
import shutil
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING

from gouji.model.document import Message
from gouji.read.package import Package, PackageError
from gouji.read.reader import Limits
from gouji.read.xlsx.rows import stored_rows
from gouji.read.xlsx.workbook import workbook

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

_HEAD = 20
_PIECE = 1 << 20
_ENCODINGS = ("utf-8-sig", "gb18030", "utf-16")
_SEPARATORS = ",\t;|"
_ZIP = b"PK\x03\x04"


class SheetError(Exception):
    """A file that is no table of data; carries the sentence for the user."""

    def __init__(self, message: Message) -> None:
        super().__init__(message.zh)
        self.message = message


@dataclass(frozen=True, slots=True)
class Table:
    """One sheet at ``path``: its name, its first rows as they stand (empty ones left out), its columns and what parts them."""

    name: str
    path: Path
    head: tuple[tuple[str, ...], ...]
    columns: int
    separator: str = ","


def tables_of(source: Path, folder: Path) -> tuple[Table, ...]:
    """Return every sheet with content; what must be written first is written into ``folder``. Raises SheetError."""
    with source.open("rb") as file:
        start = file.read(4)
    if not start:
        raise SheetError(Message("文件是空的，请重新导出。", "The file is empty; export it again."))
    found = tuple(
        table for table in (_workbook(source, folder) if start == _ZIP else (_text(source, folder),)) if table.head
    )
    if not found:
        raise SheetError(Message("文件里没有数据，请检查导出的内容。", "The file holds no data; check the export."))
    return found


def _workbook(source: Path, folder: Path) -> list[Table]:
    try:
        with Package(source.read_bytes(), Limits()) as package:
            book = workbook(package)
            parts = [(sheet, package.bytes(sheet.part)) for sheet in book.sheets if not sheet.hidden]
            return [
                _written(sheet.name, stored_rows(data, sheet.part, book), folder / f"{at}.csv")
                for at, (sheet, data) in enumerate(parts)
                if data
            ]
    except PackageError as error:
        raise SheetError(error.message) from error


def _written(name: str, rows: Iterable[list[str]], path: Path) -> Table:
    columns = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        for row in rows:
            writer.writerow(row)
            columns = max(columns, len(row))
    return Table(name, path, _head(path, ","), columns)


def _text(source: Path, folder: Path) -> Table:
    encoding = _encoding(source)
    path = source if encoding == "utf-8-sig" else _in_utf8(source, encoding, folder / "0.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        start = [line for line, _ in zip(file, range(_HEAD), strict=False)]
    separator = max(_SEPARATORS, key=lambda one: max((line.count(one) for line in start), default=0))
    head = _head(path, separator)
    return Table(source.stem, path, head, max(map(len, head), default=0), separator)


def _in_utf8(source: Path, encoding: str, path: Path) -> Path:
    with source.open(encoding=encoding, newline="") as file, path.open("w", encoding="utf-8", newline="") as copy:
        shutil.copyfileobj(file, copy, _PIECE)
    return path


def _head(path: Path, separator: str) -> tuple[tuple[str, ...], ...]:
    """Return the first rows with content; raises SheetError where the text is no table."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        try:
            rows = (tuple(cell.strip() for cell in row) for row in csv.reader(file, delimiter=separator))
            return tuple(islice((row for row in rows if any(row)), _HEAD))
        except csv.Error as error:
            message = f"文件不是完整的表格（{error}），请重新导出。"
            raise SheetError(Message(message, f"The file is no complete table ({error}); export it again.")) from error


def _encoding(source: Path) -> str:
    """Return the first encoding in which the whole file can be read."""
    for encoding in _ENCODINGS:
        decoder = codecs.getincrementaldecoder(encoding)()
        try:
            with source.open("rb") as file:
                while piece := file.read(_PIECE):
                    decoder.decode(piece)
                decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            continue
        return encoding
    raise SheetError(
        Message(
            "文件的文字编码无法识别，请另存为 UTF-8 或 xlsx。",
            "The file's encoding is unknown; save it as UTF-8 or xlsx.",
        )
    )
