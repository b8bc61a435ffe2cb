"""Sheets to official forms: caption and header decide, then lines and columns get the names that relations use."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.codes import classification, forms
from gouji.extract.labels import explain
from gouji.extract.subjects import code_of
from gouji.extract.tables.sheets import is_rate

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Column, Extraction, Line, Part
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Node, Spot

_YEAR = re.compile(r"(20\d\d)年?")
_SIDES = ("收入", "支出")
_WHOLE = "合计"
_TOTAL = "总计"
_SANGONG = frozenset(("sangong", "fund_sangong"))
_BESIDE = frozenset(("三公", "会议", "培训", "运行经费"))
_CODES = {"function": "2", "economic": "35"}
_PLAN, _DONE = "预算数", "决算数"
_CARRIED = frozenset(("年初结转", "年末结转"))
_CLASS = 3
_MOST = 5  # of six codes must be of the system that the form is ordered by


@dataclass(frozen=True)
class Filled:
    """A form as one document fills it in; ``side`` is 收入 or 支出 where the form has two.

    ``cells`` gives the cells by line (a code, or a name of ``words.toml``) and column; a name that two lines or two columns
    bear is left out. ``sheets`` are the tables it was read from.
    """

    form: forms.Form
    side: str
    part: int
    sheets: tuple[Sheet, ...]
    cells: dict[tuple[str, str], Spot] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The caption as printed."""
        return self.sheets[0].title

    def codes(self, each: str) -> Iterator[str]:
        """Yield the codes of its lines in order: those of classes, or all."""
        for line in dict.fromkeys(line for line, _ in self.cells):
            if line.isdigit() and (each != "class" or len(line) == _CLASS):
                yield line


def filled_forms(extraction: Extraction) -> dict[tuple[int, str, str], Filled]:
    """Return the forms of a document by (part, form, side).

    A form that stands twice in one part (a department's and its units' tables in one file) is left out: nobody can tell which
    of the two another table goes with.
    """
    found: dict[tuple[int, str, str], list[Sheet]] = defaultdict(list)
    for sheet in extraction.sheets:
        number = extraction.part_index(sheet.grids[0].table.start)
        part = extraction.parts[number] if extraction.parts else None
        form = _form(sheet, part) if part else None
        if form is not None:
            found[number, form.id, _side(sheet) if form.lines == "sides" else ""].append(sheet)
    made: dict[tuple[int, str, str], Filled] = {}
    for key, group in found.items():
        filled = _filled(extraction, key, group)
        if filled is not None:
            made[key] = filled
    return made


def _form(sheet: Sheet, part: Part) -> forms.Form | None:
    """Return the form that caption and header show, None for anything else."""
    grid = sheet.grids[0]
    title = sheet.title.replace(part.unit, "") if part.unit else sheet.title
    if not title or not sheet.trusted or set(_YEAR.findall(title)) - {str(part.year)}:
        return None
    form = forms.named(title, part.kind)
    if form is None or not grid.unit_name:
        return None
    heads = {key.split(".")[-1] for column in sheet.columns if (key := _column(column, part.year, form))}
    if not set(form.columns) <= heads | ({_WHOLE} if _lone(sheet) else set()):
        return None
    leading = _CODES.get(form.lines)
    codes = [node.line.code for node in sheet.nodes if node.line.code and not node.unit]
    fitting = sum(code[0] in (leading or code) for code in codes)
    return form if fitting * (_MOST + 1) >= len(codes) * _MOST else None


def _lone(sheet: Sheet) -> bool:
    return len(sheet.columns) == 1


def _side(sheet: Sheet) -> str:
    """Return which side of a form of two a block is, "" where neither its heads nor its totals say so."""
    heads = {text for column in sheet.grids[0].columns for text in column.path[:1]}
    named = {side for side in _SIDES for head in heads if side in head and "收支" not in head}
    if len(named) != 1:
        totals = [node.line.label for node in sheet.nodes if node.role == "total"]
        named = {side for side in _SIDES for label in totals if side in label}
    return named.pop() if len(named) == 1 else ""


def _filled(extraction: Extraction, key: tuple[int, str, str], group: Sequence[Sheet]) -> Filled | None:
    number, name, side = key
    form = forms.forms()[name]
    tables = {sheet.grids[0].table.index for sheet in group}
    if len(tables) > 1 or (form.lines == "sides" and not side):
        return None
    cells: dict[tuple[str, str], list[Spot]] = defaultdict(list)
    for sheet in group:
        for place, spot in _cells(sheet, extraction.parts[number], form):
            cells[place].append(spot)
    kept = {place: spots[0] for place, spots in cells.items() if len(spots) == 1 or len(group) > 1}
    return Filled(form, side, number, tuple(group), kept)


