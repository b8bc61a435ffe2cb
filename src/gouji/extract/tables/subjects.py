"""What each figure of a table is about (口径), where title, header and line leave no axis open; None everywhere else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from gouji.extract.labels import explain
from gouji.extract.tables.partly import by_economic
from gouji.model.figure import Dimension, Nature
from gouji.model.subject import ALL, Subject

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Column, Extraction, Part
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Node

_FUNDS = (
    ("一般公共", re.compile(r"一般公共(?:预算|服务预算)?")),
    ("政府性基金", re.compile(r"政府性?基金")),
    ("国有资本", re.compile(r"国有资本")),
    ("财政拨款", re.compile(r"财政拨款")),
)
_PLAIN_TITLE = re.compile(
    r"(?:20\d\d|年度?|年|部门|单位|预算|决算|财务|综合|总体|情况|总|表|财政|拨款|一般公共|政府性?基金|国有资本(?:经营)?"
    r"|收支|收入|支出|基本|项目|本年|明细|安排|功能|经济|分类|科目|按|支出|附件|公开|附|[-\d一二三四五六七八九十()（）、.]|的|和|及|与|“|”|三公|经费)*$"
)
_SANGONG_TITLE = re.compile(r"三公")
_FINAL, _BUDGET = "决算", "预算"
_FISCAL = "财政拨款"  # what 三公 is paid from by its definition
_BASIS = {"budget": _BUDGET, "final": _FINAL}
_YEAR = re.compile(r"(20\d\d)年?")
_PLAIN_COLUMN = re.compile(
    r"(?:20\d\d年(?:度)?|本年|当年|全年)?(?:收入|支出|预算|决算|执行)?(?:数|金额|合计|总计|小计|总额|收入|支出|预算数|决算数)*$"
)
_EARLIER = re.compile(r"上年|去年|上一?年度")
_EARLIER_COLUMN = re.compile(
    r"(?:上年|去年|上一?年度|(?P<year>20\d\d)年度?)(?:收入|支出)?(?P<basis>决算|预算)(?:数|金额|合计)*(?:\(.*\))?$"
)
_CARRIED = frozenset(("年初结转", "年末结转"))
_TOTAL_LINE = re.compile(r"^(?P<kind>本年|当年|全年)?(?P<flow>收入|支出|收支)?(?:预算|决算)?(?P<grand>合计|总计|总额)$")


@dataclass(frozen=True, slots=True)
class _Table:
    """What the title settles."""

    flow: str
    funds: str
    nature: str
    basis: str
    period: str
    sangong: bool


def cell_subjects(extraction: Extraction) -> dict[int, Subject]:
    """Return figure id to subject for the figures of tables whose every axis is known."""
    found: dict[int, Subject] = {}
    for sheet in extraction.sheets:
        part = extraction.part(sheet.grids[0].table.start)
        table = _table(sheet, part)
        if table is not None:
            found.update(_cells(extraction, sheet, table))
    return _without_ambiguous_wholes(extraction, found)


def _table(sheet: Sheet, part: Part) -> _Table | None:
    title = sheet.title.replace(part.unit, "") if part.unit else sheet.title
    basis = _BASIS.get(part.kind)
    if not title or basis is None or part.year is None or not _PLAIN_TITLE.match(title):
        return None
    years = set(_YEAR.findall(title)) - {str(part.year)}
    flow = _flow(sheet, title)
    if years or not flow:
        return None
    sangong = bool(_SANGONG_TITLE.search(title))
    nature = "基本" if "基本支出" in title else "项目" if "项目支出" in title else ALL
    funds = next((name for name, pattern in _FUNDS if pattern.search(title)), "全部")
    return _Table(flow, _FISCAL if sangong else funds, nature, basis, str(part.year), sangong)


def _flow(sheet: Sheet, title: str) -> str:
    heads = {column.path[0] for column in sheet.grids[0].columns if column.path}
    sides = {side for side in ("收入", "支出") for head in heads if side in head and "收支" not in head}
    if re.search(r"收支|收入支出|收入、支出", title):
        return sides.pop() if len(sides) == 1 else ""
    if "支出" in title or _SANGONG_TITLE.search(title):
        return "支出"
    return "收入" if "收入" in title else ""


def _cells(extraction: Extraction, sheet: Sheet, table: _Table) -> Iterator[tuple[int, Subject]]:
    units = sum(node.unit for node in sheet.nodes)
    for node in sheet.nodes:
        lined = _line(node, table, units, sheet)
        if lined is None:
            continue
        for column, rated, spot in zip(sheet.columns, sheet.rated, node.cells, strict=True):
            ids = extraction.in_cell.get(spot, ())
            if rated or len(ids) != 1 or not _is_money(extraction, ids[0]):
                continue
            subject = _column(column, lined, table)
            if subject is not None:
                nature = by_economic(subject.nature, subject.economic)
                yield ids[0], subject if nature == subject.nature else subject._replace(nature=nature)


def _is_money(extraction: Extraction, number: int) -> bool:
    figure = extraction.figures[number]
    return figure.nature is Nature.QUANTITY and figure.unit is not None and figure.unit.dimension is Dimension.MONEY


def _line(node: Node, table: _Table, units: int, sheet: Sheet) -> Subject | None:
    """Return the subject of a line before its column is known."""
    base = Subject(ALL, table.period, table.basis, table.flow, table.funds, ALL, ALL, table.nature, ALL, "amount")
    label, code = node.line.label, node.line.code
    if table.sangong:
        return base._replace(topic="三公") if len(sheet.nodes) == 1 or node.role == "total" else None
    if node.role == "total":
        match = _TOTAL_LINE.match(label)
        return base if match and match["flow"] in {None, table.flow} else None
    if node.unit:
        return base if units == 1 else None
    if units > 1 or node.role != "item":
        return None
    if code:
        return (
            base._replace(function=code)
            if code[0] == "2"
            else base._replace(economic=code)
            if code[0] in "35"
            else None
        )
    return _named(base, node)


def _named(base: Subject, node: Node) -> Subject | None:
    """Return the subject of a line that only has a name."""
    from gouji.extract.subjects import code_of  # noqa: PLC0415  it reads tables through the extraction

    found = explain(node.line.label)
    axes = found.axes
    if found.residue:
        return None
    if "function" in axes and base.flow == "支出" and node.line.mark and not node.children:
        code = axes["function"] if axes["function"].isdigit() else code_of(tuple(axes["function"].split("/")))
        return base._replace(function=code) if code else None
    if axes.get("flow") in _CARRIED and set(axes) <= {"funds", "flow"}:
        return base._replace(flow=axes["flow"], funds=axes.get("funds", base.funds))
    if set(axes) <= {"funds", "flow"} and "funds" in axes and axes.get("flow", base.flow) == base.flow:
        return base._replace(funds=axes["funds"])
    if set(axes) == {"nature"} and base.flow == "支出" and base.nature == ALL:
        return base._replace(nature=axes["nature"])
    return None


def _column(column: Column, lined: Subject, table: _Table) -> Subject | None:
    """Return the line's subject narrowed by its column."""
    subject = lined
    head = "".join(column.path)
    if _EARLIER.search(head) or set(_YEAR.findall(head)) == {str(int(table.period) - 1)}:
        return _earlier(column, lined, table)
    for text in column.path:
        if any(year != table.period for year in _YEAR.findall(text)):
            return None
        narrowed = _narrowed(subject, text, table)
        if narrowed is None:
            return None
        subject = narrowed
    if table.sangong and subject.topic == "三公" and not any("三公" in text or "合计" in text for text in column.path):
        return None
    return subject


