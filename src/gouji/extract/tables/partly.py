"""What a cell is about as far as title, header and line say it; its topic stays open, so that it never makes a claim.

``cell_subjects`` knows the cells whose every axis is settled. A report or an export wants to say of the others, too, what
year, money and 科目 they speak of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from gouji.extract.labels import Explained, explain
from gouji.extract.subjects import subject_of
from gouji.extract.tables.tree import UNIT_CODES
from gouji.model.figure import Nature
from gouji.model.subject import ALL, UNKNOWN, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Column, Extraction
    from gouji.extract.tables.tree import Node

_YEAR = re.compile(r"20\d\d(?=年)")
_STAFF = ("301", "303")  # 工资福利支出, 对个人和家庭的补助: 人员经费; the other classes are 公用经费


def part_subjects(extraction: Extraction, found: Sequence[Subject | None]) -> Iterator[tuple[int, Subject]]:
    """Yield (figure id, subject) for the quantities in cells of forms that ``found`` leaves open; the topic is UNKNOWN."""
    figures, in_cell = extraction.figures, extraction.in_cell
    for sheet in extraction.sheets:
        part = extraction.part(sheet.grids[0].table.start)
        title = [explain(sheet.title)]
        scope = UNKNOWN if any(node.unit for node in sheet.nodes) else ALL
        heads = [
            None if rated else _head(column, sheet.title)
            for column, rated in zip(sheet.columns, sheet.rated, strict=True)
        ]
        for node in sheet.nodes:
            line, above = _line(node), [_line(other) for other in _ancestors(node)]
            for head, spot in zip(heads, node.cells, strict=True):
                ids = in_cell.get(spot, ())
                if head is None or len(ids) != 1 or found[ids[0]] is not None:
                    continue
                figure = figures[ids[0]]
                if figure.nature is Nature.QUANTITY:
                    said = subject_of(line, [*head.words, *above], title, part, figure, "", node.line.label)
                    yield (
                        ids[0],
                        said._replace(
                            scope=scope,
                            period=head.year or said.period,
                            basis=head.basis or said.basis,
                            nature=by_economic(said.nature, said.economic),
                            topic=UNKNOWN,
                        ),
                    )


class _Head(NamedTuple):
    """What a column's header says, the innermost text first; "" where it names no year or basis."""

    words: list[Explained]
    year: str
    basis: str


def _head(column: Column, title: str) -> _Head:
    words = [explain(text) for text in reversed(column.path)]
    years = [year for text in (*column.path, title) for year in _YEAR.findall(text)]
    basis = next((head.axes["basis"] for head in words if "basis" in head.axes), "")
    return _Head(words, years[0] if years else "", basis)


def _line(node: Node) -> Explained:
    """Return what a line says: its code before its name; a total says nothing of its own."""
    if node.role == "total":
        return Explained({"flow": flow} if (flow := explain(node.line.label).axes.get("flow")) else {})
    code = node.line.code
    if node.unit or len(code) in UNIT_CODES:
        return Explained()
    if code[:1] == "2":
        return Explained({"function": code})
    if code[:1] in {"3", "5"}:
        return Explained({"economic": code})
    return explain(node.line.label)


def _ancestors(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def by_economic(nature: str, economic: str) -> str:
    """Return 人员 or 公用 as the 科目 says where a form that divides basic expenditure in two stands side by side."""
    if nature not in {"人员", "公用"} or economic[:1] != "3":
        return nature
    return "人员" if economic.startswith(_STAFF) else "公用"
