"""Whole networks: what falls together, what is protected, what both may be; and that large ones take bounded steps."""

from __future__ import annotations

from decimal import Decimal
from random import Random

import pytest
from tests.diagnose.made import figure, figures, plus, rate, sign, total

from gouji.diagnose.culprit import STEPS, Cause, Reading, causes
from gouji.diagnose.evaluate import evaluate
from gouji.diagnose.network import Overlay, Steps
from gouji.model.claim import Claim, Kind, Linear, Outcome, Source
from gouji.model.subject import Quantity, Subject

D = Decimal


def equal(one: int, other: int) -> Claim:
    """Return the claim that two figures, counted from 1, are the same."""
    return Claim("EQ102", Kind.EQUAL, Source.SENTENCE, Linear(plus(one), other - 1), 0, 1)


def change(now: int, before: int, result: int) -> Claim:
    """Return the claim of a change in a table's column of changes."""
    return Claim("CH201", Kind.CHANGE, Source.TABLE, Linear(plus(now, -before), result - 1), 0, 1)


def found(printed: tuple[str, ...], *claims: Claim) -> tuple[Cause, ...]:
    made = figures(*printed)
    return causes([evaluate(claim, made) for claim in claims], made)


def blamed(printed: tuple[str, ...], *claims: Claim) -> list[tuple[int, Decimal | None]]:
    return [(cause.figure + 1, cause.value) for cause in found(printed, *claims)]


def test_of_two_equal_neighbours_the_later_is_suspect_and_the_earlier_is_named() -> None:
    """41.20 - 30.15 - 4.05 - 0.90 = 6.10, whichever 30.15 was copied from the other."""
    (cause,) = found(("30.15", "4.05", "30.15", "0.90", "41.20"), total((1, 2, 3, 4), 5))
    assert (cause.figure, cause.value, cause.slip) == (2, D("6.10"), "与相邻的数相同，可能抄错")
    assert [(rival.figure, rival.value) for rival in cause.rivals] == [(0, D("6.10"))]


def test_a_repeated_total_is_wrong_in_all_its_places() -> None:
    """30.15 + 4.05 = 34.20 by nature, 20.00 + 14.20 by fund; 43.20 stands in four places: one quantity, one swap."""
    printed = ("30.15", "4.05", "43.20", "43.20", "43.20", "43.20", "20.00", "14.20")
    claims = (total((1, 2), 3), equal(3, 4), equal(3, 5), equal(3, 6), total((7, 8), 6))
    (cause,) = found(printed, *claims)
    assert (cause.figure + 1, cause.value, len(cause.verdicts)) == (3, D("34.20"), 2)
    assert [(mention.figure + 1, mention.value) for mention in cause.mentions] == [(at, D("34.20")) for at in (4, 5, 6)]


def test_mentions_of_one_subject_fall_together_without_a_claim() -> None:
    made = figures("30.15", "4.05", "43.20", "43.20")
    subject = Subject("u", "2024", "决算", "支出", "全部", "*", "*", "*", "*", "amount")
    verdicts = [evaluate(claim, made) for claim in (total((1, 2), 3), total((1, 2), 4))]
    (cause,) = causes(verdicts, made, [Quantity(subject, (2, 3))])
    assert (cause.figure, cause.value, cause.mentions) == (2, D("34.20"), (Reading(3, D("34.20")),))


def test_a_mention_that_departs_from_its_siblings() -> None:
    """34.20 twice and added up from 30.15 and 4.05; 34.26 in a third place."""
    printed = ("30.15", "4.05", "34.20", "34.20", "34.26")
    assert blamed(printed, total((1, 2), 3), equal(3, 4), equal(3, 5)) == [(5, D("34.20"))]