def _earlier(column: Column, lined: Subject, table: _Table) -> Subject | None:
    """Return the subject of a column of the year before (上年决算数, 2023年预算数), None where it says no basis or more."""
    match = _EARLIER_COLUMN.match("".join(column.path))
    before = str(int(table.period) - 1)
    if match is None or table.sangong or (match["year"] or before) != before:
        return None
    return lined._replace(period=before, basis=match["basis"])


def _narrowed(subject: Subject, text: str, table: _Table) -> Subject | None:
    if text in {"收入", "支出", "本年收入", "本年支出", "项目"} or _PLAIN_COLUMN.match(text):
        return _based(subject, text, table)
    found = explain(text)
    if found.residue or not found.axes:
        return None
    return _with_axes(subject, found.axes, table)


def _based(subject: Subject, text: str, table: _Table) -> Subject | None:
    """Return the subject with the basis that 预算数 or 决算数 states."""
    if "决算" in text:
        return subject if table.basis == _FINAL else None
    if "预算" in text and table.basis == _FINAL:
        return subject._replace(basis=_BUDGET) if table.sangong else None
    return subject if "执行" not in text else None


def _with_axes(subject: Subject, axes: dict[str, str], table: _Table) -> Subject | None:
    extra = set(axes) - {"funds", "nature", "topic", "flow", "basis"}
    if extra or axes.get("flow", table.flow) != table.flow or "period" in axes:
        return None
    if "topic" in axes:
        return subject._replace(topic=axes["topic"]) if table.sangong else None
    if table.sangong:
        return None
    if "nature" in axes and subject.nature not in {ALL, "基本"}:
        return None
    funds = _funds(subject.funds, axes.get("funds", subject.funds))
    return subject._replace(nature=axes.get("nature", subject.nature), funds=funds) if funds else None


def _funds(wide: str, named: str) -> str:
    """Return the fund that a column names in a table of a wider or the same fund, "" where it is another's."""
    if named == "财政拨款.当年" and wide in {"财政拨款", "一般公共"}:
        return f"{wide}.当年"
    if wide in {"全部", "财政拨款"}:
        return named
    return wide if named in {wide, "财政拨款"} else ""


def _without_ambiguous_wholes(extraction: Extraction, found: dict[int, Subject]) -> dict[int, Subject]:
    """Drop wholes (收入合计, 收入总计) that are printed with and without carry-overs in one document."""
    values: dict[Subject, set[object]] = {}
    for number, subject in found.items():
        if subject.function == subject.economic == subject.nature == subject.topic == ALL:
            values.setdefault(subject, set()).add(extraction.figures[number].amount)
    mixed = {subject for subject, amounts in values.items() if len(amounts) > 1}
    return {number: subject for number, subject in found.items() if subject not in mixed}
