"""应公开的表没有：当地统一格式的公开表中，其他表都有，缺其中一两张。

Which tables a disclosure prints is data by place, kind and year (``codes/data/forms/sets.toml``), those of the whole country among
them; a table without figures is still printed, empty. Only a document that was read whole and that prints most of the set is
asked for the rest, for no more than two, and only where no caption shows any trace of the table.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from gouji.codes import forms
from gouji.model.document import Status
from gouji.model.finding import Severity
from gouji.rules.FO.outline import contents, without_leader
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.codes.forms import FormSet, Listed
    from gouji.extract.extraction import Extraction, Part
    from gouji.model.document import Table

TITLE = "缺少应公开的表"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）：公开报表齐全，没有数据的表格列出空表并说明"
_FORM = """{}

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
|---|---|---|---|---|
| | 合计 | 30.00 | 20.00 | 10.00 |
| 201 | 一般公共服务支出 | 30.00 | 20.00 | 10.00 |

"""
_SIDES = """{}

单位：万元

| 收入 | | 支出 | |
|---|---|---|---|
| 项目 | 预算数 | 项目 | 预算数 |
| 一般公共预算拨款收入 | 30.00 | 一般公共服务支出 | 30.00 |
| 收入总计 | 30.00 | 支出总计 | 30.00 |

"""
_TABLES = (
    "# 虚构市青禾县林业局2024年部门预算\n\n"
    + _SIDES.format("{}部门收支总体情况表")
    + "".join(_FORM.format(name) for name in ("部门收入总体情况表", "部门支出总体情况表"))
    + _SIDES.format("财政拨款收支总体情况表")
    + "".join(_FORM.format(name) for name in ("一般公共预算支出情况表", "一般公共预算基本支出情况表"))
)
_SANGONG = """一般公共预算“三公”经费支出情况表

单位：万元

| 合计 | 因公出国（境）费 | 公务用车运行维护费 | 公务接待费 |
|---|---|---|---|
| 2.00 | | 1.50 | 0.50 |

"""
GOOD = f"{_TABLES.format('')}{_SANGONG}{_FORM.format('政府性基金预算支出情况表')}"
BAD = f"{_TABLES.format('')}{_SANGONG.replace('一般公共预算“', '«»一般公共预算“')}"
_NAME = re.compile(r"表(?:[（(][^（()）]*[)）])?$")
_LONGEST, _TAIL = 60, 4
_LEAST, _MOST = 4, 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the table after which each missing one should stand."""
    part = extraction.parts[0]
    if extraction.document.status is not Status.OK or extraction.document.doubts or not part.year:
        return
    demanded, base = forms.set_of(part.kind, part.year, part.region), forms.base_set(part.kind, part.year)
    own = _places(extraction, part)
    asked = demanded if demanded and _keeps(demanded, own) else base
    if asked is None or not _keeps(asked, own):
        return
    everywhere = {table.form for table in base.tables} if base else set()
    captions = _captions(extraction)
    before = min(own.values())
    for table in asked.tables:
        before = own.get(table.form, before)
        if table.form and table.form not in own and not _traced(table, captions):
            yield Hit(
                before,
                before,
                f"没有找到“{table.name}”，同一套公开表的其他表都有，请核实是否漏公开（没有数据的也应列出空表并说明）。",
                severity=None if table.form in everywhere else Severity.NOTE,
            )


def _keeps(demanded: FormSet, own: dict[str, int]) -> bool:
    """Whether a document prints these tables, one or two of them perhaps left out."""
    named = {table.form for table in demanded.tables if table.form}
    found = named & own.keys()
    return len(found) >= _LEAST and len(named - found) <= _MOST


def _places(extraction: Extraction, part: Part) -> dict[str, int]:
    """Return the forms of the part, as read or only as captioned, and where their captions stand."""
    filled = {form: table.sheets[0].grids[0].title_start for (_, form, _), table in extraction.forms.items()}
    for grid in extraction.grids:
        named = forms.named(grid.title.replace(part.unit, "") if part.unit else grid.title, part.kind)
        if named is not None:
            filled.setdefault(named.id, grid.title_start)
    return filled


def _captions(extraction: Extraction) -> list[str]:
    """Return every line that may be a table's caption, lists of them (目录) left out, and the heads of the tables."""
    _, body = contents(extraction)
    names = [len(plain.text) <= _LONGEST and _NAME.search(without_leader(plain.text)) is not None for plain in body]
    alone = (not (before or after) for before, after in zip([False, *names[:-1]], [*names[1:], False], strict=True))
    lines = [plain.text for plain, name, single in zip(body, names, alone, strict=True) if name and single]
    lines += [one.text + two.text for one, two in pairwise(body) if len(two.text) <= _TAIL and _NAME.search(two.text)]
    lines += [grid.title for grid in extraction.grids]
    titled = {grid.table.index for grid in extraction.grids if grid.title}
    return lines + [
        text for table in extraction.document.tables for text in _heads(extraction, table, titled=table.index in titled)
    ]


def _heads(extraction: Extraction, table: Table, *, titled: bool) -> list[str]:
    """Return the first cells of a table, which may hold its caption; all as one where it has none, to show what it is about."""
    text = extraction.document.text
    cells = ["".join(text[cell.start : cell.end].split()) for cell in table.cells if cell.row < _MOST]
    return cells if titled else [f"表{''.join(cells)}"]


def _traced(table: Listed, captions: list[str]) -> bool:
    trace = re.compile(forms.forms()[table.form].trace)
    return any(trace.search(caption) and "表" in caption for caption in captions)
