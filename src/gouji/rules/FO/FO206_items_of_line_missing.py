"""A line of a coded table has nothing below it where every other line of its level has its items listed.

A 款 of a single 项 carries the same amount as this 项: if the 项 falls out, every sum still holds, and only the list shows it.
Where the next line bears the same amount, the item is there and its code is in question: another rule's finding.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from gouji.extract.tables.tree import coded
from gouji.rules.rule import Hit
from gouji.rules.tables import Unclear, figure_at

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.extract.tables.sheets import Sheet
    from gouji.extract.tables.tree import Node
    from gouji.model.figure import Figure
    from gouji.rules.rule import Context

TITLE = "表中科目下缺少明细"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：一般公共预算支出公开到功能分类项级科目，基本支出公开到经济分类款级科目"
_HEAD = """
# 虚构市示例局2024年部门决算

支出决算表

单位：万元

| 科目编码 | 科目名称 | 合计 |
|---|---|---|
|  | 合计 | 440.00 |
| 201 | 一般公共服务支出 | 200.00 |
| 20101 | 人大事务 | 200.00 |
| 2010101 | 行政运行 | 200.00 |
| 208 | 社会保障和就业支出 | 100.00 |
| 20805 | 行政事业单位养老支出 | 100.00 |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 100.00 |
| 210 | 卫生健康支出 | 80.00 |
| 21011 | 行政事业单位医疗 | 80.00 |
| 2101101 | 行政单位医疗 | 80.00 |
| 221 | 住房保障支出 | 60.00 |
"""
GOOD = f"""{_HEAD}| 22102 | 住房改革支出 | 60.00 |
| 2210201 | 住房公积金 | 60.00 |
"""
BAD = f"""{_HEAD}| 22102 | 住房改革支出 | «60.00» |
"""
_FEW = 3
_LONGEST = 7


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report the one line of its level that lists nothing below it."""
    del context
    for sheet in extraction.sheets:
        if sheet.trusted and coded(sheet.nodes):
            yield from _bare_lines(extraction, sheet)


def _bare_lines(extraction: Extraction, sheet: Sheet) -> Iterator[Hit]:
    levels: dict[tuple[str, int], list[Node]] = defaultdict(list)
    for node in sheet.nodes:
        code = node.line.code
        if code and node.role == "item" and not node.unit and not node.implied:
            levels[code[:1] if len(code) < _LONGEST else "", len(code)].append(node)
    for nodes in levels.values():
        bare = [node for node in nodes if not node.children]
        figure = _amount(extraction, bare[0]) if len(bare) == 1 and len(nodes) - 1 >= _FEW else None
        if figure is not None and not _goes_on(extraction, sheet, bare[0], figure):
            name = bare[0].line.label
            message = f"“{name}”下没有列出明细，而表中其他同级的{len(nodes) - 1}行都有，请核实是否漏列一行。"
            yield Hit(figure.start, figure.end, message)


def _goes_on(extraction: Extraction, sheet: Sheet, node: Node, figure: Figure) -> bool:
    """Whether the line after this one bears its amount: the item under another code."""
    at = sheet.nodes.index(node) + 1
    below = _amount(extraction, sheet.nodes[at]) if at < len(sheet.nodes) else None
    return below is not None and below.amount == figure.amount


def _amount(extraction: Extraction, node: Node) -> Figure | None:
    """Return the first amount of a line, None where it has none."""
    for spot in node.cells:
        try:
            figure = figure_at(extraction, spot)
        except Unclear:
            continue
        if figure is not None and figure.value:
            return figure
    return None
