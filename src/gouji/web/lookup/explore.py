"""The ledger laid out: a measure by rows and columns over the filings a person may read, asked of the snapshot.

A disclosure prints totals and their parts, and one amount under several funds: adding up whatever matches would count money
twice. So every axis is a row, a column, or fixed to one value; only units are added up, and of these only departments, whose
figures hold those of the units below them.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models.functions import Length

from gouji.api import classification
from gouji.web.filings.models import Kind
from gouji.web.lookup.duck import ask
from gouji.web.lookup.fields import trimmed
from gouji.web.lookup.measures import DIMENSIONS, PHASES, WHOLE, Dimension, Measure, measures
from gouji.web.units.models import Unit

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

GOVERNMENT_KINDS = (Kind.GOVERNMENT_BUDGET, Kind.HALF_YEAR, Kind.ADJUSTMENT, Kind.GOVERNMENT_FINAL)
KINDS = (Kind.FINAL, Kind.BUDGET, *GOVERNMENT_KINDS)
"""Kinds of filings that have figures."""
MONEY = {"元": 0, "万元": 4, "亿元": 8}
_OF_DEPARTMENTS = (
    """own AND period = year AND (kind = 'final' AND basis = '决算' OR kind = 'budget' AND basis = '预算')"""
)
SOURCES = {
    "budget": (Kind.GOVERNMENT_BUDGET, "预算", 0),
    "adjusted": (Kind.ADJUSTMENT, "调整预算", 0),
    "executed": (Kind.GOVERNMENT_BUDGET, "执行", -1),
    "final": (Kind.GOVERNMENT_FINAL, "决算", 0),
}
"""By phase the paper of a government that states it, the basis of such facts, and how many years after the paper's own they are."""
_OF_GOVERNMENTS = (
    "scope = $level AND ("
    + " OR ".join(
        f"kind = '{kind}' AND basis = '{basis}' AND period = year + ({later})"
        for kind, basis, later in SOURCES.values()
    )
    + ")"
)
_SQL = """
WITH stated AS (
  SELECT * REPLACE (period AS year),
    CASE basis WHEN '预算' THEN 'budget' WHEN '调整预算' THEN 'adjusted' WHEN '执行' THEN 'executed' ELSE 'final' END AS phase
  FROM {{facts}}
  WHERE main AND {whose} AND {visible} AND unit_id IN (SELECT unnest($units))),
placed AS (
  SELECT *, (CASE kind WHEN 'adjustment' THEN -filing ELSE 0 END, list_position($funds, funds), fact) AS place
  FROM stated
  WHERE measure = $measure AND flow = $flow AND funds IN ({funds}) AND list_contains($phases, phase) {where}),
chosen AS (
  SELECT unit_id, year, phase, function, economic, nature, topic, min_by(value, place) AS value, min_by(fact, place) AS fact
  FROM placed
  GROUP BY ALL)
SELECT {row} AS r, {column} AS c, sum(value), min(fact) FROM chosen GROUP BY r, c ORDER BY r, c
"""


@dataclass(frozen=True, slots=True)
class Layout:
    """What is asked: keys of DIMENSIONS and measures; ``year`` and ``kind`` (a key of PHASES) count where they are no dimension."""

    measure: str = "expenditure"
    rows: str = "unit"
    columns: str = "year"
    year: int | None = None
    kind: str = "final"
    years: int = 5


@dataclass(frozen=True, slots=True)
class Pivot:
    """The answer: labels, cells by (row key, column key) in 元 or counted; ``sums`` by column key where adding up makes sense.

    ``whose`` is the one government that was asked, "" where units are rows or columns, or departments were asked.
    """

    measure: Measure
    row_label: str
    rows: tuple[tuple[str, str], ...]
    columns: tuple[tuple[str, str], ...]
    cells: dict[tuple[str, str], Decimal]
    sums: dict[str, Decimal] | None
    whose: str = ""

    def table(self, money: str = "元") -> tuple[list[str], list[list[object]]]:
        """Return headers and rows with exact values in the unit of money asked for."""
        head = [self.row_label, *(label for _key, label in self.columns)]
        body: list[list[object]] = [
            [label, *(self.shown(self.cells.get((key, column)), money) for column, _label in self.columns)]
            for key, label in self.rows
        ]
        return head, body

    def shown(self, value: Decimal | None, money: str) -> Decimal | None:
        """Return a value in the unit of money asked for; what is counted stays as it is."""
        return None if value is None else trimmed(value.scaleb(-MONEY[money]) if self.measure.is_money else value)


