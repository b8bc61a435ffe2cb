"""得分超过分值：绩效自评中一项指标的得分大于它的分值。

An indicator cannot earn more points than it has.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.model.claim import Claim, Kind, Linear, Verdict
from gouji.rules.PF import PF101_weights_do_not_add_up as weights
from gouji.rules.PF.points import claim, figures
from gouji.rules.prose import plus

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction
    from gouji.rules.rule import Context

TITLE = "绩效指标得分大于分值"
SEVERITY = "error"
SINCE = "0.1"
BASIS = weights.BASIS
GOOD = weights.GOOD
BAD = GOOD.replace("| 20 | 20 |", "| 20 | «25» |")


def check(extraction: Extraction, _context: Context) -> Iterator[Claim]:
    """Claim of each score that it is at most its weight."""
    for table in extraction.evaluations:
        for row in table.rows:
            if row.amounts.keys() >= {"weight", "score"}:
                both = figures(extraction, table, [row.amounts["score"], row.amounts["weight"]])
                if both:
                    score, weight = both
                    shape = Linear(plus((score.id,)), weight.id, at_most=True)
                    yield claim("PF102", Kind.BOUND, shape, suspect=score.id)


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a score above its weight."""
    score, weight = (extraction.figures[number].value for number in verdict.claim.figures)
    return f"得分{score}大于分值{weight}，请核实。"
