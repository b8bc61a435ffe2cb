"""得分超过分值：绩效自评中一项指标的得分大于它的分值。

An indicator cannot earn more points than it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import evaluations
from gouji.rules.PF import PF101_weights_do_not_add_up as weights
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "绩效指标得分大于分值"
SEVERITY = "error"
SINCE = "0.1"
BASIS = weights.BASIS
GOOD = weights.GOOD
BAD = GOOD.replace("| 20 | 20 |", "| 20 | «25» |")


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each score above its weight."""
    for table in evaluations(extraction):
        for row in table.rows:
            weight, score = row.amounts.get("weight"), row.amounts.get("score")
            if weight and score and score.value > weight.value:
                yield Hit(score.start, score.end, f"得分{score.value}大于分值{weight.value}，请核实。")
