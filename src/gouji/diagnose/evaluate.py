"""Claims to verdicts (DESIGN 3), in exact arithmetic.

Recompute from the printed values and round half up to the printed digits: equal is 相符. Not equal, but values exist that
round to what is printed and satisfy the relation: 尾差. None exist: 不符. There is no constant tolerance.
A rate that was cut off instead of rounded is 尾差 too, and the reason says so.
"""

from __future__ import annotations

from dataclasses import replace
from decimal import ROUND_DOWN, ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from gouji.diagnose.working import working
from gouji.model.claim import Claim, Linear, Outcome, Ratio, Sign, Term, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from gouji.model.figure import Figure

CUT = "按截位而非四舍五入"
"""The reason of a verdict on a rate that was cut off."""
_RANK = {Outcome.AGREES: 0, Outcome.ROUNDING: 1, Outcome.DIFFERS: 2, Outcome.UNCHECKABLE: 3}
_ZERO = Decimal(0)


def evaluate(claim: Claim, figures: Sequence[Figure]) -> Verdict:
    """Return the verdict of a claim; of its readings the one that holds, else the first."""
    best = _evaluate(claim, figures)
    for shape in claim.alternatives:
        if best.outcome is Outcome.AGREES:
            break
        other = _evaluate(replace(claim, shape=shape), figures)
        if _RANK[other.outcome] < min(_RANK[best.outcome], _RANK[Outcome.DIFFERS]):
            best = other
    if best.outcome is Outcome.DIFFERS and not claim.certain:
        return replace(best, outcome=Outcome.UNCHECKABLE, reason="列举或口径未必完整")
    return best


def _evaluate(claim: Claim, figures: Sequence[Figure]) -> Verdict:
    concerned = [figures[number] for number in claim.figures]
    unfit = next((figure for figure in concerned if not figure.exact), None)
    if unfit is not None:
        return Verdict(claim, Outcome.UNCHECKABLE, reason=f"“{unfit.text}”不是确切数字")
    shape = claim.shape
    if isinstance(shape, Linear):
        return _linear(claim, shape, figures)
    if isinstance(shape, Ratio):
        return _ratio(claim, shape, figures)
    return _sign(claim, shape, figures)


def _span(terms: Iterable[Term], figures: Sequence[Figure]) -> tuple[Decimal, Decimal]:
    """Return (sum of the printed amounts, widest slack of the sum), in 元 for money."""
    total = slack = _ZERO
    for term in terms:
        figure = figures[term.figure]
        total += term.coefficient * (figure.amount or _ZERO)
        slack += abs(term.coefficient) * figure.slack
    return total, slack


def rounded(value: Decimal, figure: Figure) -> Decimal:
    """Round an amount half up to the printed digits of a figure, in its printed unit."""
    factor = figure.unit.factor if figure.unit else Decimal(1)
    return (value / factor).quantize(figure.step, rounding=ROUND_HALF_UP)


def _linear(claim: Claim, shape: Linear, figures: Sequence[Figure]) -> Verdict:
    result = figures[shape.result]
    total, slack = _span(shape.terms, figures)
    total += shape.constant
    expected = rounded(total, result)
    printed = result.value or _ZERO
    gap = (result.amount or _ZERO) - total
    reach = slack + result.slack
    if shape.at_most:
        outcome = Outcome.AGREES if gap >= 0 else Outcome.ROUNDING if -gap <= reach else Outcome.DIFFERS
    elif expected == printed:
        outcome = Outcome.AGREES
    else:
        outcome = Outcome.ROUNDING if abs(gap) <= reach else Outcome.DIFFERS
    factor = result.unit.factor if result.unit else Decimal(1)
    return Verdict(claim, outcome, expected, printed - expected, reach / factor, working(claim, figures, expected))


