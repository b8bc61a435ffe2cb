"""自评总分不符：绩效自评表的总分与各项得分之和不符。

Scores are points as printed; only the total may be rounded. Asked where every indicator with a weight bears a score.
"""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from gouji.extract.forms.evaluation import evaluations
from gouji.rules.PF import PF101_weights_do_not_add_up as weights
from gouji.rules.rule import Context, Hit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from gouji.extract.extraction import Extraction

TITLE = "绩效自评总分与各项得分之和不符"
SEVERITY = "error"
SINCE = "0.1"
BASIS = weights.BASIS
GOOD = f"{weights.GOOD}| 总分 | | | | 100 | 99.8 |\n"
BAD = f"{weights.GOOD}| 总分 | | | | 100 | «98.9» |\n"
_FEW = 3


def check(extraction: Extraction, _context: Context) -> Iterator[Hit]:
    """Yield a hit at each total score that is not the sum of the scores."""
    for table in evaluations(extraction):
        row, scores = table.total, table.column("score")
        printed = row.amounts.get("score") if row else None
        whole = len(scores) == len(table.column("weight"))
        total = sum((score.value for score in scores), Decimal(0))
        if printed is None or len(scores) < _FEW or not whole or abs(total - printed.value) <= printed.step / 2:
            continue
        working = f"{' + '.join(str(score.value) for score in scores)} = {total}"
        message = f"总分{printed.value}与各项得分之和{total}不一致，请核实。"
        yield Hit(printed.start, printed.end, message, expected=str(total), working=working)
