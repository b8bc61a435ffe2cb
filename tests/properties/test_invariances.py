"""Promises 3 and 7: what carries no meaning changes nothing, and the same input gives the same bytes."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.properties.budgets import AMOUNTS, BUDGETS, WAN, YUAN, YUAN_CENTS, Budget, Money, check, serious

from gouji import api
from gouji.model.figure import State
from gouji.report.json_report import report

if TYPE_CHECKING:
    from gouji.model.finding import Finding

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").iterdir())
modest = settings(max_examples=40, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
SUMS = ("SU", "EQ")


def told(findings: list[Finding]) -> list[tuple[str, str, str | None]]:
    """What findings say, wherever they stand."""
    return sorted((finding.rule, finding.printed, finding.expected or "") for finding in findings)


# 元 and 万元 ----------------------------------------------------------------------------------------------------------


@modest
@given(BUDGETS, st.sampled_from([WAN, YUAN, YUAN_CENTS]))
def test_a_budget_that_agrees_is_clean_in_any_unit(budget: Budget, money: Money) -> None:
    checked = check(budget.text(money))
    assert [(finding.rule, finding.printed, finding.message) for finding in serious(checked)] == []


@modest
@given(BUDGETS, st.integers(1, 9))
def test_a_slip_is_found_in_any_unit(budget: Budget, digit: int) -> None:
    """The total is off by some units of its leading digit: broken in both units, at the same figure."""
    size = Decimal(10) ** (len(str(int(budget.total))) - 1)
    wrong = replace(budget, slip=size * digit)
    found = [serious(check(wrong.text(money))) for money in (WAN, YUAN)]
    for findings, money in zip(found, (WAN, YUAN), strict=True):
        assert findings
        printed = money(wrong.total + wrong.slip)
        places = {finding.printed for finding in findings}
        places |= {place.text for finding in findings for place in finding.related}
        assert printed in places
    assert {finding.rule for finding in found[0]} == {finding.rule for finding in found[1]}


@modest
@given(BUDGETS)
def test_every_amount_of_a_budget_that_agrees_is_verified(budget: Budget) -> None:
    checked = check(budget.text())
    assert checked.extraction is not None
    states = dict(zip((figure.text for figure in checked.extraction.figures), checked.states, strict=True))
    for amount in (budget.total, budget.people, budget.office, budget.projects):
        assert states[WAN(amount)] is State.VERIFIED


# Rows of a table ------------------------------------------------------------------------------------------------------

CODES = (("201", "一般公共服务支出"), ("208", "社会保障和就业支出"), ("210", "卫生健康支出"), ("221", "住房保障支出"))
ZERO = "| 205 | 教育支出 | 0.00 | 0.00 | 0.00 |"


def table(rows: list[tuple[Decimal, Decimal]], slip: Decimal, order: list[int], *, zero: int | None = None) -> str:
    """Return a 支出预算表 of classes with (基本, 项目), in this order; ``slip`` is added to one printed row total."""
    lines = []
    for at in order:
        (code, name), (basic, project) = CODES[at], rows[at]
        total = basic + project + (slip if at == 0 else 0)
        lines.append(f"| {code} | {name} | {total} | {basic} | {project} |")
    if zero is not None:
        lines.insert(zero % (len(lines) + 1), ZERO)
    basics, projects = (sum((row[side] for row in rows), Decimal(0)) for side in (0, 1))
    head = ["| 科目编码 | 科目名称 | 合计 | 基本支出 | 项目支出 |", "|---|---|---|---|---|"]
    foot = [f"|  | 合计 | {basics + projects} | {basics} | {projects} |"]
    start = "# 虚构市示例局2024年部门预算\n\n支出预算表\n\n单位：万元\n\n"
    return start + "\n".join([*head, *lines, *foot]) + "\n"


ROWS = st.lists(st.tuples(AMOUNTS, AMOUNTS), min_size=4, max_size=4)
SLIPS = st.one_of(st.just(Decimal("0.00")), AMOUNTS)


@modest
@given(ROWS, SLIPS, st.permutations(range(4)))
def test_the_order_of_coded_rows_changes_nothing(
    rows: list[tuple[Decimal, Decimal]], slip: Decimal, order: list[int]
) -> None:
    assume(len({amount for row in rows for amount in (*row, sum(row))}) == 12)  # a copied neighbour depends on order
    first, other = (
        [finding for finding in serious(check(table(rows, slip, order_of))) if finding.rule.startswith(SUMS)]
        for order_of in ([0, 1, 2, 3], list(order))
    )
    assert told(first) == told(other)
    assert bool(first) is (slip > Decimal("0.01"))


@modest
@given(ROWS, SLIPS, st.integers(0, 4))
def test_an_added_row_of_zeros_changes_nothing(rows: list[tuple[Decimal, Decimal]], slip: Decimal, place: int) -> None:
    without, among = (
        [
            finding
            for finding in serious(check(table(rows, slip, [0, 1, 2, 3], zero=at)))
            if finding.rule.startswith(SUMS)
        ]
        for at in (None, place)
    )
    assert told(without) == told(among)


# Files and runs -------------------------------------------------------------------------------------------------------


def documents(paths: list[Path]) -> dict[str, str]:
    """The JSON of each document by its path."""
    return {checked.document.path: "".join(report([checked], figures=True)) for checked in api.check_paths(paths)}


def test_the_order_of_files_changes_nothing() -> None:
    shuffled = EXAMPLES[:]
    random.Random(7).shuffle(shuffled)  # noqa: S311  repeatable, not secret
    forward, backward, mixed = (documents(paths) for paths in (EXAMPLES, EXAMPLES[::-1], shuffled))
    assert forward == backward == mixed


SCRIPT = """
import sys
from pathlib import Path
from gouji import api
from gouji.report.json_report import report
run = api.check_paths(sorted(Path("examples").iterdir()))
sys.stdout.buffer.write("".join(report(run, figures=True)).encode())
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_two_runs_give_equal_bytes(lang: str) -> None:
    """Each run in a process of its own, with another order of hashes."""
    runs = [
        subprocess.run(  # noqa: S603  our own script
            [sys.executable, "-c", SCRIPT],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT / "src"), "PYTHONHASHSEED": seed, "LANG": lang},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "4242")
    ]
    assert runs[0] == runs[1]
    assert len(runs[0]) > 10_000
