"""标题年份不符：标题写的是往年（2025年部门预算情况说明 在2026年预算中）。

The titles of parts, tables and lists of work carry the document's year. One that names another year among many right ones
was left from an earlier document. Titles about execution, results or the year before rightly name another year.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.rules.rule import Context, Hit
from gouji.rules.wording import cells, prose
from gouji.rules.YR.years import YEAR, dated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "标题年份与材料年份不符"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "部门预算决算公开格式"
GOOD = """# 青禾县林业局2026年部门预算

## 第二部分 2026年部门预算表

## 第三部分 2026年部门预算情况说明

## 2025年预算执行情况
"""
BAD = """# 青禾县林业局2026年部门预算

## 第二部分 2026年部门预算表

## 第三部分 «2025年»部门预算情况说明
"""
_FORM = {
    "budget": re.compile(
        r"(?:部门|单位|收支|收入|支出|总体|拨款|公共|经费)预算|预算(?:总?表|公开|情况|说明)|工作(?:任务|计划|目标|要点)"
    ),
    "final": re.compile(r"(?:部门|单位|收支|收入|支出|总体|拨款|公共|经费)决算|决算(?:总?表|公开|情况|说明)"),
}
_OTHER = {
    "budget": re.compile(r"执行|决算|完成|总结|回顾|绩效|上年|对比|比较|调整|评价|项目|资金|批复|通知|关于"),
    "final": re.compile(r"预算(?!财政|支出|情况)|上年|对比|比较|绩效|评价|项目|通知|关于"),
}
_TABLE_TITLE = re.compile(r"表(?:[（(][^（）()]*[）)])?$")
_TITLE_LENGTH = 45
_SHARE = 3


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the year of each title that departs from the others."""
    right: dict[int, int] = {}
    wrong: list[tuple[int, Hit]] = []
    for plain in (*prose(extraction), *cells(extraction)):
        found = dated(extraction, plain.start)
        if plain.kind == "cell" and not _TABLE_TITLE.search(plain.text):
            continue
        if not found or not _is_title(plain.text, found[0].kind):
            continue
        years = list(plain.find(YEAR))
        if len(years) != 1:
            continue
        key = extraction.part_index(plain.start)
        if int(years[0][1]) == found[1]:
            right[key] = right.get(key, 0) + 1
        else:
            message = f"标题年份“{years[0][0]}”与本材料年份{found[1]}年不符，请核实。"
            wrong.append((key, Hit(*plain.span(*years[0].span()), message, expected=f"{found[1]}年")))
    for key, hit in wrong:
        if right.get(key, 0) >= max(1, sum(other == key for other, _ in wrong) * _SHARE - 1):
            yield hit


def _is_title(text: str, kind: str) -> bool:
    if len(text) > _TITLE_LENGTH or re.search(r"[。；，《〔]", text):
        return False
    return bool(_FORM[kind].search(text)) and not _OTHER[kind].search(text)
