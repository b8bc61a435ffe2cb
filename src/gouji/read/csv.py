"""CSV and other separated values; the separator is told by the lines themselves."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from gouji.model.document import Document, Message
from gouji.read.builder import CellContent, DocumentBuilder, Piece
from gouji.read.decode import decode
from gouji.read.failure import failed
from gouji.read.joints import joined
from gouji.read.sniff import Kind, sniff

if TYPE_CHECKING:
    from gouji.read.reader import Limits

_SEPARATORS = (",", "\t", ";", "|", "，")
_SAMPLE = 50
_UNREADABLE = Message(
    "表格文件的编码无法识别，请以 UTF-8 另存后再检查。", "The encoding of this table is unknown; save it as UTF-8."
)
_EMPTY = Message(
    "表格文件里没有内容，请核对是否选错了文件。", "The table holds nothing; see whether it is the right file."
)


class CsvReader:
    """Reads .csv and .tsv."""

    format = "csv"

    def accepts(self, data: bytes, path: str) -> bool:
        """Whether the name says CSV and the bytes are text."""
        return sniff(data, path) is Kind.CSV

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document with its one table; FAILED where it does not decode or is empty."""
        text = decode(data)
        if text is None:
            return failed(path, data, self.format, _UNREADABLE)
        rows = _rows(text)
        if not rows:
            return failed(path, data, self.format, _EMPTY)
        if sum(map(len, rows)) > limits.cells:
            return failed(path, data, self.format, _too_many(limits))
        cells = [
            CellContent(row, column, (Piece(joined(value.split("\n"))),))
            for row, values in enumerate(rows)
            for column, value in enumerate(values)
        ]
        builder = DocumentBuilder(path, data, self.format)
        builder.table(len(rows), max(map(len, rows)), cells)
        return builder.finish()


def _rows(text: str) -> list[list[str]]:
    """Return the rows without empty ones and without columns at the right in which nothing stands."""
    separator = max(_SEPARATORS, key=lambda sign: _fit(text, sign))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    csv.field_size_limit(2**24)
    rows = [row for row in reader if any(value.strip() for value in row)]
    width = max((at + 1 for row in rows for at, value in enumerate(row) if value.strip()), default=0)
    return [row[:width] for row in rows]


def _fit(text: str, separator: str) -> tuple[int, int]:
    """Return how many lines share the commonest count of this separator, and that count."""
    lines = csv.reader(io.StringIO(text[:100_000], newline=""), delimiter=separator)
    counts = [len(row) for row, _ in zip(lines, range(_SAMPLE), strict=False) if row]
    several = [count for count in counts if count > 1]
    if not several:
        return (0, 0)
    usual = max(set(several), key=several.count)
    return (several.count(usual), usual)


def _too_many(limits: Limits) -> Message:
    return Message(
        f"表格超过 {limits.cells} 个单元格，没有读取，请拆分。",
        f"The table has more than {limits.cells} cells; split it.",
    )
