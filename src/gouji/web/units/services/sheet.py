"""A file of units to rows: which column is what, whatever the headings are called and wherever the table begins."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gouji.api import Limits, read_bytes
from gouji.web.core.errors import Refused

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from gouji.model.document import Document, Table

_LIMITS = Limits(size=2 * 2**20, unpacked=64 * 2**20, cells=100_000, seconds=30, memory=2**30)
_MOST_ROWS = 5000
_HEAD = 10  # titles and notes stand above the headings in so many rows at most
_NOISE = re.compile(r"[\s*＊]+")


@dataclass(frozen=True, slots=True)
class Line:
    """One row as printed: its number in the table (from 1, as a spreadsheet counts) and its cells by field."""

    number: int
    cells: Mapping[str, str]


def read_lines(data: bytes, file_name: str) -> list[Line]:
    """Return the rows of an xlsx or csv file, read in a child process; raises Refused with what to do."""
    if not file_name.lower().endswith((".xlsx", ".csv")):
        raise Refused("format", _("请用 xlsx 或 csv 文件；旧的 xls 请先另存为 xlsx。"))
    documents = read_bytes(data, file_name, _LIMITS)
    tables = [_grid(document, table) for document in documents for table in document.tables]
    for table in tables:
        if (found := _lines(table)) is not None:
            if len(found) > _MOST_ROWS:
                raise Refused("too_long", _("清单超过 %(most)s 行，请分成几份。") % {"most": _MOST_ROWS})
            return found
    problems = [message.zh for document in documents for message in document.problems]
    raise Refused("headings", " ".join([*problems, _("没有找到表头：第一行应有“单位编码”和“单位名称”两列。")]))


@cache
def words() -> Mapping[str, Any]:
    """Return the headings and words of ``data/columns.toml``."""
    return tomllib.loads((files("gouji.web.units") / "data" / "columns.toml").read_text(encoding="utf-8"))


def _grid(document: Document, table: Table) -> list[list[str]]:
    rows = [[""] * table.columns for _row in range(table.rows)]
    for cell in table.cells:
        rows[cell.row][cell.column] = document.text[cell.start : cell.end].strip()
    return rows


def _lines(rows: Sequence[Sequence[str]]) -> list[Line] | None:
    """Return the rows below the headings, None where there are none of a unit list."""
    for at, row in enumerate(rows[:_HEAD]):
        columns = dict(_columns(row))
        if {"code", "name"} <= columns.keys():
            below = enumerate(rows[at + 1 :], start=at + 2)
            return list(_filled(below, columns))
    return None


def _filled(rows: Iterable[tuple[int, Sequence[str]]], columns: Mapping[str, int]) -> Iterator[Line]:
    for number, row in rows:
        cells = {field: row[column] for field, column in columns.items()}
        if any(cells.values()):
            yield Line(number, cells)


def _columns(row: Sequence[str]) -> Iterator[tuple[str, int]]:
    heads = [_NOISE.sub("", cell).lower() for cell in row]
    for field in ("code", "name", "short_name", "parent", "nature", "publishes"):
        for word in words()[field]:
            if word in heads:
                yield field, heads.index(word)
                break
