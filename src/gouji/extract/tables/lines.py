"""The lines of a block: code, label, role, and the tree that codes, numbering marks, indentation and groups make."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.extraction import Line
from gouji.extract.tables.tree import COLUMN_INDENT, Node, build
from gouji.extract.tables.words import (
    BARE_TOTAL,
    CODE,
    LABELLED_CODE,
    NOTE,
    OF_WHICH,
    TOTAL,
    is_amount,
    is_nil,
    split_mark,
)

if TYPE_CHECKING:
    from gouji.extract.tables.header import Header
    from gouji.extract.tables.matrix import Matrix

_LEVEL_DIGITS = 3
_ROLES = ("code", "label", "value")


def read_lines(matrix: Matrix, header: Header, first: int, last: int) -> tuple[Line, ...]:
    """Return the lines of the block of columns ``first:last``, in order, with their tree."""
    nodes = [Node(line) for line in _lines(matrix, header, first, last)]
    build(nodes)
    return tuple(
        node.line._replace(role=node.role, depth=node.depth, parent=node.parent.line.row if node.parent else None)
        for node in nodes
    )


class _Block(NamedTuple):
    """The columns of a block by what they hold; ``split`` where several of codes hold the parts of one: 类 | 款 | 项."""

    codes: list[int]
    labels: list[int]
    values: list[int]
    split: bool


def _lines(matrix: Matrix, header: Header, first: int, last: int) -> list[Line]:
    lines: list[Line] = []
    carry = ""
    ranks = _ranks(matrix, header, range(first, last))
    codes, labels, values = (
        [column for column in range(first, last) if header.roles[column] == role] for role in _ROLES
    )
    block = _Block(codes, labels, values, split=len(codes) > 1 and _split_code(matrix, header, codes))
    for row in range(header.end, matrix.rows):
        if not matrix.texts(row) or header.repeated(matrix, row):
            continue
        line = _line(matrix, header, row, block, carry)
        if line is not None:
            mark, ordinal = ranks.get(row, (0, 0))
            lines.append(line if line.mark or not mark else line._replace(mark=mark, ordinal=ordinal))
            carry = line.code or carry
    return lines


def _ranks(matrix: Matrix, header: Header, columns: range) -> dict[int, tuple[int, int]]:
    """Return (level of the mark, its number) by row from a column of numbers (序号) with marks of several levels: 一, 1, 2, 二."""
    found: dict[int, tuple[int, int]] = {}
    for column in columns:
        if header.roles[column] == "rowno":
            for row in range(header.end, matrix.rows):
                mark, ordinal, _ = split_mark(f"{matrix.own(row, column).rstrip('、.．')}、项")
                if mark:
                    found[row] = (mark, ordinal)
    return found if len({mark for mark, _ in found.values()}) > 1 else {}


def _line(matrix: Matrix, header: Header, row: int, block: _Block, carry: str) -> Line | None:
    code_columns, label_columns, value_columns, _ = block
    code, code_column = _code(matrix, header, row, block, carry)
    label_column = _label_column(matrix, row, label_columns, code_column)
    label = matrix.cover(row, label_column) if label_column is not None else ""
    if label_column is None and code_columns:
        texts = [text for column in code_columns if (text := matrix.cover(row, column)) and not is_amount(text)]
        label = texts[0] if texts else ""
    group = _group(matrix, row, label_columns, label_column) if label_column is not None else ""
    if not code:
        code, label = _labelled_code(label)
    if not label and not code and not any(is_amount(matrix.own(row, column)) for column in value_columns):
        return None
    rank = label_columns.index(label_column) if label_column in label_columns else 0
    indent = rank * COLUMN_INDENT + (_indent(matrix, row, label_column) if label_column is not None else 0)
    return _described(
        Line(row, code, label, indent=indent, group=group), _of_left(matrix, row, label_columns, label_column)
    )


def _described(line: Line, left: str) -> Line:
    """Return the line with its mark, role and bare label; ``left`` heads it where it is only called 小计."""
    if NOTE.match(line.label):
        return line._replace(code="", role="note", indent=0)
    mark, ordinal, bare = split_mark(line.label)
    of_which = OF_WHICH.match(bare)
    if of_which:
        inner, number, bare = split_mark(of_which["rest"])
        return line._replace(label=bare, role="of_which", mark=mark or inner, ordinal=ordinal or number)
    if line.group and BARE_TOTAL.match(bare):
        return line._replace(label=bare, role="total")
    if left and BARE_TOTAL.match(bare):
        return line._replace(label=left, mark=0)
    role = "total" if TOTAL.match(bare) and not line.code else "item"
    return line if role == line.role and not mark else line._replace(label=bare, role=role, mark=mark, ordinal=ordinal)


def _of_left(matrix: Matrix, row: int, columns: list[int], own: int | None) -> str:
    """Return the label that a one-row group prints left of its 小计."""
    if own is None or BARE_TOTAL.match(matrix.own(row, columns[0])):
        return ""
    left = [text for column in columns if column < own and (text := matrix.own(row, column))]
    cell = matrix.cell(row, columns[0])
    return left[0] if left and cell and cell.row_span == 1 else ""


def _code(matrix: Matrix, header: Header, row: int, block: _Block, carry: str) -> tuple[str, int | None]:
    """Return the row's code, its columns of 类, 款 and 项 joined; a blank 类 is carried from the line above."""
    cells = [(column, matrix.own(row, column)) for column in block.codes]
    digits = [(column, code) for column, text in cells if (code := text.strip("[]")).isdigit()]
    if not digits:
        return "", None
    if block.split:
        return _joined(block.codes, dict(digits), carry), block.codes[-1]
    subject = [item for item in digits if "单位" not in "".join(header.paths[item[0]])]
    column, code = (subject or digits)[0]
    return (code if CODE.match(code) else ""), column


