"""Last-digit differences in a government's paper: they are the paper's habit, and each habit is said once.

Its amounts are printed in 亿元 and its rates computed before rounding, so that nearly every rate differs in its last digit from
what the printed amounts give; some cut percentages off instead of rounding them, throughout.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from gouji.diagnose.evaluate import CUT, cut_or_rounded, cut_within_rounding
from gouji.model.claim import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from gouji.extract.extraction import Extraction
    from gouji.model.claim import Verdict
    from gouji.model.finding import Finding

_FEW = 2
_THROUGHOUT = 3


def cut_throughout(extraction: Extraction, verdicts: Sequence[Verdict]) -> tuple[Verdict, ...]:
    """Return the verdicts as the paper's habit has them: where it cuts rates off, one off by that and rounding is 尾差 too."""
    if not extraction.governmental:
        return tuple(verdicts)
    ways = Counter(
        cut_or_rounded(verdict.claim, extraction.figures) for verdict in verdicts if verdict.expected is not None
    )
    if ways["cut"] < max(_THROUGHOUT, ways["rounded"] + 1):
        return tuple(verdicts)
    return tuple(
        replace(verdict, outcome=Outcome.ROUNDING, reason=CUT)
        if verdict.outcome is Outcome.DIFFERS and cut_within_rounding(verdict.claim, extraction.figures)
        else verdict
        for verdict in verdicts
    )


def said_once(extraction: Extraction, notes: Sequence[tuple[Verdict, Finding]]) -> Iterator[Finding]:
    """Yield the notes of last-digit differences; in a government's paper one for each way in which they came about."""
    if not extraction.governmental:
        yield from (finding for _, finding in notes)
        return
    for ways in (True, False):
        alike = [finding for verdict, finding in notes if bool(verdict.reason) is ways]
        if len(alike) < _FEW:
            yield from alike
        else:
            first = min(alike, key=lambda finding: finding.place.start)
            words = _CUT if ways else _ROUND
            yield replace(first, message=words.format(len(alike), first.printed, first.expected or ""))


_CUT = "全文有{}处百分比按截位而非四舍五入计算（如“{}”应为{}），似为本材料的习惯，请统一口径。"
_ROUND = "尾差：全文有{}处末位数字与按所列数字计算的不同（如“{}”计算为{}），均在四舍五入可解释的范围内，请留意。"
