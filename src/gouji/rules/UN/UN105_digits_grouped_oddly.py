"""分节号位置不对：“28,82万元”“1,18.41”，逗号后不是三位数字。

Commas part a numeral at every third digit. Where one does not, a digit is missing, or too many, or the comma stands for a point;
the amount cannot be relied on and is not read.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.numbers import UNGROUPED
from gouji.model.figure import Nature
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.model.figure import Figure

TITLE = "金额的分节号位置不对"
SEVERITY = "warning"
SINCE = "0.1"
BASIS = "GB/T 15835—2011《出版物上数字用法》：整数部分每三位分一节"
GOOD = """# 青禾县林业局2026年部门预算

项目支出1,230.50万元，公用经费28,820.00元。附表1,2见后。
"""
BAD = """# 青禾县林业局2026年部门预算

项目支出«1,23.50万元»，公用经费«28,82.00元»。
"""


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each amount whose commas do not stand at every third digit."""
    for figure in extraction.figures:
        if figure.nature is Nature.UNREAD and figure.reason == UNGROUPED and _alone(extraction, figure):
            message = f"“{figure.text}”的分节号不在每三位处，可能漏写或多写了数字，请核实。"
            yield Hit(figure.start, figure.end, message)


def _alone(extraction: Extraction, figure: Figure) -> bool:
    """Whether no digit touches the amount and it has a unit or a cell of its own: run-together figures are our doubt."""
    text = extraction.document.text
    before, after = text[max(figure.start - 1, 0) : figure.start], text[figure.end : figure.end + 1]
    own = figure.unit is not None or not (before.strip() or after.strip())
    return own and before not in {*"0123456789.,-"}
