"""What the pages of this app show: sums over the live facts, by month, unit and project; the reserve (预备费) is left out."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db.models import Max, OuterRef, Subquery

from gouji.supervision.indicator import percent
from gouji.supervision.store import Facts
from gouji.web.execution.models import Alert, AlertMove, Load
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping

    from django.db.models import QuerySet

    from gouji.web.units.models import Region

MONTHS = 12
_ZERO = Decimal(0)
_PLANNED = """
    SELECT {axis} AS name, sum(amount) AS planned FROM planned
    WHERE region = $region AND year = $year AND month <= $month AND ($unit = '' OR unit_name = $unit)
        AND coalesce(function, '') NOT LIKE '227%' GROUP BY 1
"""
_PAID = """
    SELECT {axis} AS name, sum(amount) AS paid, sum(payments) AS payments FROM {sums}
    WHERE region = $region AND year = $year AND month <= $month AND ($unit = '' OR unit_name = $unit) GROUP BY 1
"""
_CURVE = """
    SELECT year, month, sum(amount) AS paid FROM payment_total
    WHERE region = $region AND year IN ($year, $year - 1) AND ($unit = '' OR unit_name = $unit) GROUP BY ALL
"""


@dataclass(frozen=True, slots=True)
class Line:
    """A unit or a project: its money, what was paid, how far it is and how far behind the calendar (points)."""

    name: str
    planned: Decimal
    paid: Decimal
    payments: int
    progress: Decimal | None
    lag: Decimal | None


@dataclass(frozen=True, slots=True)
class Execution:
    """A region's or a unit's year up to a month: the whole, its lines (the furthest behind first), and two years' curves.

    ``now`` and ``before`` are the accumulated payments at the end of each month; None for months not yet reached.
    """

    whole: Line
    lines: tuple[Line, ...]
    now: tuple[Decimal | None, ...]
    before: tuple[Decimal | None, ...]
    due: Decimal


def execution(region: Region, year: int, month: int, unit: str = "") -> Execution:
    """Return how a year's budget is carried out up to the end of a month, by unit, or for one unit by project."""
    axis, sums = ("project_name", "payment_month") if unit else ("unit_name", "payment_total")
    values: Mapping[str, Any] = {"region": region.code, "year": year, "month": month, "unit": unit}
    with Facts(live_facts(region, years=(year, year - 1))) as facts:
        planned = {row["name"]: row["planned"] for row in facts.rows(_PLANNED.format(axis=axis), values)}
        paid = {row["name"]: row for row in facts.rows(_PAID.format(axis=axis, sums=sums), values)}
        monthly = {
            (row["year"], row["month"]): row["paid"]
            for row in facts.rows(_CURVE, {name: values[name] for name in ("region", "year", "unit")})
        }
    due = percent(Decimal(month), Decimal(MONTHS))
    lines = [_line(name or "", planned.get(name, _ZERO), paid.get(name), due) for name in {*planned, *paid}]
    whole = _line(
        "",
        sum(planned.values(), _ZERO),
        {
            "paid": sum((row["paid"] for row in paid.values()), _ZERO),
            "payments": sum(row["payments"] for row in paid.values()),
        },
        due,
    )
    ordered = sorted(lines, key=lambda line: (line.lag is None, -(line.lag or _ZERO), line.name))
    return Execution(
        whole, tuple(ordered), _accumulated(monthly, year, month), _accumulated(monthly, year - 1, MONTHS), due
    )


@dataclass(frozen=True, slots=True)
class Standing:
    """An alert as it stood on a day: its level then, and what was said of it."""

    alert: Alert
    level: str
    message: str

    @property
    def level_words(self) -> str:
        """The level in words."""
        return str(Alert.Level(self.level).label)


def standing_at(alerts: QuerySet[Alert], on: dt.date) -> list[Standing]:
    """Return those of some alerts that were open by the data of a day, the worst and newest first.

    An alert that the data has not touched since stands as it is now; of others its moves up to that day say how it stood.
    """
    before = AlertMove.objects.filter(alert=OuterRef("pk"), on__lte=on).order_by("-pk")
    then = (
        alerts.filter(first_on__lte=on)
        .select_related("unit")
        .annotate(
            state_then=Subquery(before.values("after")[:1]),
            level_then=Subquery(before.values("level")[:1]),
            said_then=Subquery(before.filter(by=None).values("reason")[:1]),
        )
    )
    found = []
    for alert in then:
        now = alert.last_on <= on
        state = alert.state if now else alert.state_then
        if state == Alert.State.OPEN:
            found.append(
                Standing(alert, alert.level if now else alert.level_then, alert.message if now else alert.said_then)
            )
    return sorted(found, key=lambda one: (list(Alert.Level.values).index(one.level), -one.alert.pk))


def last_month(region: Region, year: int) -> int:
    """Return the last month of a year that the live payments of a region reach, 0 where there are none."""
    live = Load.objects.filter(region=region, state=Load.State.LIVE, last_day__year=year)
    last = live.aggregate(last=Max("last_day"))["last"]
    return last.month if last else 0


def years_of(region: Region) -> list[int]:
    """Return the years of which a region has live data, the newest first."""
    live = Load.objects.filter(region=region, state=Load.State.LIVE)
    return sorted(set(live.values_list("year", flat=True)), reverse=True)


def _line(name: str, planned: Decimal, row: Mapping[str, Any] | None, due: Decimal) -> Line:
    paid, payments = (row["paid"], row["payments"]) if row else (_ZERO, 0)
    progress = percent(paid, planned) if planned > 0 else None
    return Line(name, planned, paid, payments, progress, None if progress is None else due - progress)


def _accumulated(monthly: Mapping[tuple[int, int], Decimal], year: int, until: int) -> tuple[Decimal | None, ...]:
    if not any(found == year for found, _month in monthly):
        return (None,) * MONTHS
    found: list[Decimal | None] = []
    total = _ZERO
    for month in range(1, MONTHS + 1):
        total += monthly.get((year, month), _ZERO)
        found.append(total if month <= until else None)
    return tuple(found)
