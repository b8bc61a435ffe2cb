"""The rows behind a figure, each with where it is from: the file of its load, the sheet, the row."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext as _

from gouji.supervision.items import Item, all_items
from gouji.supervision.store import Facts
from gouji.web.execution.models import Load
from gouji.web.execution.services.places import live_facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from decimal import Decimal

    from gouji.supervision.items import Field
    from gouji.web.units.models import Region

SIZE = 50
_MONTHLY = frozenset({"unit", "project", "function"})
"""What the months' sums can be asked by: counts and sums of these need no single payment."""
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
    where, values = _where(asked)
    needed = {"budget", "allotment"} if item.name == PLANNED else {item.name}
    live = [one for one in live_facts(asked.region, years=(asked.year,)) if one.item in needed]
    order = '"date" DESC, load, source_row' if _has(item, "date") else "load, source_row"
    query = f'SELECT * FROM "{item.name}" WHERE {where} ORDER BY {order} LIMIT {SIZE:d} OFFSET {(page - 1) * SIZE:d}'  # noqa: S608  our own names
    with Facts(live) as facts:
        found = facts.rows(query, values)
        count, sums = _whole(facts, asked, where, values)
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


def _whole(facts: Facts, asked: Asked, where: str, values: dict[str, Any]) -> tuple[int, dict[str, Decimal]]:
    """Return how many rows there are and their sums; payments are asked by month where that is enough."""
    item = asked.item
    if item.monthly and set(asked.by) <= _MONTHLY:
        where = where.replace('year("date")', "year").replace('month("date")', "month")
        query = f"SELECT coalesce(sum(payments), 0)::BIGINT AS count, sum(amount) AS amount FROM payment_month WHERE {where}"  # noqa: S608
    else:
        amounts = "".join(f', sum("{name}") AS "{name}"' for name in item.amounts)
        query = f'SELECT count(*) AS count{amounts} FROM "{item.name}" WHERE {where}'  # noqa: S608  our own names
    row = facts.rows(query, values)[0]
    return row.pop("count"), row


def _where(asked: Asked) -> tuple[str, dict[str, Any]]:
    """Return the condition and its values; the axes are our own names, what is asked by them are parameters."""
    item = asked.item
    values: dict[str, Any] = {"region": asked.region.code, "year": asked.year}
    tests = ["region = $region"]
    if item.name == PLANNED:
        tests.append("coalesce(function, '') NOT LIKE '227%'")
    dated, monthly = _has(item, "date"), _has(item, "month")
    tests.append("year = $year" if _has(item, "year") else 'year("date") = $year' if dated else "$year > 0")
    if dated or monthly:
        values["month"] = asked.month
        name = 'month("date")' if dated else '"month"'
        tests.append(f"{name} = $month" if asked.only else f"coalesce({name}, 0) <= $month")
    for axis, value in asked.by.items():
        column = _COLUMN[axis]
        if _has(item, column):
            values[axis] = value
            tests.append(f'"{column}" = ${axis}' if value else f'"{column}" IS NULL')
    return " AND ".join(tests), values


def _has(item: Item, name: str) -> bool:
    return any(one.name == name for one in item.fields)


def words(item: Item, axis: str) -> str:
    """Return what an axis is called in an item."""
    return next((one.zh for one in item.fields if one.name == _COLUMN[axis]), axis)
