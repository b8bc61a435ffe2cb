"""文字漏列表中科目：文字逐项说明了表中的项级科目，却漏了其中一两项。

Asked only where the text goes through the 项 of a table of the official set: at least five agree, and at least three for each
that is missing. A line counts as left out only if its amount stands nowhere in the running text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.rules.FO.listed import in_text, listings
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "文字说明漏列表中的科目"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）：一般公共预算支出公开到功能分类项级科目"
_TABLE = """
一般公共预算支出预算表

单位：万元

| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |
| --- | --- | --- | --- | --- |
|  | 合计 | 170.00 | 130.00 | 40.00 |
| 2010101 | 行政运行 | 100.00 | 100.00 |  |
| 2010102 | 一般行政管理事务 | 40.00 |  | 40.00 |
| 2080501 | 行政单位离退休 | 2.00 | 2.00 |  |
| 2080505 | 机关事业单位基本养老保险缴费支出 | 8.00 | 8.00 |  |
| 2101101 | 行政单位医疗 | 6.00 | 6.00 |  |
| 2210201 | 住房公积金 | 14.00 | 14.00 |  |
"""
_TEXT = """
## 一般公共预算支出情况

1. 一般公共服务支出（类）人大事务（款）行政运行（项）100.00万元。

2. 一般公共服务支出（类）人大事务（款）一般行政管理事务（项）40.00万元。

3. 社会保障和就业支出（类）行政事业单位养老支出（款）机关事业单位基本养老保险缴费支出（项）8.00万元。

4. 卫生健康支出（类）行政事业单位医疗（款）行政单位医疗（项）6.00万元。

5. 住房保障支出（类）住房改革支出（款）住房公积金（项）14.00万元。
"""
_MISSING = "\n6. 社会保障和就业支出（类）行政事业单位养老支出（款）行政单位离退休（项）2.00万元。\n"
GOOD = f"# 虚构市示例局2024年部门预算\n{_TABLE}{_TEXT}{_MISSING}"
BAD = f"# 虚构市示例局2024年部门预算\n{_TABLE.replace('| 2.00 | 2.00 |', '| «2.00» | 2.00 |')}{_TEXT}"
_ITEM = 7


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at the amount of each line that the text passes over."""
    for listing in listings(extraction):
        names = {node.line.code: node.line.label for sheet in listing.table.sheets for node in sheet.nodes}
        for code, row in listing.rows.items():
            if len(code) == _ITEM and code not in listing.told and not in_text(extraction, row):
                message = f"“{listing.table.title}”中“{names[code]}”{row.text}，文字说明没有列出，请核实是否漏列。"
                yield Hit(row.start, row.end, message)
