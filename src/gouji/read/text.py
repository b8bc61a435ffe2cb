"""Plain text and Markdown. The document's text is the decoded file itself; every block is a span into it."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from gouji.model.document import Block, Cell, Document, Heading, Message, Paragraph, Table
from gouji.read.decode import decode
from gouji.read.failure import failed
from gouji.read.joints import joined
from gouji.read.markup_table import markup_table
from gouji.read.titles import is_numbered, is_title
from gouji.read.wrapped import going_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.read.reader import Limits

_LINE = re.compile(r"[^\r\n]+")
_HEADING = re.compile(r"(#{1,6})\s+(?=\S)")
_DELIMITER = re.compile(r"\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?")
_PIPE = re.compile(r"(?<!\\)\|")
_PAGE = re.compile(r"\d{1,3}")
_MARKS = ("**", "__", "<b>", "</b>", "<strong>", "</strong>")
_MARKUP_TABLE = re.compile(r"<table\b.*?</table\s*>", re.IGNORECASE | re.DOTALL)
_MARKUP_END = re.compile(r"</table\s*>", re.IGNORECASE)
_LINE_END = re.compile(r"[\r\n]")
_UNREADABLE = Message(
    "文件不是可识别的文本（UTF-8、GB18030、UTF-16 均不符），请以 UTF-8 另存后再检查。",
    "Not readable as text (UTF-8, GB18030 or UTF-16); save it as UTF-8 and check again.",
)
_EMPTY = Message("文件中没有文字，请核对是否选错了文件。", "The file holds no text; see whether it is the right one.")


class Line(NamedTuple):
    """A non-empty line without its outer blanks; ``raw`` is where the line itself starts (tabs count in tables)."""

    start: int
    end: int
    raw: int
    number: int


class TextReader:
    """Reads .txt and .md."""

    format = "text"

    def accepts(self, data: bytes, path: str) -> bool:
        """Whether the bytes decode as text."""
        del path
        return decode(data) is not None

    def read(self, data: bytes, path: str, limits: Limits) -> Document:
        """Return the document; FAILED where no encoding fits or there is nothing to read."""
        del limits
        text = decode(data)
        if text is None:
            return failed(path, data, self.format, _UNREADABLE)
        if not text.strip():
            return failed(path, data, self.format, _EMPTY)
        return Document(path, hashlib.sha256(data).hexdigest(), text, tuple(_blocks(text)), format=self.format)


def _blocks(text: str) -> Iterator[Block]:
    """Yield the blocks of the text, tables numbered in order."""
    tables = 0
    for block in _unnumbered(text):
        if isinstance(block, Table):
            yield Table(block.start, block.end, block.rows, block.columns, block.cells, tables)
            tables += 1
        else:
            yield block


def _unnumbered(text: str) -> Iterator[Block]:
    """HTML tables inside Markdown stand between stretches of lines."""
    at = 0
    last = max((match.end() for match in _MARKUP_END.finditer(text)), default=0)
    for match in _MARKUP_TABLE.finditer(text, 0, last):
        table = markup_table(text, match.start(), match.end())
        if table is None:
            continue
        yield from _flow(text, at, match.start())
        yield table
        at = match.end()
    yield from _flow(text, at, len(text))


def _flow(text: str, start: int, end: int) -> Iterator[Block]:
    lines = _lines(text, start, end)
    tabbed, wrapped = _tab_tables(text, lines), going_on(text, lines)
    at = 0
    while at < len(lines):
        taken, block = (
            _pipe_table(text, lines, at)
            or _tab_table(text, lines, at, tabbed[at])
            or _wrapped(text, lines, at, wrapped)
            or (1, _single(text, lines[at]))
        )
        at += taken
        if block is not None:
            yield block


def _lines(text: str, start: int, end: int) -> list[Line]:
    """Return the non-empty lines; ``number`` counts all line ends before, so that neighbours can be told."""
    lines: list[Line] = []
    number = 0
    last = start
    for match in _LINE.finditer(text, start, end):
        gap = text[last : match.start()]
        number += len(gap) - gap.count("\r\n")
        last = match.end()
        body = match.group()
        stripped = body.strip()
        if stripped:
            first = match.start() + body.index(stripped[0])
            lines.append(Line(first, first + len(stripped), match.start(), number))
    return lines


def _single(text: str, line: Line) -> Block | None:
    body = text[line.start : line.end]
    mark = _HEADING.match(body)
    if mark:
        start, end = unmarked(text, line.start + mark.end(), line.end)
        return Heading(start, end, len(mark.group(1))) if start < end else None
    start, end = unmarked(text, line.start, line.end)
    if is_title(text[start:end]):
        return Heading(start, end, 0)
    return Paragraph(line.start, line.end)


def _wrapped(text: str, lines: Sequence[Line], at: int, wrapped: Sequence[bool]) -> tuple[int, Block] | None:
    """Return lines that one sentence was broken over as one block."""
    end = next(index for index in range(at, len(lines)) if not wrapped[index])
    if end == at:
        return None
    start, stop = lines[at].start, lines[end].end
    titled = is_title(joined(text[start:stop].splitlines()))
    return end - at + 1, Heading(start, stop, 0) if titled else Paragraph(start, stop)


def unmarked(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without blanks, bold marks and closing # around it."""
    before = (-1, -1)
    while before != (start, end):
        before = (start, end)
        start, end = trimmed(text, start, end)
        for mark in _MARKS:
            if text.startswith(mark, start, end):
                start += len(mark)
            if end - len(mark) >= start and text.endswith(mark, start, end):
                end -= len(mark)
    return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return the span without outer blanks; an empty one stays at its start."""
    body = text[start:end]
    inner = body.strip()
    if not inner:
        return start, start
    first = start + len(body) - len(body.lstrip())
    return first, first + len(inner)


def _consecutive(lines: Sequence[Line], at: int) -> Iterator[Line]:
    """Yield the lines from ``at`` on that follow each other without an empty line between."""
    first = lines[at].number - at
    while at < len(lines) and lines[at].number == first + at:
        yield lines[at]
        at += 1


def _pipe_table(text: str, lines: Sequence[Line], at: int) -> tuple[int, Block] | None:
    """Return a Markdown table: header row, delimiter row (no row of ours), body rows."""
    run: list[Line] = []
    for line in _consecutive(lines, at):
        if not _PIPE.search(text, line.start, line.end):
            break
        if len(run) == 1 and not _DELIMITER.fullmatch(text, line.start, line.end):
            return None
        run.append(line)
    if len(run) < 2:  # noqa: PLR2004  header and delimiter
        return None
    rows = [_pipe_cells(text, line) for line in (run[0], *run[2:])]
    return len(run), _table(text, run[0].start, run[-1].end, rows)


def _pipe_cells(text: str, line: Line) -> list[tuple[int, int]]:
    cuts = [match.start() for match in _PIPE.finditer(text, line.start, line.end)]
    if cuts[0] != line.start:
        cuts.insert(0, line.start - 1)
    if cuts[-1] != line.end - 1:
        cuts.append(line.end)
    return [(before + 1, after) for before, after in pairwise(cuts)]


_Row = list[tuple[int, int]]


def _tab_tables(text: str, lines: Sequence[Line]) -> list[int]:
    """Return for each line how many rows the table has that begins with it; 0 where none does.

    Rows are neighbours of equally many tabs; not a table of contents, nor a copied list of which only one column is filled.
    """
    counts = [text.count("\t", line.raw, _line_end(text, line)) for line in lines]
    found = [0] * len(lines)
    end = len(lines)
    while end:
        begin = end - 1
        while begin and counts[begin] == counts[begin - 1] and lines[begin].number == lines[begin - 1].number + 1:
            begin -= 1
        if counts[begin] and end - begin > 1:
            rows = [_tab_cells(text, line) for line in lines[begin:end]]
            found[begin:end] = [
                size if size > 1 and full * 2 >= size and not contents else 0
                for size, full, contents in _endings(text, rows)
            ]
        end = begin
    return found


def _endings(text: str, rows: Sequence[_Row]) -> list[tuple[int, int, bool]]:
    """Return for each row, of the rows from it on: how many, how many filled, and whether they are a table of contents.

    A table of contents has numbered titles with page numbers that never fall.
    """
    found: list[tuple[int, int, bool]] = []
    full = numbered = 0
    paged, page = True, 0
    for size, row in enumerate(reversed(rows), 1):
        full += sum(bool(text[start:end].strip()) for start, end in row) > 1
        last = text[slice(*row[-1])].strip()
        paged = paged and _PAGE.fullmatch(last) is not None and (size == 1 or int(last) <= page)
        page = int(last) if paged else 0
        numbered += paged and is_numbered(text[slice(*unmarked(text, *row[0]))])
        found.append((size, full, paged and numbered * 2 >= size))
    return found[::-1]


def _tab_table(text: str, lines: Sequence[Line], at: int, count: int) -> tuple[int, Block] | None:
    if not count:
        return None
    rows = [_tab_cells(text, line) for line in lines[at : at + count]]
    return count, _table(text, rows[0][0][0], rows[-1][-1][1], rows)


def _line_end(text: str, line: Line) -> int:
    match = _LINE_END.search(text, line.end)
    return match.start() if match else len(text)


def _tab_cells(text: str, line: Line) -> _Row:
    cells: _Row = []
    at = line.raw
    for part in text[line.raw : _line_end(text, line)].split("\t"):
        cells.append((at, at + len(part)))
        at += len(part) + 1
    return cells


def _table(text: str, start: int, end: int, rows: Sequence[Sequence[tuple[int, int]]]) -> Table:
    cells = tuple(
        Cell(row, column, *unmarked(text, *span)) for row, spans in enumerate(rows) for column, span in enumerate(spans)
    )
    return Table(start, end, len(rows), max(len(spans) for spans in rows), cells)
