"""The rows behind a figure, each with where it is from: the file of its load, the sheet, the row."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gouji.supervision.items import Item, all_items
from gouji.supervision.store import Facts
from gouji.web.execution.models import Load
from gouji.web.execution.services.alerts import month_end
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from gouji.supervision.items import Field
    from gouji.web.units.models import Region

SIZE = 50
_SUMS = (
    ("payment_total", frozenset({"unit", "fund"})),
    ("payment_month", frozenset({"unit", "project", "function", "fund"})),
)
"""What the sums by month can be asked by, the smaller first: counts and sums of these need no single payment."""
_COLUMN = {"unit": "unit_name", "project": "project_name", "function": "function", "payee": "payee", "fund": "fund"}
_COLUMN |= {"category": "category", "subject": "subject", "party": "party", "document": "document"}
AXES = tuple(_COLUMN)
"""The words by which rows are asked for in an address."""


PLANNED = "planned"
"""The money that units have, less the reserve: opening budget and allotments together, as the pages sum it."""
_PLANNED_FIELDS = (
    "year",
    "date",
    "document",
    "unit_name",
    "project_name",
    "function",
    "department_economic",
    "fund",
    "amount",
)


def item_of(name: str) -> Item | None:
    """Return the item whose rows can be shown under that name, None where there is none."""
    if name != PLANNED:
        return all_items().get(name)
    known = {one.name: one for item in all_items().values() for one in item.fields}
    fields = tuple(known[one] for one in _PLANNED_FIELDS)
    return Item(PLANNED, _("预算（含调剂，不含预备费）"), fields, frozenset(), ())


@dataclass(frozen=True, slots=True)
class Asked:
    """Which rows: of an item, a region, a year up to a month (or in that month ``only``), and by axis what they are about."""

    item: Item
    region: Region
    year: int
    month: int
    only: bool = False
    by: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Row:
    """A row: its values by field, and the load, sheet and row of the file that it stands in."""

    values: tuple[Any, ...]
    load: Load | None
    row: int


@dataclass(frozen=True, slots=True)
class Traced:
    """One page of the rows, how many there are in all, and what their amounts add up to, by field."""

    fields: tuple[Field, ...]
    rows: tuple[Row, ...]
    count: int
    sums: tuple[tuple[str, Decimal], ...]


def rows_of(asked: Asked, page: int = 1) -> Traced:
    """Return a page of the rows behind a figure, the newest first where they bear a date, else as they stand.

    A column that is blank in all of them is left out, and the unit where only one was asked for.
    """
    item = asked.item
    needed = {"budget", "allotment"} if item.name == PLANNED else {item.name}
    live = [one for one in live_facts(asked.region, years=(asked.year,)) if one.item in needed]
    order = '"date" DESC, load, source_row' if _has(item, "date") else "load, source_row"
    with Facts(live) as facts:
        months = _by_month(facts, asked)
        count, sums = (
            (sum(one.payments for one in months), _amount(months)) if months is not None else _whole(facts, asked)
        )
        begins, some = _stretch(months, (page - 1) * SIZE) if months is not None else ((page - 1) * SIZE, ())
        where, values = _where(asked, some)
        query = f'SELECT * FROM "{item.name}" WHERE {where} ORDER BY {order} LIMIT {SIZE:d} OFFSET {begins:d}'  # noqa: S608  our own names
        found = facts.rows(query, values)
    loads = Load.objects.in_bulk({row["load"] for row in found})
    shown = [
        one
        for one in item.fields
        if any(row[one.name] not in {None, ""} for row in found)
        and not (one.name == "unit_name" and "unit" in asked.by)
    ]
    return Traced(
        tuple(shown),
        tuple(Row(tuple(row[one.name] for one in shown), loads.get(row["load"]), row["source_row"]) for row in found),
        count,
        tuple((item.field(name).zh, value) for name, value in sums.items() if value is not None),
    )


@dataclass(frozen=True, slots=True)
class _Month:
    """How many payments are asked for in a month, and what they come to."""

    month: int
    payments: int
    amount: Decimal


def _by_month(facts: Facts, asked: Asked) -> list[_Month] | None:
    """Return the months with payments of what is asked, the newest first; None where only the rows themselves can tell."""
    summed = next((name for name, axes in _SUMS if asked.item.monthly and axes >= set(asked.by)), None)
    if summed is None:
        return None
    tests, values = _about(asked)
    tests.append("year = $year AND month = $month" if asked.only else "year = $year AND month <= $month")
    values |= {"year": asked.year, "month": asked.month}
    query = (
        f"SELECT month, sum(payments)::BIGINT AS payments, sum(amount) AS amount FROM {summed}"  # noqa: S608  our own names
        f" WHERE {' AND '.join(tests)} GROUP BY month ORDER BY month DESC"
    )
    return [_Month(**row) for row in facts.rows(query, values)]


def _amount(months: Sequence[_Month]) -> dict[str, Decimal]:
    return {"amount": sum((one.amount for one in months), Decimal(0))} if months else {}


def _stretch(months: Sequence[_Month], offset: int) -> tuple[int, tuple[int, int]]:
    """Return where a page begins within some months that hold all its rows, and the first and the last of them.

    What lies outside of these months is not read: an export is mostly in the order of its days.
    """
    wanted = offset + SIZE
    passed, newest, oldest = 0, 0, 0
    begins = offset
    for one in months:
        if passed >= wanted:
            break
        passed += one.payments
        if passed <= offset:
            begins = offset - passed
            continue
        newest, oldest = newest or one.month, one.month
    return begins, (oldest, newest)


def _whole(facts: Facts, asked: Asked) -> tuple[int, dict[str, Decimal]]:
    """Return how many rows there are and their sums."""
    where, values = _where(asked)
    amounts = "".join(f', sum("{name}") AS "{name}"' for name in asked.item.amounts)
    row = facts.rows(f'SELECT count(*) AS count{amounts} FROM "{asked.item.name}" WHERE {where}', values)[0]  # noqa: S608  our own names
    return row.pop("count"), row


def _where(asked: Asked, months: tuple[int, ...] = ()) -> tuple[str, dict[str, Any]]:
    """Return the condition and its values; ``months`` are the first and the last that are wanted, of what is asked."""
    item = asked.item
    tests, values = _about(asked)
    if item.name == PLANNED:
        tests.append("coalesce(function, '') NOT LIKE '227%'")
    dated, monthly, yearly = (_has(item, name) for name in ("date", "month", "year"))
    if dated and not yearly:
        first, last = months or (asked.month if asked.only else 1, min(asked.month, 12))
        tests.append('"date" BETWEEN $first AND $last' if last else "false")
        if last:
            values |= {"first": dt.date(asked.year, first, 1), "last": month_end(asked.year, last)}
        return " AND ".join(tests), values
    values["year"] = asked.year
    tests.append("year = $year" if yearly else "$year > 0")
    if dated or monthly:
        values["month"] = asked.month
        name = 'month("date")' if dated else '"month"'
        tests.append(f"{name} = $month" if asked.only else f"coalesce({name}, 0) <= $month")
    return " AND ".join(tests), values


def _about(asked: Asked) -> tuple[list[str], dict[str, Any]]:
    """Return the tests of what is asked without its time; the axes are our own names, what is asked by them are parameters."""
    values: dict[str, Any] = {"region": asked.region.code}
    tests = ["region = $region"]
    for axis, value in asked.by.items():
        column = _COLUMN[axis]
        if _has(asked.item, column):
            values[axis] = value
            tests.append(f'"{column}" = ${axis}' if value else f'"{column}" IS NULL')
    return tests, values


def _has(item: Item, name: str) -> bool:
    return any(one.name == name for one in item.fields)


def words(item: Item, axis: str) -> str:
    """Return what an axis is called in an item."""
    return next((one.zh for one in item.fields if one.name == _COLUMN[axis]), axis)
