"""The door to the papers of a made-up government: all six of each year, that know their own truth."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from random import Random
from typing import TYPE_CHECKING

from gouji.compose.demo.government import adjustment, audit, final, half, report
from gouji.compose.demo.government.clerk import Clerk, Habit, habit
from gouji.compose.demo.government.common import Paper
from gouji.compose.demo.government.county import county
from gouji.compose.demo.history import FIRST_YEAR
from gouji.compose.demo.made import Made
from gouji.compose.demo.scribe import Manner
from gouji.compose.page import Page

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from gouji.compose.demo.government.county import County
    from gouji.compose.demo.history import History

GOVERNMENT = "government"
REPORT, ADJUSTMENT, HALF_YEAR = "government report", "government adjustment", "government half year"
FINAL, AUDIT, RECTIFICATION = "government final", "audit report", "audit rectification"
_PAPERS: dict[str, tuple[Callable[[Paper], None], str]] = {
    REPORT: (report.write, "年政府预算报告"),
    ADJUSTMENT: (adjustment.write, "年预算调整方案"),
    HALF_YEAR: (half.write, "年上半年预算执行情况"),
    FINAL: (final.write, "年财政决算报告"),
    AUDIT: (audit.write, "年度审计工作报告"),
    RECTIFICATION: (audit.rectified, "年度审计整改报告"),
}
PAPERS = tuple(_PAPERS)
"""The kinds of paper. A report is of the year of its draft and tells the execution of the year before; all others are of the
year whose budget, account or audit they are about."""


def papers(
    place: str, departments: Sequence[History], seed: str, years: int = 1, kinds: Sequence[str] = PAPERS
) -> tuple[Made, ...]:
    """Return the government's papers of ``years`` years; its books contain those of the departments."""
    books = county(place, departments, years + 1, seed)
    rng = Random(f"{seed}/papers")  # noqa: S311  made-up figures, not secrets
    habits = habit(rng)
    commas = rng.randrange(2) == 0
    manner = Manner("万元", "", commas, commas and habits.unit == "万元")
    first = FIRST_YEAR + 2
    writers = [
        (year, partial(_paper, books, kind, habits, manner)) for year in range(first, first + years) for kind in kinds
    ]
    alone = [replace(write(year), before=partial(write, year - 1)) for year, write in writers]
    return tuple(replace(one, siblings=tuple(other for other in alone if other is not one)) for one in alone)


def _paper(books: County, kind: str, habits: Habit, manner: Manner, year: int) -> Made:
    write, title = _PAPERS[kind]
    # The wording is the office's own and stays from year to year.
    clerk = Clerk(Random(f"{books.seed}/{kind}"), manner, year, habit=habits)  # noqa: S311
    write(Paper(clerk, books, year))
    page = Page(f"{books.place}{year}{title}", "虚构示例 · 非真实政府", tuple(clerk.blocks))
    unit = f"{books.place}人民政府"
    return Made(page, clerk.stated(), GOVERNMENT, kind, unit, year, title=f"虚构示例-{books.place}-{year}{title}")