def _split_code(matrix: Matrix, header: Header, columns: list[int]) -> bool:
    """Whether several code columns hold the parts of one code: 类 | 款 | 项."""
    heads = [header.paths[column][-1] if header.paths[column] else "" for column in columns]
    if [head for head in heads if head in {"类", "款", "项"}][:2] == ["类", "款"]:
        return True
    longest = [
        max(
            (len(text) for text in matrix.body(column, header.end) if text.isdigit()),
            default=0,
        )
        for column in columns
    ]
    return longest[0] == _LEVEL_DIGITS and all(length <= 2 for length in longest[1:])  # noqa: PLR2004  款 and 项 have two digits


def _joined(columns: list[int], parts: dict[int, str], carry: str) -> str:
    joined = ""
    for index, column in enumerate(columns[:3]):
        part = parts.get(column, "")
        if not part:
            later = any(parts.get(after) for after in columns[index + 1 :])
            width = (_LEVEL_DIGITS if index == 0 else 2) + len(joined)
            if not later or len(carry) < width:
                break
            part = carry[len(joined) : width]
        part = part[len(joined) :] if joined and part.startswith(joined) else part
        joined += part
    return joined if CODE.match(joined) else ""


def _label_column(matrix: Matrix, row: int, columns: list[int], code_column: int | None) -> int | None:
    """Return the column of the row's own label: right of its code, else the rightmost that is filled."""
    if code_column is not None and code_column + 1 in columns and matrix.own(row, code_column + 1):
        return code_column + 1
    filled = [column for column in columns if not is_nil(matrix.own(row, column))]
    if filled:
        grouped = (cell := matrix.cell(row, filled[0])) is not None and cell.row_span > 1
        total = bool(BARE_TOTAL.match(matrix.own(row, filled[-1])))
        return filled[-1] if grouped or total else filled[0]
    spanned = [
        column
        for column in columns
        if (cell := matrix.cell(row, column)) and cell.row == row and not is_nil(matrix.cover(row, column))
    ]
    return spanned[-1] if spanned else None


def _group(matrix: Matrix, row: int, columns: list[int], own: int) -> str:
    """Return the label of a vertically merged cell left of the row's own label."""
    for column in columns:
        cell = matrix.cell(row, column)
        if column < own and cell and cell.row_span > 1 and matrix.cover(row, column):
            return f"{cell.row}:{matrix.cover(row, column)}"
    return ""


def _labelled_code(label: str) -> tuple[str, str]:
    match = LABELLED_CODE.match(label)
    return (match["code"], match["name"]) if match else ("", label)


def _indent(matrix: Matrix, row: int, column: int) -> int:
    """Return how far a label is indented, in half characters: by its blanks, or on a page by where it begins."""
    raw = matrix.raw(row, column)
    blank = raw[: len(raw) - len(raw.lstrip())]
    printed = sum(2 if character == "\u3000" else 1 for character in blank)
    return printed or matrix.indents(column).get(row, 0)
