"""自评总分不符：绩效自评表的总分与各项得分之和不符。

Scores are points as printed; only the total may be rounded. Asked where every indicator with a weight bears a score.
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

TITLE = "绩效自评总分与各项得分之和不符"
SEVERITY = "error"
SINCE = "0.1"
BASIS = weights.BASIS
GOOD = f"{weights.GOOD}| 总分 | | | | 100 | 99.8 |\n"
BAD = f"{weights.GOOD}| 总分 | | | | 100 | «98.9» |\n"
_FEW = 3


def check(extraction: Extraction, _context: Context) -> Iterator[Claim]:
    """Claim of each total score that it is the sum of the scores."""
    for table in extraction.evaluations:
        row, scores = table.total, table.column("score")
        printed = row.amounts.get("score") if row else None
        if printed is None or len(scores) < _FEW or len(scores) != len(table.column("weight")):
            continue
        found = figures(extraction, table, [*scores, printed])
        if found:
            yield claim("PF103", Kind.SUM, Linear(plus(figure.id for figure in found[:-1]), found[-1].id))


def describe(verdict: Verdict, extraction: Extraction) -> str:
    """Return the words for a total that differs."""
    total = extraction.figures[verdict.claim.figures[-1]].value
    return f"总分{total}与各项得分之和{verdict.expected}不一致，请核实。"
