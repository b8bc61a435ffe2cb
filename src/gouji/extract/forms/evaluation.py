"""Performance tables (绩效目标表, 自评表): several headers in one table, each naming the columns of the lines below it.

Such a table has no one header: money stands under 年初预算数, 全年执行数, 执行率, indicators under 分值, 得分. A row that names two
of these columns or more begins a stretch; its columns hold until the next such row. What stands under 分值 and 得分 are points: counted, never rounded, and of no row's unit.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.tables.matrix import Matrix
from gouji.extract.tables.words import PERFORMANCE_TITLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from gouji.extract.extraction import Extraction, Grid
    from gouji.model.document import Document, Table
    from gouji.model.figure import Figure

_HEADS = (
    ("weight", re.compile(r"^(?:指标)?(?:分值|权重|分值权重|指标权重)(?:[(（](?:%|分|\d{2,3}分)[)）])?$")),
    ("score", re.compile(r"^(?:自评)?得分(?:[(（]分[)）])?$")),
    ("opening", re.compile(r"^年初预算数?(?:[(（].{1,4}[)）])?$")),
    ("budget", re.compile(r"^(?:全年|调整后?|年度)?预算数(?:[(（].{1,6}[)）])?$")),
    ("executed", re.compile(r"^(?:全年|实际|年度)?(?:预算)?执行数(?:[(（].{1,6}[)）])?$")),
    ("rate", re.compile(r"^(?:预算)?执行率(?:[(（]%[)）])?$")),
    ("project", re.compile(r"^(?:单位)?(?:[(（]?项目[)）]?)名称$")),
    ("indicator", re.compile(r"^三级指标$|^指标名称$")),
    ("target", re.compile(r"^(?:年度|预期)?指标值$")),
    ("result", re.compile(r"^(?:全年)?(?:实际)?完成(?:值|情况)$")),
    ("nature", re.compile(r"^(?:指标)?(?:值)?(?:性质|类型)$")),
    (
        "reason",
        re.compile(r"^(?:偏差|未完成)?(?:存在问题|原因)(?:分析|说明)?(?:[及和与、]?(?:改进|整改)措施)?(?:说明)?$"),
    ),
    (
        "funds",
        re.compile(r"^(?:当年|年度|项目)?(?:财政拨款)?(?:资金总额|资金金额|项目资金|预算金额)(?:[(（].{1,6}[)）])?$"),
    ),
)
_POINTS = re.compile(r"(\d{2,3})分")
_NUMBER = re.compile(r"(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:分|%|万元|元)?$")
_TOTAL = re.compile(r"^(?:总分|总得分|合计|总计|自评总分|自评得分|总\s*分)$")
_PROJECT = re.compile(r"^(?:专项)?[(（]?项目[)）]?名称$")
_ASKED = re.compile(r"^(?:当年预算|(?:实施期|年度|项目)?资金总额)[:：]?(?:[(（].{1,6}[)）])?$")
_LEAST = 2


POINTS = frozenset(("weight", "score"))


@dataclass(frozen=True, slots=True)
class Amount:
    """A printed number of such a table: its value, span and cell; ``step`` is one unit of its last digit."""

    value: Decimal
    start: int
    end: int
    step: Decimal
    row: int
    column: int


@dataclass(frozen=True, slots=True)
class Row:
    """One line below a header of the table: its amounts and its words by the heads over them; ``total`` marks 总分."""

    total: bool
    amounts: dict[str, Amount]
    words: dict[str, str]


@dataclass(frozen=True, slots=True)
class Evaluation:
    """One performance table. ``points`` is the sum that a head promises for the weights (分值权重（90分）), None if none does."""

    table: Table
    rows: tuple[Row, ...]
    points: Decimal | None

    def column(self, head: str) -> list[Amount]:
        """Return the amounts under a head, without those of 总分."""
        return [row.amounts[head] for row in self.rows if head in row.amounts and not row.total]

    @property
    def total(self) -> Row | None:
        """The line of 总分, None where there is not exactly one."""
        totals = [row for row in self.rows if row.total]
        return totals[0] if len(totals) == 1 else None


@dataclass(frozen=True, slots=True)
class Funds:
    """The money that a performance table asks for a project, by the project's name."""

    project: str
    table: Table
    amount: Amount


def evaluations(extraction: Extraction) -> Iterator[Evaluation]:
    """Yield the performance tables with what their headers name; one of several projects (项目名称) gives one for each.

    ``Extraction.evaluations`` keeps them.

    A table that names its columns twice for the same thing (two projects one below the other) is left out.
    """
    for table in _tables(extraction.grids):
        yield from _evaluation(Matrix(extraction.document, table))


