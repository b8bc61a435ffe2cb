"""A project through the years: its money, what was paid, to whom, what was carried over and how it was judged."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from gouji.supervision.store import Facts
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gouji.web.units.models import Unit

_AT = "region = $region AND unit_name = $unit AND project_name IS NOT DISTINCT FROM $project"
_YEARS = f"""
    WITH due AS (
        SELECT year, sum(amount) FILTER (opening) AS opening, sum(amount) AS planned FROM planned WHERE {_AT} GROUP BY year
    ), paid AS (SELECT year, sum(amount) AS paid, sum(payments)::BIGINT AS payments FROM payment_month WHERE {_AT} GROUP BY year)
    SELECT year, opening, planned, paid, payments FROM due FULL JOIN paid USING (year) ORDER BY year DESC
"""  # noqa: S608  our own names
_MONTHS = f"SELECT month, sum(amount) AS paid FROM payment_month WHERE {_AT} AND year = $year GROUP BY month"  # noqa: S608
_PAYEES = f"""
    SELECT payee, count(*) AS payments, sum(amount) AS paid FROM payment
    WHERE {_AT} AND date BETWEEN make_date($year, 1, 1) AND make_date($year, 12, 31)
    GROUP BY payee HAVING payee IS NOT NULL ORDER BY paid DESC, payee LIMIT 8
"""  # noqa: S608
_MOVES = f"""
    SELECT date, document, source, amount FROM allotment WHERE {_AT} AND year = $year ORDER BY date, document
"""  # noqa: S608
_CARRIED = f"""
    SELECT origin_year, sum(balance) AS balance FROM carry_over WHERE {_AT} AND year = $year GROUP BY 1 ORDER BY 1
"""  # noqa: S608
_JUDGED = f"SELECT target, score, used, reason FROM performance WHERE {_AT} AND year = $year"  # noqa: S608


@dataclass(frozen=True, slots=True)
class Project:
    """What the facts know of a project: by year, the months of one year, moves, carried over, judged."""

    years: list[dict[str, Any]]
    months: Mapping[int, Decimal]
    moves: list[dict[str, Any]]
    carried: list[dict[str, Any]]
    judged: list[dict[str, Any]]

    def year(self, number: int) -> dict[str, Any]:
        """Return the figures of one year, empty where there are none."""
        return next((row for row in self.years if row["year"] == number), {})


def project(unit: Unit, name: str, year: int) -> Project:
    """Return a unit's project; the empty name is what bears no project."""
    always = _values(unit, name)
    values = always | {"year": year}
    with Facts(live_facts(unit.region)) as facts:
        return Project(
            facts.rows(_YEARS, always),
            {row["month"]: row["paid"] for row in facts.rows(_MONTHS, values)},
            facts.rows(_MOVES, values),
            facts.rows(_CARRIED, values),
            facts.rows(_JUDGED, values),
        )


def payees(unit: Unit, name: str, year: int) -> list[dict[str, Any]]:
    """Return whom a project paid the most in a year: the one question about it that every single payment is read for."""
    with Facts([one for one in live_facts(unit.region, years=(year,)) if one.item == "payment"]) as facts:
        return facts.rows(_PAYEES, _values(unit, name) | {"year": year})


def _values(unit: Unit, name: str) -> dict[str, Any]:
    return {"region": unit.region.code, "unit": unit.name, "project": name or None}
