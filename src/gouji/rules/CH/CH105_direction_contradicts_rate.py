"""The word says up or down, but amount and rate of the change fit each other only the other way round.

The former value is not printed, so the two values cannot be compared; yet the rate tells which former value the writer had:
100.00 that fell by 25.00 or 20.00% came from 125.00, and nothing that rose by 25.00 makes 20.00%.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.codes.opposites import opposite
from gouji.rules.CH.CH101_rate_differs import word_is_wrong
from gouji.rules.rule import Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.rule import Context

TITLE = "增减方向与增减额、增减幅度不一致"
SEVERITY = "error"
SINCE = "0.1"
BASIS = "财预〔2016〕143号：公开内容应当真实、准确；增加、减少应与增减额和增减幅度相符"
GOOD = """
# 虚构市示例局2024年部门预算
2024年支出预算100.00万元，比上年减少25.00万元，下降20.00%。
"""
BAD = """
# 虚构市示例局2024年部门预算
2024年支出预算100.00万元，比上年«增加»25.00万元，增长20.00%。
"""


def check(extraction: Extraction, context: Context) -> Iterator[Hit]:
    """Report every direction word that only its opposite would reconcile with amount and rate."""
    del context
    for node in extraction.index.nodes:
        for change in node.statement.changes:
            if not change.excluding and not node.statement.aside and word_is_wrong(extraction, node.statement, change):
                word = extraction.document.text[change.word_start : change.word_end]
                rate = extraction.figures[change.rate or 0].text
                message = f"按增减额和“{rate}”推算，此处应与“{word}”方向相反，请核实增减方向。"
                yield Hit(change.word_start, change.word_end, message, expected=opposite(word))
