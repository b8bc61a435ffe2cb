"""A fifth kind (政协提案: five months) by data alone."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

import pytest
from tests.web.matters.made import MONDAY, Life

from gouji.web.matters import kinds
from gouji.web.matters.services.assigning import answer_assignment
from gouji.web.matters.services.opening import Draft, open_matter

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.web.conftest import District

PROPOSAL = """
name = "政协提案"
start = "filed"
steps = ["filed", "handling", "answered", "closed"]
unit_first = false
[series]
proposal = "提案〔{year}〕第{number}号"
[results]
A = "已采纳"
B = "正在研究"
[assigning]
returns_to = "filed"
return_within = { n = 7, unit = "days" }
[deadline.answer]
label = "答复期限"
term = { n = 5, unit = "months" }
longest = { n = 6, unit = "months" }
[[state]]
code = "filed"
label = "立案"
acts = "lead"
inside = true
[[state]]
code = "handling"
label = "办理"
acts = "unit"
[[state]]
code = "answered"
label = "已答复"
acts = "office"
[[state]]
code = "closed"
label = "办结"
open = false
[[move]]
code = "assign"
label = "交办"
from = "filed"
to = "handling"
right = "matter.lead"
needs = ["assignees"]
starts = "answer"
series = "proposal"
[[move]]
code = "answer"
label = "答复"
from = "handling"
to = "answered"
right = "matter.answer"
needs = ["answers"]
stops = true
[[move]]
code = "close"
label = "办结"
from = "answered"
to = "closed"
right = "matter.review"
"""


@pytest.fixture
def proposal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The kinds of the desk and one file more."""
    (tmp_path / "proposal.toml").write_text(PROPOSAL, encoding="utf-8")
    monkeypatch.setattr(kinds, "_OURS", tmp_path)
    kinds.all_kinds.cache_clear()
    yield
    kinds.all_kinds.cache_clear()


@pytest.mark.usefixtures("proposal")
def test_a_proposal_has_five_months_and_lives_by_the_same_code(district: District) -> None:
    matter = open_matter(
        Draft("proposal", district.county, "关于林下经济的提案"), district.people["office"], today=MONDAY
    )
    life = Life(matter, district)
    life.go("assign", "office_lead", assignees=((district.forestry, "main"),))
    # 2026-08-02 is a Sunday.
    assert (life.matter.number, life.matter.due_on) == ("提案〔2026〕第1号", dt.date(2026, 8, 3))
    part = life.matter.assignments.get()
    answer_assignment(part, district.people["accountant"], "已采纳", today=MONDAY, result="A")
    life.go("answer", "accountant")
    life.go("close", "office")
    assert (life.matter.result, life.matter.is_open) == ("A", False)
