"""An item that the text names (a project, a fund's use) stands under the same name in a table, with another amount.

Names of one's own have no code, so the name itself must be the link: it stands once in the tables, and at least one other
item of the same list agrees with the same column of the same table. Then the list and the table speak of one thing. A longer
or shorter name (困难企业特困救助、职工帮扶资金 for 困难企业、职工帮扶资金) is the same where the budget that the text gives stands in its line.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.extract.once import once
from gouji.extract.papers.facts import level_of, title_level
from gouji.extract.prose.words import strip_label
from gouji.model.claim import Claim, Kind, Linear, Source
from gouji.model.figure import Dimension
from gouji.rules.papers import titled_of
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Grid, Line, Statement
    from gouji.model.claim import Verdict
    from gouji.rules.rule import Context

TITLE = "文字所列项目金额与表中同名项目不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；文字说明与表格一致"
_TABLE = """
项目支出预算表

单位：万元

| 项目名称 | 合计 | 财政拨款 |
|---|---|---|
| 合计 | 96.00 | 96.00 |
| 示例热线运行费 | 30.00 | 30.00 |
| 示例网络运行费 | 50.00 | 50.00 |
| 示例外聘人员费 | 16.00 | 16.00 |
"""
GOOD = f"""
# 虚构市示例局2024年部门预算

2024年项目支出预算96.00万元，其中：示例热线运行费30.00万元，示例网络运行费50.00万元，示例外聘人员费16.00万元。
{_TABLE}"""
BAD = f"""
# 虚构市示例局2024年部门预算

2024年项目支出预算安排：示例热线运行费30.00万元，示例网络运行费50.00万元，示例外聘人员费«15.00万元»。
{_TABLE}"""

_SHORTEST = 4
_YEAR = re.compile(r"^20\d{2}年?度?")
_Column = tuple[int, int]


def check(extraction: Extraction, context: Context) -> Iterator[Claim]:
    """Claim each named item of a list against the columns that confirm most of the list."""
    del context
    cells = cells_by_name(extraction)
    for group in _lists(extraction):
        linked = [(part, row) for part in group if (row := _of_level(extraction, part, _row(extraction, part, cells)))]
        columns = _confirming(extraction, linked)
        for part, row in linked:
            elsewhere = any(_equal(extraction, part, cell) for at, cell in row.items() if at not in columns)
            cell = next((row[column] for column in columns if column in row), None)
            if cell is not None and part.value is not None and not elsewhere:
                yield _claim(part, part.value, cell)


def _row(extraction: Extraction, part: Statement, cells: dict[str, dict[_Column, int]]) -> dict[_Column, int] | None:
    """Return the cells of the item's line: by its name, else by a name much like it whose line bears the item's budget."""
    name = without_year(part.label)
    if name in cells or part.budget is None or part.value is None:
        return cells.get(name)
    name = name.removesuffix("预算")
    found = [
        row
        for other, row in cells.items()
        if _within(name, other) and any(_same(extraction, part.budget, cell) for cell in row.values())
    ]
    return found[0] if len(found) == 1 else None


def _of_level(extraction: Extraction, part: Statement, row: dict[_Column, int] | None) -> dict[_Column, int]:
    """Return the cells of tables of the item's level: 县本级 has the items of 全县 in other amounts."""
    if not row or not extraction.governmental:
        return row or {}
    level = level_of(extraction, part.start)
    levels = _levels(extraction)
    return {at: cell for at, cell in row.items() if not level or levels.get(at[0], "") in ("", level)}


@once
def _levels(extraction: Extraction) -> dict[int, str]:
    return {grid.table.index: title_level(grid.title) for grid in extraction.grids}


def _within(first: str, second: str) -> bool:
    """Whether the shorter of two names is what is left of the longer when some of its characters are struck out."""
    short, long = sorted((first, second), key=len)
    rest = iter(long)
    return len(short) >= _SHORTEST and all(character in rest for character in short)


