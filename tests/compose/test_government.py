"""The papers of a made-up government: consistent with one another, with the years and with the departments; every habit occurs."""

import json
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest

from gouji import api
from gouji.cli import main
from gouji.compose.demo.books import GENERAL as GENERAL_MONEY
from gouji.compose.demo.government.accounts import DONE, DRAFT, FINAL, FUND, GENERAL, INCOME, OUTLAY, STATE, TO_BELOW
from gouji.compose.demo.government.county import County, county
from gouji.compose.demo.government.debt import BALANCE, BALANCE_BEFORE, LIMIT
from gouji.compose.demo.government.made import (
    ADJUSTMENT,
    AUDIT,
    PAPERS,
    RECTIFICATION,
    REPORT,
    papers,
)
from gouji.compose.demo.government.made import (
    FINAL as FINAL_PAPER,
)
from gouji.compose.demo.made import Made, departments
from gouji.compose.demo.plant import KINDS
from gouji.compose.demo.relations import pairs
from gouji.compose.page import Number, plain
from gouji.compose.writers import WRITERS
from gouji.compose.writers.text import text

SEEDS = range(8)
PLACE = "霁溪县"


def written(seed: int, years: int = 1) -> tuple[Made, ...]:
    return papers(PLACE, departments(seed, 4, years, ("sichuan",), PLACE), str(seed), years)


def books(seed: int) -> County:
    return county(PLACE, departments(seed, 4, 2, ("sichuan",), PLACE), 3, str(seed))


@pytest.fixture(scope="module")
def every() -> tuple[Made, ...]:
    return tuple(one for seed in SEEDS for one in written(seed))


def one_of(every: tuple[Made, ...], kind: str) -> list[Made]:
    return [one for one in every if one.kind == kind]


def numbers(one: Made) -> dict[str, list[Number]]:
    found: dict[str, list[Number]] = {}
    for piece in one.page.marked.values():
        if isinstance(piece, Number):
            found.setdefault(piece.key, []).append(piece)
    return found


def test_the_same_seed_gives_the_same_papers_and_another_gives_others() -> None:
    assert [one.page for one in written(3)] == [one.page for one in written(3)]
    assert [one.page for one in written(3)] != [one.page for one in written(4)]


def test_no_relation_is_broken_in_a_right_paper(every: tuple[Made, ...]) -> None:
    for one in every:
        assert one.broken() == (), one.name


def test_every_paper_says_that_it_is_made_up(every: tuple[Made, ...]) -> None:
    assert {one.kind for one in every} == set(PAPERS)
    for one in every:
        assert "虚构" in one.name
        assert "虚构" in one.page.running
        assert any("均为编造" in plain(pieces) for _, pieces in one.page.lines())


def test_what_two_papers_print_of_one_quantity_is_the_same() -> None:
    """Draft, execution, adjustment, account and audit of three years: whatever two of them print differs by rounding only."""
    for seed in SEEDS:
        years = written(seed, years=3)
        for one in years:
            others = [other.page.marked for other in years if other is not one]
            assert pairs(one.page.marked, others) == (), one.name
        shared = [set(numbers(one)) & set(numbers(other)) for one in years for other in years if one.name < other.name]
        assert sum(map(len, shared)) > 1000


@pytest.mark.parametrize("seed", SEEDS)
def test_both_sides_of_every_account_are_equal_and_no_line_is_negative(seed: int) -> None:
    for (_, phase, book, _), account in books(seed).accounts.items():
        assert all(line.fen >= 0 for line in account.lines)
        if phase != "半年" and book in (GENERAL, FUND, STATE):
            assert account.group(INCOME).fen == account.group(OUTLAY).fen


def test_the_levels_add_up_and_what_one_passes_to_the_other_is_in_neither() -> None:
    made_up = books(1)
    whole, own, towns = (made_up.account(2024, DONE, GENERAL, level) for level in ("全", "本级", "乡镇"))
    assert whole.revenue.fen == own.revenue.fen + towns.revenue.fen
    assert whole.spending.fen == own.spending.fen + towns.spending.fen
    assert whole.group(OUTLAY, TO_BELOW).fen == 0
    assert own.group(OUTLAY, TO_BELOW).fen == towns.group(INCOME, "上级补助收入").fen > 0


def test_last_years_account_closes_where_this_years_execution_opens() -> None:
    made_up = books(2)
    for book in (GENERAL, FUND, STATE):
        before, now = made_up.account(2023, FINAL, book), made_up.account(2024, DONE, book)
        assert now.line(INCOME, "上年结转收入").fen == before.closing.fen > 0
    for year in (2023, 2024):
        debt, last = made_up.debts[year], made_up.debts[year - 1]
        assert debt.amount(BALANCE_BEFORE) == last.amount(BALANCE)
        assert debt.amount(BALANCE).fen <= debt.amount(LIMIT).fen


