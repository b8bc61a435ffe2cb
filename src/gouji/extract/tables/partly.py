"""What a cell is about as far as title, header and line say it; its topic stays open, so that it never makes a claim.

``cell_subjects`` knows the cells whose every axis is settled. A report or an export wants to say of the others, too, what
year, money and 科目 they speak of.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.extract.labels import Explained, explain
from gouji.extract.subjects import subject_of
from gouji.extract.tables.sheets import is_rate
from gouji.extract.tables.tree import UNIT_CODES
from gouji.model.figure import Nature
from gouji.model.subject import ALL, UNKNOWN, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Column, Extraction
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Node

_YEAR = re.compile(r"20\d\d(?=年)")
_STAFF = ("301", "303")  # 工资福利支出, 对个人和家庭的补助: 人员经费; the other classes are 公用经费


def part_subjects(extraction: Extraction) -> Iterator[tuple[int, Subject]]:
    """Yield (figure id, subject) for the quantities in cells of forms; the topic is UNKNOWN."""
    for sheet in extraction.sheets:
        for node in sheet.nodes:
            for column, spot in zip(sheet.columns, node.cells, strict=True):
                ids = (extraction.in_cell or {}).get(spot, ())
                if len(ids) == 1 and extraction.figures[ids[0]].nature is Nature.QUANTITY and not is_rate(column):
                    yield ids[0], _subject(extraction, sheet, node, column, ids[0])


def _subject(extraction: Extraction, sheet: Sheet, node: Node, column: Column, number: int) -> Subject:
    title = sheet.title
    part = extraction.part(sheet.grids[0].table.start)
    heads = [explain(text) for text in reversed(column.path)]
    line = _line(node)
    above = [*heads, *(_line(other) for other in _ancestors(node))]
    years = [year for text in (*column.path, title) for year in _YEAR.findall(text)]
    found = subject_of(line, above, [explain(title)], part, extraction.figures[number], "", node.line.label)
    basis = next((head.axes["basis"] for head in heads if "basis" in head.axes), found.basis)
    return found._replace(
        scope=ALL if not any(other.unit for other in sheet.nodes) else UNKNOWN,
        period=years[0] if years else found.period,
        basis=basis,
        nature=by_economic(found.nature, found.economic),
        topic=UNKNOWN,
    )


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