def lay_out(layout: Layout, units: Iterable[int], versions: Sequence[int] | None = None) -> Pivot:
    """Return the pivot over these units; ``versions`` narrows to these versions."""
    measure = measures()[layout.measure]
    rows, columns = DIMENSIONS[layout.rows], DIMENSIONS.get(layout.columns)
    asked = list(units)
    one = _government(asked) if measure.level and "unit" not in {layout.rows, layout.columns} else None
    sql = _SQL.format(
        whose=_OF_GOVERNMENTS if measure.level else _OF_DEPARTMENTS,
        row=rows.sql,
        column=columns.sql if columns else "''",
        funds=", ".join(f"'{fund}'" for fund in measure.funds),
        visible="true" if versions is None else "version IN (SELECT unnest($versions))",
        where=_where(layout, measure, [one for one in (rows, columns) if one]),
    )
    values: dict[str, object] = {
        "funds": list(measure.funds),
        "measure": measure.measure,
        "flow": measure.flow,
        "units": [one.pk] if one else asked,
        "phases": list(PHASES) if "kind" in {layout.rows, layout.columns} else [layout.kind],
    }
    if measure.level:
        values["level"] = measure.level
    if versions is not None:
        values["versions"] = list(versions)
    pivot = _pivot(measure, layout, rows, columns, ask(sql, values))
    return replace(pivot, whose=one.name) if one else pivot


def _government(units: Sequence[int]) -> Unit | None:
    """Return the government of the highest place among these units: books of several places hold one another and never add up."""
    found = Unit.objects.filter(pk__in=units, filings__kind__in=GOVERNMENT_KINDS)
    return found.order_by(Length("region__path"), "code").first()


def _where(layout: Layout, measure: Measure, dimensions: Sequence[Dimension]) -> str:
    free = {one.takes for one in dimensions}
    fixed = {"function": WHOLE, "economic": WHOLE, "nature": measure.nature, "topic": measure.topic}
    parts = [f"{axis} = '{value}'" for axis, value in fixed.items() if axis not in free]
    parts += [one.where for one in dimensions if one.where]
    keys = {one.key for one in dimensions}
    if "year" not in keys and layout.year:
        parts.append(f"year = {int(layout.year)}")
    elif layout.year:
        parts.append(f"year BETWEEN {int(layout.year) - layout.years + 1} AND {int(layout.year)}")
    if "unit" not in keys and not measure.level:
        parts.append("department")
    return "".join(f" AND {part}" for part in parts)


def _pivot(
    measure: Measure,
    layout: Layout,
    rows: Dimension,
    columns: Dimension | None,
    found: Sequence[tuple[str, str, Decimal, int]],
) -> Pivot:
    cells = {(row, column): value for row, column, value, _first in found}
    printed = [key for row, column, _value, _first in sorted(found, key=lambda one: one[3]) for key in (row, column)]
    row_keys = sorted({row for row, _column in cells})
    column_keys = sorted({column for _row, column in cells})
    names = _labels(rows, row_keys, layout.year, printed)
    names_of_columns = _labels(columns, column_keys, layout.year, printed) if columns else {"": ("", measure.label)}
    ordered = sorted(row_keys, key=lambda key: (names[key][0], key))
    across = sorted(column_keys, key=lambda key: (names_of_columns[key][0], key))
    return Pivot(
        measure,
        str(rows.label),
        tuple((key, names[key][1]) for key in ordered),
        tuple((key, names_of_columns[key][1]) for key in across),
        cells,
        _sums(cells, ordered) if rows.key == "unit" and not measure.level else None,
    )


def _sums(cells: dict[tuple[str, str], Decimal], units: Sequence[str]) -> dict[str, Decimal]:
    """Add up the departments' values; those of the units below them are in theirs."""
    departments = set(map(str, Unit.objects.filter(pk__in=units, parent=None).values_list("pk", flat=True)))
    sums: dict[str, Decimal] = defaultdict(Decimal)
    for (unit, column), value in cells.items():
        if unit in departments:
            sums[column] += value
    return dict(sums)


def _labels(
    dimension: Dimension, keys: Sequence[str], year: int | None, printed: Sequence[str]
) -> dict[str, tuple[str, str]]:
    """Return for each key what it is sorted by and its words; lines stand in the order in which they are ``printed``."""
    if dimension.key == "unit":
        units = Unit.objects.filter(pk__in=[int(key) for key in keys]).values_list("pk", "code", "name")
        named = {str(pk): (code, name) for pk, code, name in units}
        return {key: named.get(key, ("", key)) for key in keys}
    if dimension.key == "kind":
        return {key: (str(list(PHASES).index(key)), str(PHASES[key][0])) for key in keys}
    if dimension.takes in {"function", "economic"}:
        return {key: (key, code_words(key, year, functional=dimension.takes == "function")) for key in keys}
    if dimension.key == "line":
        return {key: (f"{printed.index(key):06}", key) for key in keys}
    return {key: (key, _TOPICS.get(key, key)) for key in keys}


_TOPICS = {
    "基本": "基本支出",
    "项目": "项目支出",
    "三公.出国": "因公出国（境）费",
    "三公.用车": "公务用车购置及运行维护费",
    "三公.接待": "公务接待费",
}


def code_words(code: str, year: int | None, *, functional: bool) -> str:
    """Return a classification code with its name of the year."""
    found = classification.lookup_code(code, year) or classification.lookup_code(code)
    names = [item.name for item in found if (item.system == classification.FUNCTIONAL) == functional]
    return f"{code} {names[0]}" if names else code
