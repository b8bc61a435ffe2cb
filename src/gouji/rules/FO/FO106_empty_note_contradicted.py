"""表有数而注称空表：“故本表为空表”的上方表格中有金额。

The note under a table says that there is nothing to show, but the table shows amounts that are not zero. One of the two was left
from the template.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.model.document import Paragraph, Table
from gouji.model.figure import Nature
from gouji.rules.rule import Context, Hit
from gouji.rules.wording import prose

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.wording import Plain

TITLE = "表中有数而注称空表"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "《地方预决算公开操作规程》（财预〔2016〕143号）：没有数据的表格列出空表并说明"
GOOD = """# 青禾县林业局2026年部门预算

| 项目 | 预算数 |
| --- | --- |
| 合计 | 0.00 |

注：本部门2026年无国有资本经营预算，故本表为空表。
"""
BAD = """# 青禾县林业局2026年部门预算

| 项目 | 预算数 |
| --- | --- |
| 公务接待费 | 3.00 |

注：本部门2026年无“三公”经费预算，«故本表为空表»。
"""
_EMPTY = re.compile(
    r"(?:故|因此|所以)?(?:本表|此表|该表|上表)(?:为空表?|无数据|没有数据|无内容|数据为空|均为空|为零|无数字)|(?:故|因此)为?空表"
)
_NOTE = re.compile(r"^(?:[（(]?(?:注|说明|备注|附注)|本表|我|本)")
_BETWEEN = 2


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each such note under a table with amounts."""
    for plain in prose(extraction):
        match = _EMPTY.search(plain.text)
        if match is None:
            continue
        table = _above(extraction, plain)
        count = _amounts(extraction, table) if table else 0
        if count:
            message = f"上方表格中有{count}个不为零的数，注中却说“{match[0]}”，请核实。"
            yield Hit(*plain.span(*match.span()), message)


def _above(extraction: Extraction, plain: Plain) -> Table | None:
    """Return the table directly above a note, on its page and with no title between."""
    blocks = extraction.document.blocks
    at = next((index for index, block in enumerate(blocks) if block.end >= plain.start), 0)
    for block in reversed(blocks[max(at - _BETWEEN, 0) : at]):
        if isinstance(block, Table):
            same = extraction.document.page(block.end) == extraction.document.page(plain.start)
            return block if same else None
        if not isinstance(block, Paragraph) or not _NOTE.match(
            extraction.document.text[block.start : block.end].strip()
        ):
            return None
    return None


def _amounts(extraction: Extraction, table: Table) -> int:
    found = extraction.figures_in(table.start, table.end)
    return sum(figure.nature is Nature.QUANTITY and bool(figure.value) for figure in found)