def test_prose_against_a_table_whose_sums_support_it() -> None:
    """A table has 45.00 + 10.00 = 55.00; the text says 54.00 for 45.00, up by 14.00 or 35.00%, all worked out on 54.00."""
    printed = ("45.00", "10.00", "55.00", "54.00", "40.00", "14.00", "35.00%")
    claims = (total((1, 2), 3), equal(1, 4), change(4, 5, 6), rate((6,), (5,), 7), sign((4, -5), 1))
    (cause,) = found(printed, *claims)
    assert (cause.figure + 1, cause.value) == (4, D("45.00"))
    assert [(follower.figure + 1, follower.value) for follower in cause.followers] == [
        (6, D("5.00")),
        (7, D("12.50")),
    ]


def test_a_word_follows_the_amount_it_was_taken_from() -> None:
    """24.00 for 42.00 in the table; 24.00 is less than 40.00, so the text says 减少."""
    printed = ("42.00", "10.00", "52.00", "24.00", "40.00")
    (cause,) = found(printed, total((1, 2), 3), equal(1, 4), sign((4, -5), -1))
    assert (cause.figure + 1, cause.value, len(cause.verdicts)) == (4, D("42.00"), 1)
    assert cause.words == ((5, 7),)


def test_two_misprinted_subtotals_are_two_causes() -> None:
    """Cells 458.00 and 16.56 are printed as nothing: rows, their parts and the sum of the column say so."""
    printed = ("903.85", "0.00", "0.00", "1378.41", "458.00", "16.56", "0.00", "0.00")
    claims = (total((1, 2, 3), 4), total((2, 7), 5), total((3, 8), 6))
    assert blamed(printed, *claims) == [(2, D("458.00")), (3, D("16.56"))]


def test_a_printed_nothing_can_be_the_culprit() -> None:
    """10.00 + 6.10 + 4.00 by item, and 6.10 again by fund: the nothing hides 6.10."""
    printed = ("10.00", "0.00", "4.00", "20.10", "6.00", "0.10")
    assert blamed(printed, total((1, 2, 3), 4), total((5, 6), 2)) == [(2, D("6.10"))]


def test_last_years_value_left_in() -> None:
    """Now 31.07 by its parts, printed 25.32 like last year; the change of 5.75 was worked out rightly."""
    printed = ("18.00", "13.07", "25.32", "25.32", "5.75")
    (cause,) = found(printed, total((1, 2), 3), change(3, 4, 5))
    assert (cause.figure + 1, cause.value, cause.slip) == (3, D("31.07"), "与上年数相同，可能未更新")


def test_a_unit_told_by_the_rate() -> None:
    """161.58万元 of 985.05万元 + 161.58万元 is 14.09%; printed in 元 it is next to nothing."""
    made = [figure(0, "161.58", "元"), figure(1, "985.05"), figure(2, "14.09%".rstrip("%"), "%")]
    (cause,) = causes([evaluate(rate((1,), (2, 1), 3), made)], made)
    assert (cause.figure, cause.value, cause.slip) == (0, D("1615800.00"), "金额单位之误")


def test_two_items_as_likely_are_both_said() -> None:
    """36.00 lacks 10.00; 40.00 stands elsewhere too, so 12.00 may be 22.00 and 14.00 may be 24.00; 36 and 10 are even."""
    printed = ("112.00", "114.00", "236.00", "236.00", "236.00", "236.00")
    claims = (total((1, 2), 3), equal(3, 4), equal(3, 5), equal(3, 6))
    (cause,) = found(printed, *claims)
    assert (cause.figure + 1, cause.value) == (1, D("122.00"))
    assert [(rival.figure + 1, rival.value) for rival in cause.rivals] == [(2, D("124.00"))]


def test_a_total_that_follows_its_wrong_item_is_no_cause_of_its_own() -> None:
    """The table has 30.15 + 4.05 = 34.20; the text swaps to 31.05 and adds up to 35.10."""
    printed = ("30.15", "4.05", "34.20", "31.05", "4.05", "35.10")
    claims = (total((1, 2), 3), total((4, 5), 6), equal(1, 4), equal(2, 5), equal(3, 6))
    (cause,) = found(printed, *claims)
    assert (cause.figure + 1, cause.value, len(cause.verdicts)) == (4, D("30.15"), 2)
    assert [(follower.figure + 1, follower.value) for follower in cause.followers] == [(6, D("34.20"))]


