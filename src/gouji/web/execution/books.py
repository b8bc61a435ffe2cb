"""The four books of a government (四本预算) side by side: what was planned and carried out of income and expenditure.

Income comes from the revenue by month, spending from the budgets and payments of the units by kind of funds, the funds of
state capital and social insurance from their own items. Only what was imported stands here; a line without data is not shown.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gouji.supervision.indicator import percent
from gouji.supervision.store import Facts
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from gouji.web.units.models import Region

_BOOK = """CASE WHEN contains(coalesce({fund}, ''), '政府性基金') THEN 'funds'
    WHEN contains(coalesce({fund}, ''), '国有资本') THEN 'capital'
    WHEN contains(coalesce({fund}, ''), '社会保险') THEN 'insurance' ELSE 'general' END"""
_REVENUE = f"""
    SELECT {_BOOK.format(fund="fund")} AS book, subject AS name, max(opening) AS planned,
        arg_max(accumulated, month) FILTER (month <= $month) AS done
    FROM revenue WHERE region = $region AND year = $year GROUP BY ALL ORDER BY ALL
"""  # noqa: S608  our own words
_SPENT = f"""
    WITH due AS (
        SELECT {_BOOK.format(fund="fund")} AS book, sum(amount) AS planned FROM planned
        WHERE region = $region AND year = $year AND month <= $month GROUP BY 1
    ), paid AS (
        SELECT {_BOOK.format(fund="fund")} AS book, sum(amount) AS done FROM payment_total
        WHERE region = $region AND year = $year AND month <= $month GROUP BY 1
    )
    SELECT book, planned, done FROM due FULL JOIN paid USING (book) ORDER BY ALL
"""  # noqa: S608  our own words
_FROM_ABOVE = f"""
    SELECT {_BOOK.format(fund="fund")} AS book, sum(amount) AS done FROM allotment
    WHERE region = $region AND year = $year AND month(date) <= $month AND contains(coalesce(source, ''), '上级')
    GROUP BY 1 ORDER BY 1
"""  # noqa: S608  our own words
_DEBT = """
    SELECT category, sum(issued) AS issued, sum(repaid) AS repaid FROM debt
    WHERE region = $region AND year = $year AND $month > 0 GROUP BY 1 ORDER BY 1
"""
_CAPITAL = """
    SELECT subject AS name, max(opening) AS planned, arg_max(accumulated, coalesce(month, 12)) AS done FROM state_capital
    WHERE region = $region AND year = $year AND coalesce(month, 0) <= $month
        AND NOT regexp_matches(subject, '合计|总计') GROUP BY 1 ORDER BY 1
"""
_INSURANCE = """
    SELECT category, subject AS name, max(opening) AS planned, arg_max(accumulated, coalesce(month, 12)) AS done,
        arg_max(balance, coalesce(month, 12)) FILTER (balance IS NOT NULL) AS balance
    FROM insurance WHERE region = $region AND year = $year AND coalesce(month, 0) <= $month
    GROUP BY ALL ORDER BY category, subject DESC
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a book: its words, planned and carried out (元), how far it is, and the item and axes of the rows behind it."""

    name: str
    planned: Decimal | None
    done: Decimal | None
    item: str
    by: Mapping[str, str]
    part: bool = False
    """Whether it is a part of another line (其中), or their total, and counts in no sum."""

    @property
    def rate(self) -> Decimal | None:
        """What was carried out of the plan, in percent."""
        return percent(self.done, self.planned) if self.done is not None and self.planned else None


@dataclass(frozen=True, slots=True)
class Book:
    """One of the four books: income and expenditure lines; ``gap`` is income less expenditure carried out."""

    name: str
    income: tuple[Line, ...]
    spending: tuple[Line, ...]

    @property
    def sums(self) -> tuple[Decimal, Decimal]:
        """Income and expenditure carried out."""
        return _sum(self.income), _sum(self.spending)

    @property
    def gap(self) -> Decimal:
        """Income less expenditure."""
        income, spending = self.sums
        return income - spending

    @property
    def is_empty(self) -> bool:
        """Whether nothing was imported for it."""
        return not self.income and not self.spending


def books(region: Region, year: int, month: int) -> tuple[Book, ...]:
    """Return the four books of a region's year up to the end of a month."""
    values = {"region": region.code, "year": year, "month": month}
    with Facts(live_facts(region, years=(year,))) as facts:
        found = {name: facts.rows(query, values) for name, query in _QUERIES.items()}
    names = {"general": _("一般公共预算"), "funds": _("政府性基金预算")}
    made = [Book(words, tuple(_income(found, book)), tuple(_spending(found, book))) for book, words in names.items()]
    made.append(Book(_("国有资本经营预算"), *_split(_lines(found["capital"], "state_capital", "subject"))))
    made.append(Book(_("社会保险基金预算"), *_split(_insured(found["insurance"]))))
    return tuple(made)


_QUERIES = {
    "revenue": _REVENUE,
    "spent": _SPENT,
    "above": _FROM_ABOVE,
    "debt": _DEBT,
    "capital": _CAPITAL,
    "insurance": _INSURANCE,
}
_WHOLE = {"税收收入", "非税收入"}
"""Where both are told they are all the revenue; what else is told is a part of them."""
_TOTALS = ("合计", "总计", "小计", "其中")
_DEBTS = {"general": "一般", "funds": "专项"}


def _income(found: Mapping[str, list[dict[str, Any]]], book: str) -> Iterable[Line]:
    lines = _lines([row for row in found["revenue"] if row["book"] == book], "revenue", "subject")
    whole = _WHOLE & {line.name for line in lines} if {line.name for line in lines} >= _WHOLE else set()
    for line in sorted(lines, key=lambda line: line.name not in whole):
        yield replace(line, part=bool(whole and line.name not in whole) or any(word in line.name for word in _TOTALS))
    for row in found["above"]:
        if row["book"] == book:
            yield Line(_("上级专项补助"), None, row["done"], "allotment", {})
    for row in found["debt"]:
        if _DEBTS[book] in row["category"] and row["issued"]:
            yield Line(
                _("债务收入（%s）") % row["category"], None, row["issued"], "debt", {"category": row["category"]}
            )


def _spending(found: Mapping[str, list[dict[str, Any]]], book: str) -> Iterable[Line]:
    for row in found["spent"]:
        if row["book"] == book:
            yield Line(_("部门支出"), row["planned"], row["done"], "payment", {})
    for row in found["debt"]:
        if _DEBTS[book] in row["category"] and row["repaid"]:
            yield Line(
                _("债务还本（%s）") % row["category"], None, row["repaid"], "debt", {"category": row["category"]}
            )


def _lines(rows: Iterable[dict[str, Any]], item: str, axis: str) -> list[Line]:
    return [Line(row["name"], row["planned"], row["done"], item, {axis: row["name"]}) for row in rows]


def _insured(rows: Iterable[dict[str, Any]]) -> list[Line]:
    return [
        Line(
            f"{row['category']} {row['name'] or ''}",
            row["planned"],
            row["done"],
            "insurance",
            {"category": row["category"]},
        )
        for row in rows
        if row["done"] is not None or row["planned"] is not None
    ]


def _split(lines: list[Line]) -> tuple[tuple[Line, ...], tuple[Line, ...]]:
    """Part lines into income and expenditure by their words: what goes out says so."""
    out = [line for line in lines if any(word in line.name for word in ("支出", "调出"))]
    return tuple(line for line in lines if line not in out), tuple(out)


def _sum(lines: Iterable[Line]) -> Decimal:
    return sum((line.done for line in lines if line.done is not None and not line.part), Decimal(0))
