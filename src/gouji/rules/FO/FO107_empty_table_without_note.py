"""空表无说明：没有数据的公开表下方没有说明。

A table of the official form that has nothing to show keeps its form and says so below it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.figure import Nature
from gouji.rules.rule import Context, Hit
from gouji.rules.YR.years import dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Grid

TITLE = "空表下方没有说明"
SEVERITY = "note"
SINCE = "0.1"
BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格列出空表并说明"
GOOD = """# 青禾县林业局2026年部门预算

国有资本经营预算支出表

单位：万元

| 科目编码 | 科目名称 | 合计 |
| --- | --- | --- |
|  | 合计 |  |

注：本部门没有国有资本经营预算支出，故本表无数据。
"""
BAD = """# 青禾县林业局2026年部门预算

«国有资本经营预算支出表»

单位：万元

| 科目编码 | 科目名称 | 合计 |
| --- | --- | --- |
|  | 合计 |  |
"""
_FORM = re.compile(r"政府性基金|国有资本经营|三公")
_SAID = re.compile(
    r"空表|发生额|无数据|没有|无此|未安排|不涉及|无[^，。；]{0,30}(?:预算|支出|收入|收支|安排|经费|数|内容|此项)|为零|为0"
)
_AMOUNT = re.compile(r"[1-9]\d{0,2}(?:,\d{3})+|(?<![\d.])(?:[1-9]\d*\.\d|0\.\d*[1-9])")
_REACH = 400


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the title of each empty table of these forms without a word on it nearby."""
    grids = extraction.grids
    text = extraction.document.text
    for index, grid in enumerate(grids):
        if (
            not grid.title
            or not _FORM.search(grid.title)
            or grid.block
            or grid.continues
            or not _empty(extraction, grid)
        ):
            continue
        following = next((other for other in grids[index + 1 :] if other.table is not grid.table), None)
        if following is not None and following.continues:
            continue
        end = min(grid.table.end + _REACH, following.title_start if following else len(text))
        around = text[grid.title_start : max(end, grid.table.end)]
        if not _SAID.search(around) and not _told_elsewhere(text, grid.title):
            yield Hit(grid.title_start, grid.title_end, f"“{grid.title}”没有数据，请在表下说明。")


def _empty(extraction: Extraction, grid: Grid) -> bool:
    if not dated(extraction, grid.title_start) or _AMOUNT.search(
        extraction.document.text, grid.table.start, grid.table.end
    ):
        return False
    found = extraction.figures_in(grid.table.start, grid.table.end)
    return not any(
        figure.nature is not Nature.NOT_QUANTITY and (figure.value is None or figure.value) for figure in found
    )


def _told_elsewhere(text: str, title: str) -> bool:
    """Whether the running text says that there is no such budget."""
    kind = _FORM.search(title)
    return (
        kind is not None
        and re.search(
            rf"(?:没有|无|未安排|不涉及)[^，。；]{{0,20}}{kind[0]}|{kind[0]}[^，。；]{{0,16}}(?:没有|无|为零|为0|0(?:\.00)?万元|0元)",
            text,
        )
        is not None
    )