def _cells(sheet: Sheet, part: Part, form: forms.Form) -> Iterator[tuple[tuple[str, str], Spot]]:
    columns = _columns(sheet, part.year, form)
    for node in sheet.nodes:
        line = _line(node, sheet)
        if line:
            for at, column in columns.items():
                yield (line, column), node.cells[at]


def _line(node: Node, sheet: Sheet) -> str:
    """Return the name of a line: its code, its meaning, or 总计 for the only line of a form; "" where none is known."""
    counted = [other for other in sheet.nodes if other.role != "note"]
    if node.role == "note":
        return ""
    if len(counted) == 1 or (node.unit and sum(other.unit for other in counted) == 1 and node is counted[0]):
        return _TOTAL
    if node.unit:
        return ""
    if node.line.code:
        return node.line.code if _bears_its_name(node.line) else ""
    name = _meaning(node) or _class_named(node)
    above = _meaning(node.parent) if node.parent else ""
    return f"{above}.{name}" if name and above in _CARRIED else name


def _class_named(node: Node) -> str:
    """Return the code of the 类 that a line of a form of two sides names without printing its code."""
    found = explain(node.line.label)
    if set(found.axes) != {"function"} or found.residue:
        return ""
    code = code_of((found.axes["function"],))
    return code if len(code) == _CLASS else ""


def _bears_its_name(line: Line) -> bool:
    """Whether code and name of an economic line belong together: a list numbered by hand says nothing by its codes."""
    if line.code[0] not in _CODES["economic"]:
        return True
    names = {item.name for item in classification.lookup_code(line.code)}
    label = classification.normal(line.label)
    return any(label.startswith(name) or name.startswith(label) for name in names if label)


def _meaning(node: Node) -> str:
    return forms.lines().get(forms.bare(node.line.label), "")


def _columns(sheet: Sheet, year: int | None, form: forms.Form) -> dict[int, str]:
    """Return position to name for the columns whose name only one of them bears."""
    if _lone(sheet) and not is_rate(sheet.columns[0]):
        return {0: _column(sheet.columns[0], year, form) or _WHOLE} if _of_year(sheet.columns[0], year) else {}
    names = {at: _column(column, year, form) for at, column in enumerate(sheet.columns)}
    if form.id in _SANGONG and not _BESIDE & set(names.values()):
        names = {at: "三公" if name == _WHOLE else name for at, name in names.items()}
    if form.id in _SANGONG and any(_DONE in text for column in sheet.columns for text in column.path):
        names = {at: _planned(sheet.columns[at], name) for at, name in names.items()}
    counts = Counter(names.values())
    return {at: name for at, name in names.items() if name and counts[name] == 1}


def _planned(column: Column, name: str) -> str:
    """Return the name of a column of an account's table of two halves, that of the budget marked: 预算数.接待."""
    return f"{_PLAN}.{name}" if name and any(_PLAN in text for text in column.path) else name


def _of_year(column: Column, year: int | None) -> bool:
    return not any(set(_YEAR.findall(text)) - {str(year)} for text in column.path)


def _column(column: Column, year: int | None, form: forms.Form) -> str:
    """Return the name of a column from its heads, the outer first: 基本, 基本.人员 → 人员, 预算数.接待; "" where one is unknown."""
    if is_rate(column) or not _of_year(column, year):
        return ""
    known = forms.columns()
    names: list[str] = []
    for text in column.path:
        head = forms.bare(text)
        if head not in known:
            return ""
        if known[head] and known[head] not in names and known[head] not in form.own:
            names.append(known[head])
    if len(names) > 1 and _WHOLE in names:
        names.remove(_WHOLE)
    return names[-1] if names and _nested(names) else ".".join(names) if names else _WHOLE


def _nested(names: Sequence[str]) -> bool:
    """Whether the inner name says all: 用车 over 用车购置, 基本 over 人员; and a name alone does."""
    outer = {
        "三公": {"出国", "用车", "用车购置", "用车运行", "接待"},
        "用车": {"用车购置", "用车运行"},
        "基本": {"人员", "公用"},
        "财政拨款": {"一般公共", "政府性基金", "国有资本"},
    }
    return all(inner in outer.get(over, set()) for over, inner in pairwise(names))