def _claim(part: Statement, value: int, cell: int) -> Claim:
    """Claim agreement; a 科目 has codes and funds to be compared by, so that its mere name proves and never accuses."""
    return Claim(
        rule="EQ103",
        kind=Kind.EQUAL,
        source=Source.TABLE,
        shape=Linear(plus((cell,)), value),
        start=part.start,
        end=part.end,
        certain=not {"function", "economic"} & explain(part.label).axes.keys(),
    )


def _confirming(extraction: Extraction, linked: list[tuple[Statement, dict[_Column, int]]]) -> tuple[_Column, ...]:
    """Return the columns that agree with more than half of the items that stand in them, the best first."""
    votes = Counter(at for part, row in linked for at, cell in row.items() if _equal(extraction, part, cell))
    stand = Counter(at for _, row in linked for at in row)
    return tuple(at for at, count in votes.most_common() if count * 2 > stand[at] > 1)


def _lists(extraction: Extraction) -> Iterator[tuple[Statement, ...]]:
    """Yield the members of each list, the statements side by side outside of lists, and paragraphs with a title and one amount."""
    yield extraction.statements
    yield titled_of(extraction)
    for node in extraction.index.nodes:
        if node.statement.parts:
            yield node.statement.parts


@once
def cells_by_name(extraction: Extraction) -> dict[str, dict[_Column, int]]:
    """Return name to the cells of its lines by (table, column), where it stands in one line of the table."""
    rows: dict[tuple[str, int], list[tuple[Grid, Line]]] = defaultdict(list)
    for grid in extraction.grids:
        for line in grid.lines:
            if line.role == "item" and not line.code:
                for name in _names(extraction, grid, line):
                    rows[without_year(name), grid.table.index].append((grid, line))
    found: dict[str, dict[_Column, int]] = defaultdict(dict)
    for (name, _), lines in rows.items():
        if len(lines) == 1:
            found[name].update(_money_cells(extraction, *lines[0]))
    return found


def _names(extraction: Extraction, grid: Grid, line: Line) -> Iterator[str]:
    """Yield the names of a line: its label, and in a government's lists what the other label columns say (类别 | 问题)."""
    labels = [line.label]
    for column in grid.columns if extraction.governmental else ():
        cell = grid.table.at.get((line.row, column.index)) if column.role == "label" else None
        if cell is not None:
            labels.append("".join(extraction.document.text[cell.start : cell.end].split()))
    yield from dict.fromkeys(label for label in labels if len(label) >= _SHORTEST)


def _money_cells(extraction: Extraction, grid: Grid, line: Line) -> dict[_Column, int]:
    cells: dict[_Column, int] = {}
    for column in grid.columns:
        if column.role != "value":
            continue
        numbers = extraction.in_cell.get((grid.table.index, line.row, column.index), ())
        if len(numbers) == 1 and extraction.index.is_money(numbers[0]):
            cells[grid.table.index, column.index] = numbers[0]
    return cells


def without_year(label: str) -> str:
    """Return a name without the year before it, which one place prints and the other leaves out."""
    return _YEAR.sub("", strip_label(label))


def _equal(extraction: Extraction, part: Statement, cell: int) -> bool:
    return part.value is not None and _same(extraction, part.value, cell)


def _same(extraction: Extraction, number: int, cell: int) -> bool:
    """Whether two amounts of money agree within their rounding; nothing agrees with nothing."""
    figure, other = extraction.figures[number], extraction.figures[cell]
    if figure.unit is None or figure.unit.dimension is not Dimension.MONEY or not figure.amount or not other.exact:
        return False
    return abs(figure.amount - (other.amount or 0)) <= figure.slack + other.slack


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for an item that differs from its line in the table."""
    cell, item = (extraction.figures[number] for number in verdict.claim.figures)
    title = next((grid.title for grid in extraction.grids if grid.table.index == cell.table), "")
    where = f"“{title}”" if title else f"第{(cell.table or 0) + 1}张表"
    return f"文字写{item.text}，{where}同名项目为{cell.text}，不一致，请核实。"