def funds(extraction: Extraction) -> Iterator[Funds]:
    """Yield the money of each project: in a column of its own, or on a line of its own under 项目名称."""
    for evaluation in extraction.evaluations:
        for row in evaluation.rows:
            project = row.words.get("project", "")
            if project and "funds" in row.amounts and not row.total:
                yield Funds(project, evaluation.table, row.amounts["funds"])
    for table in _tables(extraction.grids):
        yield from _on_lines(Matrix(extraction.document, table))


def _on_lines(matrix: Matrix) -> Iterator[Funds]:
    project = ""
    for row in range(matrix.rows):
        label, *rest = matrix.texts(row) or [""]
        if _PROJECT.match(label):
            project = rest[0] if rest else ""
        column = next((at for at in range(matrix.columns) if _ASKED.match(matrix.own(row, at))), None)
        after = () if column is None else range(column + 1, matrix.columns)
        found = next((at for at in after if matrix.own(row, at)), None)
        amount = None if found is None else _amount(matrix, row, found)
        if project and amount is not None:
            yield Funds(project, matrix.table, amount)
            project = ""


def figure_of(extraction: Extraction, table: Table, amount: Amount) -> Figure | None:
    """Return the figure that an amount is, None where its cell holds another number or one that is not exact."""
    numbers = extraction.in_cell.get((table.index, amount.row, amount.column), ())
    found = [extraction.figures[number] for number in numbers]
    return found[0] if len(found) == 1 and found[0].exact and found[0].value == amount.value else None


def points(document: Document, grids: Iterable[Grid]) -> frozenset[tuple[int, int, int]]:
    """Return the cells (table, row, column) that hold points, as the headers over them say."""
    return frozenset(
        (table.index, amount.row, amount.column)
        for table in _tables(grids)
        for evaluation in _evaluation(Matrix(document, table))
        for row in evaluation.rows
        for name, amount in row.amounts.items()
        if name in POINTS
    )


def performance(grids: Iterable[Grid]) -> list[Grid]:
    """Return the grids of performance tables, one a table."""
    chosen = {grid.table.index: grid for grid in grids if grid.note or PERFORMANCE_TITLE.search(grid.title)}
    return list(chosen.values())


def _tables(grids: Iterable[Grid]) -> list[Table]:
    return [grid.table for grid in performance(grids)]


def _evaluation(matrix: Matrix) -> Iterator[Evaluation]:
    heads: dict[int, str] = {}
    named: list[str] = []
    points: set[Decimal] = set()
    rows: dict[str, list[Row]] = {}
    project = ""
    for row in range(matrix.rows):
        found = _heads(matrix, row)
        if len(set(found.values())) >= _LEAST:
            heads = found
            named += [name for name in set(found.values()) if name in {"executed", "indicator", "target"}]
            points |= {Decimal(match[1]) for column in found if (match := _POINTS.search(matrix.own(row, column)))}
        elif heads:
            project = next((matrix.cover(row, at) for at, name in heads.items() if name == "project"), "") or project
            rows.setdefault(project, []).append(_row(matrix, row, heads))
    if len(named) == len(set(named)) and len(points) < _LEAST:
        promised = points.pop() if points else None
        for group in rows.values():
            yield Evaluation(matrix.table, tuple(group), promised)


def _heads(matrix: Matrix, row: int) -> dict[int, str]:
    """Return column to head for the columns of a row that name one; a head that two columns bear counts for neither."""
    if any(_NUMBER.match(text) for text in matrix.texts(row)):
        return {}
    found = {
        column: name
        for column in range(matrix.columns)
        for name, pattern in _HEADS
        if pattern.match(matrix.own(row, column))
    }
    names = list(found.values())
    return {column: name for column, name in found.items() if names.count(name) == 1}


def _row(matrix: Matrix, row: int, heads: dict[int, str]) -> Row:
    texts = matrix.texts(row)
    read = {name: _amount(matrix, row, column) for column, name in heads.items()}
    amounts = {name: amount for name, amount in read.items() if amount is not None}
    words = {name: matrix.cover(row, column) for column, name in heads.items()}
    return Row(any(_TOTAL.match(text) for text in texts), amounts, words)


def _amount(matrix: Matrix, row: int, column: int) -> Amount | None:
    cell = matrix.cell(row, column)
    match = _NUMBER.match(matrix.own(row, column))
    if cell is None or not match:
        return None
    value = Decimal(match["value"].replace(",", ""))
    step = Decimal(1).scaleb(int(value.as_tuple().exponent))
    return Amount(value, cell.start, cell.end, step, cell.row, cell.column)