def _ratio(claim: Claim, shape: Ratio, figures: Sequence[Figure]) -> Verdict:
    result = figures[shape.result]
    printed = result.value or _ZERO
    if _span(shape.denominator, figures)[0] == 0:
        if _span(shape.numerator, figures)[0] == 0:
            return Verdict(claim, Outcome.AGREES if printed == 0 else Outcome.UNCHECKABLE, reason="分子分母均为0")
        return Verdict(claim, Outcome.DIFFERS, reason="分母为0，不能计算比率", working=working(claim, figures, None))
    value, low, high = _values(shape, figures)
    expected = value.quantize(result.step, rounding=ROUND_HALF_UP)
    half = result.step / 2
    reason = ""
    if printed in {expected, _as_short(value, printed)}:
        outcome = Outcome.AGREES
    elif low - half <= printed <= high + half:
        outcome = Outcome.ROUNDING
    elif value.quantize(result.step, rounding=ROUND_DOWN) == printed:
        outcome, reason = Outcome.ROUNDING, CUT
    else:
        outcome = Outcome.DIFFERS
    rounding = max(value - low, high - value) + half
    shown = working(claim, figures, expected)
    return Verdict(claim, outcome, expected, printed - expected, rounding, shown, reason)


def cut_within_rounding(claim: Claim, figures: Sequence[Figure]) -> bool:
    """Whether a claim's rate is what cutting off leaves of some values that print like its operands."""
    if not isinstance(claim.shape, Ratio):
        return False
    _, low, high = _values(claim.shape, figures)
    result = figures[claim.shape.result]
    printed, step = result.value or _ZERO, result.step
    if printed < 0:
        return low <= printed and printed - step < high
    return low < printed + step and printed <= high


def cut_or_rounded(claim: Claim, figures: Sequence[Figure]) -> str:
    """Return "cut" or "rounded" where a claim's rate is what one way leaves of its printed operands and not the other, else ""."""
    if not isinstance(claim.shape, Ratio):
        return ""
    value, _, high = _values(claim.shape, figures)
    result = figures[claim.shape.result]
    if not high.is_finite():
        return ""
    printed, cut = result.value or _ZERO, value.quantize(result.step, rounding=ROUND_DOWN)
    expected = value.quantize(result.step, rounding=ROUND_HALF_UP)
    if cut == expected or printed not in {cut, expected}:
        return ""
    return "cut" if printed == cut else "rounded"


def _values(shape: Ratio, figures: Sequence[Figure]) -> tuple[Decimal, Decimal, Decimal]:
    """Return what a rate is by its printed operands, the least and the most that it may be."""
    (above, above_slack), (below, below_slack) = (
        _span(terms, figures) for terms in (shape.numerator, shape.denominator)
    )
    if shape.absolute:
        above, below = abs(above), abs(below)
    low, high = _reach(above, above_slack, below, below_slack)
    value = above / below * shape.scale if below else _ZERO
    return value, low * shape.scale, high * shape.scale


def _as_short(value: Decimal, printed: Decimal) -> Decimal:
    """Round a rate to the digits of the figure itself: 134.04 is 134 where 134% is printed beside rates with decimals."""
    exponent = printed.as_tuple().exponent
    return value.quantize(Decimal(1).scaleb(exponent if isinstance(exponent, int) else 0), rounding=ROUND_HALF_UP)


def _reach(above: Decimal, above_slack: Decimal, below: Decimal, below_slack: Decimal) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest quotient that rounded operands allow; unbounded if the divisor may be zero."""
    if abs(below) <= below_slack:
        return Decimal("-Infinity"), Decimal("Infinity")
    corners = [(above + i * above_slack) / (below + j * below_slack) for i in (-1, 1) for j in (-1, 1)]
    return min(corners), max(corners)


def _sign(claim: Claim, shape: Sign, figures: Sequence[Figure]) -> Verdict:
    total, slack = _span(shape.terms, figures)
    if shape.expected == 0:
        holds = total == 0 or shape.near
        outcome = Outcome.AGREES if holds else Outcome.ROUNDING if abs(total) <= slack else Outcome.DIFFERS
    elif total == 0:
        outcome = Outcome.UNCHECKABLE
    else:
        outcome = Outcome.AGREES if (total > 0) == (shape.expected > 0) else Outcome.DIFFERS
    return Verdict(claim, outcome, difference=total, rounding=slack, working=working(claim, figures, None))
