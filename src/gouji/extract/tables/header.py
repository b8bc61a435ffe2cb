"""The header of a table: where it ends, what its columns are called, which rows only number the columns."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.extract.tables.words import (
    CODE,
    CODE_HEAD,
    OTHER_HEAD,
    PURE_HEAD,
    ROW_NUMBER_HEAD,
    VALUE_HEAD,
    is_amount,
    is_nil,
)

if TYPE_CHECKING:
    from gouji.extract.tables.matrix import Matrix

_TOP = 8
_YEAR = re.compile(r"(?:19|20)\d\d$")
_NUMBER = re.compile(r"\d{1,2}$|[A-Z]$")
_FORMULA = re.compile(r"[(（]?(?:\d{1,2}|[A-Z])[)）]?=[\dA-Z+()（）-]+$")
_BESIDE_NUMBERS = re.compile(r"(?:栏次|行次|[*＊]{1,2}|[类款项]|科目编码|科目名称)$")
_MIXED = Decimal("0.4")


@dataclass(frozen=True, slots=True)
class Header:
    """Rows ``start:end`` are the header, ``numbering`` those among them that number the columns; the body follows.

    ``roles`` gives "code", "rowno", "label", "value" or "other" for each column; ``paths`` the header texts from the top.
    """

    start: int
    end: int
    numbering: tuple[int, ...]
    roles: tuple[str, ...]
    paths: tuple[tuple[str, ...], ...]

    def repeated(self, matrix: Matrix, row: int) -> bool:
        """Whether a body row only repeats a header row, as on a further page."""
        texts = matrix.texts(row)
        if not texts:
            return False
        return any(texts == matrix.texts(head) for head in range(self.end))


def is_numbering(texts: list[str]) -> bool:
    """Whether the texts of a row only number the columns: 栏次 1 2 3=1+2."""
    tokens = [text for text in texts if not _BESIDE_NUMBERS.match(text)]
    if not tokens:
        return len(texts) > 1 and all("*" in text or text == "栏次" for text in texts)
    if not all(_NUMBER.match(text) or _FORMULA.match(text) for text in tokens):
        return False
    if len(tokens) == 1 and (len(texts) == 1 or not any("栏" in text or "*" in text for text in texts)):
        return False
    heads = [text.split("=")[0].strip("()（）") for text in tokens]
    ordinals = [int(head) if head.isdigit() else ord(head) - ord("A") + 1 for head in heads]
    return ordinals[0] <= _TOP and all(after - before == 1 for before, after in pairwise(ordinals))


def read_header(matrix: Matrix, start: int) -> Header:
    """Return the header of a table whose caption rows end at ``start``."""
    number_like = _number_like(matrix, start)
    first = _first_amounts(matrix, start, number_like)
    body_values = _value_columns(matrix, first, number_like) if first < matrix.rows else set()
    end = _header_end(matrix, start, first, body_values)
    numbering = tuple(row for row in range(start, end) if is_numbering(matrix.texts(row)))
    paths = _paths(matrix, start, end, numbering)
    roles = _roles(matrix, end, paths, number_like, body_values)
    return Header(start, end, numbering, roles, paths)


def _number_like(matrix: Matrix, start: int) -> dict[int, str]:
    """Return the columns of codes ("code") and of row numbers ("rowno")."""
    found: dict[int, str] = {}
    for column in range(matrix.columns):
        top = [matrix.cover(row, column) for row in range(start, min(start + _TOP, matrix.rows))]
        heads = []
        for text in top:
            if text and (is_amount(text) or CODE.match(text)):
                break
            heads.append(text)
        if any(ROW_NUMBER_HEAD.match(text) for text in heads):
            found[column] = "rowno"
        elif (any(CODE_HEAD.search(text) for text in heads) and _codes_only(matrix, column, start)) or _looks_coded(
            matrix, column, start
        ):
            found[column] = "code"
    return found


def _codes_only(matrix: Matrix, column: int, start: int) -> bool:
    """Whether every numeric text of the column is digits of a code, none an amount, and longer texts are few."""
    texts = [text for text in matrix.body(column, start) if text]
    numeric = [text for text in texts if is_amount(text)]
    named = len(texts) - len(numeric)
    return bool(numeric) and all(text.isdigit() for text in numeric) and len(numeric) * 2 >= named - 3


def _looks_coded(matrix: Matrix, column: int, start: int) -> bool:
    body = matrix.body(column, start)
    coded = [row for row, text in enumerate(body, start) if text and CODE.match(text)]
    if len(coded) <= 1 or len(coded) != sum(is_amount(text) for text in body):
        return False
    named = sum(bool(text := matrix.own(row, column + 1)) and not is_amount(text) for row in coded)
    return named * 2 > len(coded)


def _first_amounts(matrix: Matrix, start: int, number_like: dict[int, str]) -> int:
    """Return the first row that holds an amount."""
    for row in range(start, matrix.rows):
        texts = matrix.texts(row)
        if is_numbering(texts):
            continue
        amounts = [
            text
            for column in range(matrix.columns)
            if column not in number_like and is_amount(text := matrix.own(row, column))
        ]
        if amounts and not all(_YEAR.match(text) for text in amounts):
            return row
    return matrix.rows


def _value_columns(matrix: Matrix, first: int, number_like: dict[int, str]) -> set[int]:
    values = set()
    for column in range(matrix.columns):
        if column in number_like:
            continue
        texts = [text for text in matrix.body(column, first) if not is_nil(text)]
        numeric = sum(is_amount(text) for text in texts)
        if numeric and (len(texts) - numeric) <= _MIXED * len(texts):
            values.add(column)
    return values


def _header_end(matrix: Matrix, start: int, first: int, values: set[int]) -> int:
    """Return the row after the last header row: text stands in value columns, or the row holds header words only."""
    end = start
    for row in range(start, min(first, start + _TOP)):
        texts = matrix.texts(row)
        in_values = any(
            (text := matrix.cover(row, column)) and not is_nil(text) and not is_amount(text) for column in values
        )
        pure = bool(texts) and all(PURE_HEAD.match(text) for text in texts)
        if is_numbering(texts) or pure or in_values:
            end = row + 1
        elif not values and row == start:
            end = _spanned_end(matrix, start)
    return end


def _spanned_end(matrix: Matrix, start: int) -> int:
    """Return where the header of a table without any amount ends, by its merged cells."""
    end = start + 1
    row = start
    while row < end and row < matrix.rows:
        for column in range(matrix.columns):
            cell = matrix.cell(row, column)
            if cell and matrix.own(row, column) and cell.row == row:
                below = cell.column_span > 1 and cell.row_span == 1 and cell.column_span < matrix.columns
                end = max(end, row + cell.row_span + (1 if below else 0))
        row += 1
    return min(end, matrix.rows)


def _paths(matrix: Matrix, start: int, end: int, numbering: tuple[int, ...]) -> tuple[tuple[str, ...], ...]:
    rows = [row for row in range(start, end) if row not in numbering]
    grid = [[matrix.cover(row, column) for column in range(matrix.columns)] for row in rows]
    if not matrix.merged:
        _spread(grid)
    paths = []
    for column in range(matrix.columns):
        path: list[str] = []
        seen = None
        for row, texts in zip(rows, grid, strict=True):
            cell = matrix.cell(row, column)
            if texts[column] and (cell is not seen or not matrix.merged):
                path.append(texts[column])
            seen = cell
        paths.append(tuple(path))
    return tuple(paths)


def _spread(grid: list[list[str]]) -> None:
    """Let a header text without merge information cover the blank cells to its right that have a text below."""
    for row, below in pairwise(grid):
        for column in range(1, len(row)):
            if not row[column] and row[column - 1] and below[column] and below[column - 1]:
                row[column] = row[column - 1]


def _roles(
    matrix: Matrix,
    end: int,
    paths: tuple[tuple[str, ...], ...],
    number_like: dict[int, str],
    values: set[int],
) -> tuple[str, ...]:
    roles = []
    for column in range(matrix.columns):
        if column in number_like:
            roles.append(number_like[column])
        elif column in values:
            roles.append("value")
        else:
            roles.append(_text_role(matrix, column, end, paths[column], bool(values)))
    return tuple(roles)


def _text_role(matrix: Matrix, column: int, end: int, path: tuple[str, ...], any_values: bool) -> str:  # noqa: FBT001  a plain fact of the table
    """Return the role of a column without amounts: an empty value column, a label column, or other text."""
    body = any(not is_nil(text) for text in matrix.body(column, end))
    head = path[-1] if path else ""
    if not body and column and VALUE_HEAD.search(head) and not OTHER_HEAD.search(head):
        return "value"
    if not body and any_values and column and not CODE_HEAD.search(head):
        return "other"
    if OTHER_HEAD.search(head) and column:
        return "other"
    return "label"