def seeded(seed: int) -> Random:
    """Return a source of tables that are the same on every run."""
    return Random(seed)  # noqa: S311  nothing secret


def grid(rows: int, columns: int, chance: Random) -> tuple[list[str], list[Claim]]:
    """Return a table of amounts with its sums on the right and below, printed row by row, and what must hold."""
    cells = [[chance.randrange(10_000, 9_999_999) for _ in range(columns)] for _ in range(rows)]
    lines = [[*row, sum(row)] for row in cells]
    lines.append([sum(column) for column in zip(*lines, strict=True)])
    width = columns + 1
    claims = [total(tuple(row * width + at + 1 for at in range(columns)), (row + 1) * width) for row in range(rows + 1)]
    for column in range(width):
        numbers = tuple(row * width + column + 1 for row in range(rows))
        claims.append(total(numbers, rows * width + column + 1))
    return [f"{D(value) / 100:.2f}" for row in lines for value in row], claims


def other_digit(printed: str, chance: Random) -> str:
    """Return the number with one digit before the point another: behind it, rounding may explain the difference."""
    places = range(len(printed) - len(".00"))
    at = chance.choice(places)
    digit = chance.choice([other for other in "123456789" if other != printed[at]])
    return printed[:at] + digit + printed[at + 1 :]


@pytest.mark.parametrize("seed", range(40))
def test_one_wrong_digit_in_a_table_has_one_cause(seed: int) -> None:
    chance = seeded(seed)
    printed, claims = grid(chance.randrange(3, 8), chance.randrange(3, 6), chance)
    at = chance.randrange(len(printed))
    wrong = [*printed[:at], other_digit(printed[at], chance), *printed[at + 1 :]]
    assert [(cause.figure, cause.value) for cause in found(tuple(wrong), *claims)] == [(at, D(printed[at]))]


@pytest.mark.parametrize("seed", range(20))
def test_the_order_of_claims_does_not_matter(seed: int) -> None:
    chance = seeded(seed)
    printed, claims = grid(6, 4, chance)
    for at in chance.sample(range(len(printed)), 3):
        printed[at] = other_digit(printed[at], chance)
    mixed = [*claims]
    chance.shuffle(mixed)
    assert found(tuple(printed), *mixed) == found(tuple(printed), *claims)


@pytest.mark.parametrize("seed", range(20))
def test_repairing_all_causes_mends_every_claim(seed: int) -> None:
    chance = seeded(seed)
    printed, claims = grid(6, 5, chance)
    for at in chance.sample(range(len(printed)), 4):
        printed[at] = other_digit(printed[at], chance)
    made = figures(*printed)
    blamed_ = causes([evaluate(claim, made) for claim in claims], made)
    values = {cause.figure: cause.value for cause in blamed_ if cause.value is not None}
    values.update({follower.figure: follower.value for cause in blamed_ for follower in cause.followers})
    mended = Overlay(made, values)
    assert {evaluate(claim, mended).outcome for claim in claims} <= {Outcome.AGREES, Outcome.ROUNDING}


@pytest.mark.parametrize("errors", [1, 25, 400])
def test_five_thousand_quantities_take_bounded_steps(errors: int) -> None:
    chance = seeded(errors)
    printed, claims = grid(99, 49, chance)
    assert len(printed) == 5_000
    places = chance.sample(range(len(printed)), errors)
    for at in places:
        printed[at] = other_digit(printed[at], chance)
    made = figures(*printed)
    steps = Steps(STEPS)
    blamed_ = causes([evaluate(claim, made) for claim in claims], made, steps=steps)
    assert blamed_
    assert steps.used <= 2 * STEPS
    if errors == 1:
        assert [cause.figure for cause in blamed_] == places
        assert steps.used < 1_000