def test_the_departments_are_inside_the_governments_draft() -> None:
    for seed in SEEDS:
        made_up = books(seed)
        own = made_up.account(2024, DRAFT, GENERAL, "本级")
        shown = sum(
            department.budgets[2].spent(money=GENERAL_MONEY, carried=False).fen for department in made_up.departments
        )
        rest = made_up.others(2024).fen + own.line(OUTLAY, "227").fen + own.line(OUTLAY, "232").fen
        assert made_up.others(2024).fen > 0
        assert shown + rest == own.spending.fen


def test_a_departments_own_paper_and_the_governments_print_one_amount() -> None:
    from gouji.compose.demo.made import made  # noqa: PLC0415

    own = made(5, units=3, forms=("sichuan",), place=PLACE)
    government = one_of(papers(PLACE, departments(5, 3, 1, ("sichuan",), PLACE), "5"), REPORT)[0]
    shared = [set(numbers(one)) & set(numbers(government)) for one in own]
    assert any(shared)
    assert pairs(government.page.marked, [one.page.marked for one in own]) == ()


def test_the_audit_and_its_rectification_speak_of_the_same_problems(every: tuple[Made, ...]) -> None:
    for audit, after in zip(one_of(every, AUDIT), one_of(every, RECTIFICATION), strict=True):
        shared = set(numbers(audit)) & set(numbers(after))
        assert len(shared) > 10
        parts = [key for key in numbers(after) if key.endswith(("|已整改", "|正在整改"))]
        assert sum(numbers(after)[key][0].value for key in parts) == 10


@pytest.mark.parametrize(
    "words",
    [
        "亿元",
        "收支相抵",
        "收支平衡情况",
        "等",
        "调整为",
        "公式",
        "A=B+C",
        "快报数",
        "提前下达",
        "税收收入",
        "为上年决算数的%",
    ],
)
def test_the_ways_of_such_papers_occur(every: tuple[Made, ...], words: str) -> None:
    assert any(words in text(one.page)[0] for one in every)


def test_offices_round_rates_or_cut_them_off_and_print_amounts_in_several_manners(every: tuple[Made, ...]) -> None:
    rates = [
        [one for one in paper.page.marked.values() if isinstance(one, Number) and one.unit == "%"] for paper in every
    ]
    cut = {all(one.cut for one in paper) for paper in rates if paper}
    assert cut == {True, False}
    units = {one.tail for paper in every for one in paper.page.marked.values() if isinstance(one, Number) and one.tail}
    assert {"亿元", "万元", "%", "个"} <= units


def test_a_rate_cut_off_holds_for_all_that_is_cut_off_like_it() -> None:
    number = Number(1, "k", "98.2", "%", "%", Decimal("98.2"), Decimal("0.1"), cut=True)
    assert number.bounds == (Decimal("98.2"), Decimal("98.3"))
    fall = Number(1, "k", "-5.2", "%", "", Decimal("-5.2"), Decimal("0.1"), cut=True)
    assert fall.bounds == (Decimal("-5.3"), Decimal("-5.2"))


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_of_defect_finds_room_and_most_can_be_noticed(every: tuple[Made, ...], kind: str) -> None:
    planted = [defect for at, one in enumerate(every) if (defect := one.plant(kind, Random(at)))]  # noqa: S311
    assert len(planted) * 3 >= len(every)
    assert sum(defect.detectable_beside for defect in planted) * 2 > len(planted)


@pytest.mark.parametrize("ending", WRITERS)
def test_the_same_paper_gives_the_same_bytes(ending: str) -> None:
    (one, *_), (other, *_) = written(2), written(2)
    assert WRITERS[ending](one.page) == WRITERS[ending](other.page)


def test_the_command_writes_them_beside_the_departments(tmp_path: Path) -> None:
    assert main(["demo", str(tmp_path), "--units", "2", "--government", "--formats", "md", "--defects", "-q"]) == 0
    truth = json.loads((tmp_path / "truth.json").read_text(encoding="utf-8"))["documents"]
    kinds = [one["kind"] for one in truth]
    assert [kind for kind in kinds if kind in PAPERS] == list(PAPERS)
    places = {one["unit"].removesuffix("人民政府") for one in truth if one["kind"] in PAPERS}
    assert len(places) == 1
    assert all(one["unit"].startswith(*places) for one in truth)
    assert any(one["defects"] for one in truth if one["kind"] in (REPORT, ADJUSTMENT, FINAL_PAPER))
    assert all((tmp_path / name).exists() for one in truth for name in one["files"])


def test_more_departments_than_a_place_has_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    asked = [str(tmp_path), "--units", str(api.MOST_DEPARTMENTS + 1), "--government"]
    assert main(["demo", *asked]) == 2
    assert str(api.MOST_DEPARTMENTS) in capsys.readouterr().err


@pytest.mark.parametrize("ending", WRITERS)
def test_the_checker_finds_nothing_wrong_in_a_right_paper(ending: str) -> None:
    for one in written(1 if ending == "md" else 2):
        (document,) = api.read_bytes(WRITERS[ending](one.page), f"{one.name}.{ending}", isolate=False)
        findings = api.check(document).findings
        assert [(found.rule, found.message) for found in findings if found.severity is not api.Severity.NOTE] == []
