"""相符, 尾差, 不符, 无法核对: each case computed by hand."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.diagnose.made import figure, figures, plus, rate, sign, total

from gouji.diagnose.evaluate import evaluate
from gouji.model.claim import Claim, Linear, Outcome, Verdict
from gouji.model.figure import Bound

AGREES, ROUNDING, DIFFERS, UNCHECKABLE = Outcome.AGREES, Outcome.ROUNDING, Outcome.DIFFERS, Outcome.UNCHECKABLE
D = Decimal


def judged(claim: Claim, *printed: str) -> Verdict:
    return evaluate(claim, figures(*printed))


@pytest.mark.parametrize(
    ("parts", "whole", "outcome", "expected"),
    [
        (("30.15", "4.05", "0.90"), "35.10", AGREES, "35.10"),
        (("30.15", "4.05", "0.90"), "35.11", ROUNDING, "35.10"),  # 3 * 0.005 + 0.005 = 0.02
        (("30.15", "4.05", "0.90"), "35.12", ROUNDING, "35.10"),  # exactly at the edge
        (("30.15", "4.05", "0.90"), "35.13", DIFFERS, "35.10"),
        (("30.15", "4.05"), "34.21", ROUNDING, "34.20"),  # 0.01 <= 3 * 0.005
        (("30.15", "4.05"), "34.22", DIFFERS, "34.20"),
        (("1", "2"), "3", AGREES, "3"),
        (("100.4", "100.4"), "201", AGREES, "201"),  # 200.8 rounds to 201
        (("-3.20", "5.00"), "1.80", AGREES, "1.80"),
        (("0", "0"), "0", AGREES, "0"),
    ],
)
def test_a_sum(parts: tuple[str, ...], whole: str, outcome: Outcome, expected: str) -> None:
    count = len(parts)
    verdict = judged(total(tuple(range(1, count + 1)), count + 1), *parts, whole)
    assert (verdict.outcome, verdict.expected) == (outcome, D(expected))
    assert verdict.difference == D(whole) - D(expected)


def test_the_widest_rounding_is_half_a_step_of_each_operand() -> None:
    assert judged(total((1, 2, 3), 4), "30.15", "4.05", "0.90", "35.10").rounding == D("0.020")


@pytest.mark.parametrize(
    ("part", "whole", "outcome"),
    [
        ("301500元", "30.15", AGREES),
        ("301549元", "30.15", AGREES),  # 30.1549 rounds to 30.15
        ("301550元", "30.15", ROUNDING),  # 30.155 is printed 30.16, yet 30.15 may hide 30.155
        ("301600元", "30.15", DIFFERS),
        ("30.15", "301500元", AGREES),
        ("30.15", "301549元", ROUNDING),  # 30.15 万元 may be anything from 301450 to 301550
        ("30.15", "301551元", DIFFERS),
        ("3.02亿元", "30150.00", ROUNDING),
    ],
)
def test_units_of_money_are_mixed(part: str, whole: str, outcome: Outcome) -> None:
    assert judged(total((1,), 2), part, whole).outcome is outcome


def test_the_precision_of_the_column_counts_not_the_digits() -> None:
    """110万元 among amounts with two decimals is 110.00."""
    found = [figure(0, "110", step="0.01"), figure(1, "110.02")]
    assert evaluate(total((1,), 2), found).outcome is DIFFERS


def test_counted_things_have_no_rounding() -> None:
    found = [figure(0, "8", "辆"), figure(1, "4", "辆"), figure(2, "13", "辆")]
    assert evaluate(total((1, 2), 3), found).outcome is DIFFERS


@pytest.mark.parametrize(
    ("weights", "outcome", "expected", "working"),
    [
        (("10", "50", "40"), AGREES, "40", "10 + 50 + 40 = 100"),
        (("10", "50", "35"), DIFFERS, "40", "10 + 50 + 35 = 95 ≠ 100"),
    ],
)
def test_a_sum_to_what_nobody_printed(weights: tuple[str, ...], outcome: Outcome, expected: str, working: str) -> None:
    """The weights of an evaluation make a hundred: the last is what the others leave of it, exactly."""
    found = [figure(number, weight, "个") for number, weight in enumerate(weights)]
    claim = total((-1, -2), 3)
    verdict = evaluate(replace(claim, shape=Linear(plus(-1, -2), 2, constant=D(100))), found)
    assert (verdict.outcome, verdict.expected, verdict.working) == (outcome, D(expected), working)


@pytest.mark.parametrize(
    ("above", "below", "printed", "outcome", "expected"),
    [
        ("66.20", "1016.30", "6.51%", AGREES, "6.51"),  # 6.5138...
        ("66.20", "1016.30", "6.15%", DIFFERS, "6.51"),
        ("1.00", "3.00", "33.33%", AGREES, "33.33"),
        ("2.00", "3.00", "66.67%", AGREES, "66.67"),
        ("1.00", "3.00", "33%", AGREES, "33"),
        ("100.00", "300.00", "34%", DIFFERS, "33"),
        ("1.00", "3.00", "34%", ROUNDING, "33"),  # 1.005 / 2.995 = 33.56%
        ("0.50", "400.00", "0.13%", AGREES, "0.13"),  # 0.125 is rounded half up
        ("-5.00", "20.00", "-25.00%", AGREES, "-25.00"),
        ("0.00", "20.00", "0%", AGREES, "0"),
    ],
)
def test_a_rate(above: str, below: str, printed: str, outcome: Outcome, expected: str) -> None:
    verdict = judged(rate((1,), (2,), 3), above, below, printed)
    assert (verdict.outcome, verdict.expected) == (outcome, D(expected))


def test_a_truncated_rate_is_a_rounding_difference_and_says_so() -> None:
    """2000.00 / 3000.00 = 66.6666…: cut off, not rounded."""
    verdict = judged(rate((1,), (2,), 3), "2000.00", "3000.00", "66.66%")
    assert (verdict.outcome, verdict.expected) == (ROUNDING, D("66.67"))
    assert "截" in verdict.reason


def test_a_rate_of_small_amounts_may_be_explained_by_their_rounding() -> None:
    """0.03 / 0.09: from 0.025 / 0.095 = 26.32% to 0.035 / 0.085 = 41.18%."""
    assert judged(rate((1,), (2,), 3), "0.03", "0.09", "41.00%").outcome is ROUNDING
    assert judged(rate((1,), (2,), 3), "0.03", "0.09", "41.20%").outcome is DIFFERS
    assert judged(rate((1,), (2,), 3), "0.03", "0.09", "26.31%").outcome is DIFFERS


def test_a_whole_rate_beside_rates_with_decimals_is_rounded_to_its_own_digits() -> None:
    """134.04 is 134 where 134% is printed, even though its section prints two decimals."""
    found = [figure(0, "134.04"), figure(1, "100.00"), figure(2, "134", "%", step="0.01")]
    assert evaluate(rate((1,), (2,), 3), found).outcome is AGREES


def test_the_base_is_latent() -> None:
    """12.29 more than before makes 21.80: 12.29 / (21.80 - 12.29) = 129.23%; on the current value it would be 56.38%."""
    claim = rate((1,), (2, -1), 3)
    assert judged(claim, "12.29", "21.80", "129.23%").outcome is AGREES
    assert judged(claim, "12.29", "21.80", "129.97%").outcome is DIFFERS
    assert judged(claim, "12.29", "21.80", "56.38%").outcome is DIFFERS


def test_a_negative_base_counts_by_its_size_where_asked() -> None:
    """From -20.00 by 5.00: 25% of the size of the base, -25% of the base itself."""
    assert judged(rate((1,), (2,), 3, absolute=True), "5.00", "-20.00", "25.00%").outcome is AGREES
    assert judged(rate((1,), (2,), 3), "5.00", "-20.00", "25.00%").outcome is DIFFERS
    assert judged(rate((1,), (2,), 3), "5.00", "-20.00", "-25.00%").outcome is AGREES


@pytest.mark.parametrize(
    ("above", "printed", "outcome"),
    [("0", "0%", AGREES), ("0", "100%", UNCHECKABLE), ("0.16", "0%", DIFFERS), ("0.16", "100%", DIFFERS)],
)
def test_a_base_of_zero(above: str, printed: str, outcome: Outcome) -> None:
    assert judged(rate((1,), (2,), 3), above, "0", printed).outcome is outcome


def test_a_base_that_rounds_to_nearly_nothing_allows_any_rate() -> None:
    found = [figure(0, "0.01"), figure(1, "0.00", step="0.01"), figure(2, "0.00", step="0.01")]
    assert evaluate(rate((1,), (2, 3), 1), found).outcome is DIFFERS
    nearly = [figure(0, "0.04"), figure(1, "0.1", step="0.1"), figure(2, "0.1", step="0.1"), figure(3, "77", "%")]
    assert evaluate(rate((1,), (2, -3, 1), 4), nearly).outcome is ROUNDING


@pytest.mark.parametrize("bound", [Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT, Bound.RANGE])
def test_a_bounded_operand_cannot_be_checked(bound: Bound) -> None:
    found = [figure(0, "30.15"), figure(1, "4.05", bound=bound), figure(2, "99.00")]
    verdict = evaluate(total((1, 2), 3), found)
    assert verdict.outcome is UNCHECKABLE
    assert "4.05万元" in verdict.reason


def test_a_masked_operand_cannot_be_checked() -> None:
    found = [figure(0, "30.15"), figure(1, "0", masked=True), figure(2, "99.00")]
    assert evaluate(total((1, 2), 3), found).outcome is UNCHECKABLE


@pytest.mark.parametrize(
    ("part", "whole", "outcome"),
    [("5.00", "5.00", AGREES), ("5.00", "6.00", AGREES), ("5.01", "5.00", ROUNDING), ("5.02", "5.00", DIFFERS)],
)
def test_a_bound(part: str, whole: str, outcome: Outcome) -> None:
    assert judged(total((1,), 2, at_most=True), part, whole).outcome is outcome


@pytest.mark.parametrize(
    ("now", "before", "word", "outcome"),
    [
        ("8.00", "5.00", 1, AGREES),
        ("8.00", "5.00", -1, DIFFERS),
        ("5.00", "8.00", -1, AGREES),
        ("5.00", "5.00", 0, AGREES),
        ("5.02", "5.00", 0, DIFFERS),
        ("5.01", "5.00", 0, ROUNDING),
        ("5.00", "5.00", 1, UNCHECKABLE),
    ],
)
def test_a_direction(now: str, before: str, word: int, outcome: Outcome) -> None:
    assert judged(sign((1, -2), word), now, before).outcome is outcome


def test_nearly_the_same_holds_with_a_small_difference() -> None:
    assert judged(sign((1, -2), 0, near=True), "500.00", "499.10").outcome is AGREES


def test_another_reading_may_hold() -> None:
    first = total((1, 2), 3)
    claim = replace(first, alternatives=(Linear(plus(1), 2),))
    assert judged(claim, "5.00", "3.00", "5.00").outcome is AGREES


def test_the_first_reading_is_the_one_shown_as_broken() -> None:
    first = total((1, 2), 3)
    claim = replace(first, alternatives=(Linear(plus(2), 2),))
    verdict = judged(claim, "5.00", "3.00", "9.00")
    assert (verdict.outcome, verdict.expected) == (DIFFERS, D("8.00"))


def test_an_uncertain_claim_never_accuses() -> None:
    claim = replace(total((1, 2), 3), certain=False)
    assert judged(claim, "5.00", "3.00", "9.00").outcome is UNCHECKABLE
    assert judged(claim, "5.00", "3.00", "8.00").outcome is AGREES


def test_the_working_is_what_a_person_would_write() -> None:
    assert judged(total((1, 2), 3), "30.15", "4.05", "35.00").working == "30.15 + 4.05 = 34.20"
    assert judged(rate((1,), (2, -1), 3), "12.29", "21.80", "9%").working == "12.29 ÷ (21.80 - 12.29) = 129%"
    assert judged(total((1,), 2), "301500元", "30.00").working == "301500元 = 30.15"
