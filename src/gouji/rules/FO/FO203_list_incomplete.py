"""“包括”所列不全：合计之后写“包括”，所列的类只是表中各类的一部分。

After a total, 包括 opens the whole list (主要包括 and 其中 do not). Where the total is that of a table of the official set and the
text names some of its 类 (by their amounts), the others are missing: their amounts stand nowhere in the running text.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.rules.FO.listed import in_text, rows_of, same
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction, Statement
    from gouji.extract.forms.match import Filled
    from gouji.model.figure import Figure

TITLE = "“包括”后所列各类不全"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；文字说明与表格一致"
_TABLE = """
收支预算总表

单位：万元

| 收入 |  | 支出 |  |
| --- | --- | --- | --- |
| 项目 | 金额 | 项目 | 金额 |
| 一、财政拨款 | 120.00 | 一、公共安全支出 | 90.00 |
|  |  | 二、社会保障和就业支出 | 20.00 |
|  |  | 三、住房保障支出 | 10.00 |
| 收入合计 | 120.00 | 支出合计 | 120.00 |
"""
GOOD = f"""# 虚构市示例局2024年部门预算
{_TABLE}
## 收支预算情况

支出预算总计120.00万元。包括：

1. 公共安全支出90.00万元。

2. 社会保障和就业支出20.00万元。

3. 住房保障支出10.00万元。
"""
BAD = f"""# 虚构市示例局2024年部门预算
{_TABLE}
## 收支预算情况

支出预算总计120.00万元。«包括»：

1. 公共安全支出90.00万元，主要用于办案。
"""
_OPENS = re.compile(r"(?<!主要)包括")
_CLASS = 3
_ZERO = Decimal(0)


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each 包括 whose list leaves out classes of the table."""
    tables = [table for table in extraction.forms.values() if table.form.lines == "function" or table.side == "支出"]
    for node in extraction.index.nodes:
        statement = node.statement
        opening = _opening(extraction, statement)
        if opening is None or statement.value is None:
            continue
        left = [_left_out(extraction, table, statement) for table in tables]
        missing = next((names for names in left if names), [])
        if missing:
            yield Hit(*opening, f"“包括”之后没有列出{'、'.join(missing)}，与表中各类支出不符，请核实是否漏列。")


def _opening(extraction: Extraction, statement: Statement) -> tuple[int, int] | None:
    """Return the span of the 包括 between a total and the first of its parts."""
    if statement.value is None or not statement.parts:
        return None
    found = _OPENS.search(
        extraction.document.text, extraction.figures[statement.value].end, statement.parts[0].start + 1
    )
    return found.span() if found else None


def _left_out(extraction: Extraction, table: Filled, statement: Statement) -> list[str]:
    """Return the names of the classes of a table of this total that neither the list nor the text gives."""
    rows = {code: row for code, row in rows_of(extraction, table).items() if len(code) == _CLASS}
    total = sum((row.amount or _ZERO for row in rows.values()), _ZERO)
    value = extraction.figures[statement.value or 0]
    listed = [extraction.figures[part.value] for part in statement.parts if part.value is not None]
    given = [code for code, row in rows.items() if any(same(row, figure) for figure in listed)]
    if not given or abs(total - (value.amount or _ZERO)) > value.slack + sum(row.slack for row in rows.values()):
        return []
    missing = [row for code, row in rows.items() if code not in given]
    if any(in_text(extraction, row) for row in missing):
        return []
    return [_label(table, row) for row in missing]


def _label(table: Filled, figure: Figure) -> str:
    """Return the label of the line in which a figure stands."""
    for sheet in table.sheets:
        for node in sheet.nodes:
            if any(
                (spot.table, spot.row, spot.column) == (figure.table, figure.row, figure.column) for spot in node.cells
            ):
                return node.line.label
    return ""
