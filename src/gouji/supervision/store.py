"""The facts of all live loads as tables that can be asked: one view an item, over the Parquet files of its loads.

A load is live or not; making it so or taking it back changes which files a view stands on, never a file. The connection
sees the folder of the facts and nothing else of the machine.
"""

from __future__ import annotations

import os
import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Self

import duckdb

from gouji.supervision.intake import MONTHLY_AXES, monthly_of, totals_of, totals_query
from gouji.supervision.items import Type, all_items

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from gouji.supervision.items import Item

SQL_TYPES = {
    Type.AMOUNT: "DECIMAL(18, 2)",
    Type.CODE: "VARCHAR",
    Type.TEXT: "VARCHAR",
    Type.DATE: "DATE",
    Type.MONTH: "INTEGER",
    Type.YEAR: "INTEGER",
    Type.COUNT: "DECIMAL(18, 2)",
}
_MEMORY = "2GB"
_KEPT = 16
_NAME, _OWN = re.compile(r"[a-z_]+"), re.compile(r"\b([a-z_]+) AS \(")
"""A word that may name a view, and what a query itself defines under a name."""
_TOTAL_AXES = ("unit_name", "fund", "class")
_PLANNED = """
    SELECT region, year, 0 AS month, true AS opening, unit_name, project_name, function, department_economic, fund,
        opening AS amount, CAST(NULL AS DATE) AS date, CAST(NULL AS VARCHAR) AS document, load, source_row FROM budget
    UNION ALL
    SELECT region, year, month(date)::INTEGER, false, unit_name, project_name, function, department_economic, fund, amount,
        date, document, load, source_row
    FROM allotment
"""


@dataclass(frozen=True, slots=True)
class Live:
    """The facts of one live load: which item, of which region (its code), where they lie, the load's number."""

    item: str
    region: str
    path: Path
    load: int


class Facts:
    """All live facts, each item a view of its name; besides its fields a row has ``region``, ``load`` and ``source_row``.

    ``payment_month`` has the payments summed by region, year, month, unit, project, function and fund (``amount``,
    ``payments``), ``payment_total`` those by region, year, month, unit, fund and ``class`` (类): whoever asks by whole months
    asks them, they are a small part of the rows. ``planned`` is the money a unit and project have: the opening budget
    (``month`` 0, ``opening`` true) and each allotment in its month, with its load and row.

    Use as a context manager. ``rows`` runs a query with parameters; amounts come back as Decimal in 元.
    """

    def __init__(self, live: Iterable[Live], scratch: Path | None = None) -> None:
        self._live = tuple(live)
        self._scratch = scratch

    def __enter__(self) -> Self:
        folders = sorted({one.path.parent.as_posix() for one in self._live})
        scratch = self._scratch.as_posix() if self._scratch else ""
        self._connection = _database(os.getpid(), tuple(folders), scratch).cursor()
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query as dictionaries; ``$name`` in it is a value of ``values``."""
        cursor = self._connection.execute(self._with_views(query), dict(values) if values else None)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def _with_views(self, query: str) -> str:
        """Return a query with the definitions of what it names before it: to make views of them takes as long as to ask them."""
        needed: dict[str, str] = {}
        self._need(query, needed)
        for own in _OWN.findall(query):
            needed.pop(own, None)
        if not needed:
            return query
        defined = ", ".join(f'"{name}" AS NOT MATERIALIZED ({made})' for name, made in needed.items())
        begins = query.lstrip()
        return f"WITH {defined}, {begins[len('WITH') :]}" if begins.startswith("WITH") else f"WITH {defined} {query}"

    def _need(self, text: str, needed: dict[str, str]) -> None:
        """Add the definitions that a text needs, each after those that it needs itself."""
        for name in _NAME.findall(text):
            if name in _names() and name not in needed:
                made = self._definition(name)
                if name in _BUILT:
                    self._need(made, needed)
                needed[name] = made

    def _definition(self, name: str) -> str:
        if name == "planned":
            return _PLANNED
        if name in _SUMS:
            return _SUMS[name]([one for one in self._live if all_items()[one.item].monthly])
        return _view(all_items()[name], [one for one in self._live if one.item == name])


@lru_cache(maxsize=_KEPT)
def _database(process: int, folders: tuple[str, ...], scratch: str) -> duckdb.DuckDBPyConnection:  # noqa: ARG001  a process its own
    """Return an empty database that sees some folders only; kept, because to make one takes longer than most questions.

    Whoever asks does so through a cursor of his own; the memory is one for all.
    """
    connection = duckdb.connect()
    connection.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 2")
    connection.execute(
        "SET enable_external_file_cache = false"
    )  # what was read goes back; the machine keeps files itself
    if scratch:
        connection.execute(f"SET temp_directory = '{_escaped(scratch)}'")
    listed = ", ".join(f"'{_escaped(folder)}/'" for folder in (*folders, *filter(None, [scratch])))
    connection.execute(f"SET allowed_directories = [{listed}]")
    connection.execute("SET enable_external_access = false; SET lock_configuration = true")
    return connection


def _view(item: Item, live: list[Live]) -> str:
    """Return the view of an item; a field that the item got after a load was made is empty in that load."""
    columns = ", ".join(f'CAST("{one.name}" AS {SQL_TYPES[one.type]}) AS "{one.name}"' for one in item.fields)
    empty = ", ".join(f'CAST(NULL AS {SQL_TYPES[one.type]}) AS "{one.name}"' for one in item.fields)
    none = "CAST(NULL AS BIGINT) AS source_row, '' AS region, CAST(0 AS BIGINT) AS load"
    parts = [
        f"SELECT {empty}, {none} WHERE false",
        *(
            f"SELECT *, '{_escaped(one.region)}' AS region, CAST({one.load:d} AS BIGINT) AS load"
            f" FROM read_parquet('{_escaped(one.path.as_posix())}')"
            for one in live
        ),
    ]
    return f"SELECT {columns}, source_row, region, load FROM ({' UNION ALL BY NAME '.join(parts)})"


def _monthly(live: list[Live]) -> str:
    return _summed(live, MONTHLY_AXES, lambda path: f"read_parquet('{_literal(monthly_of(path))}')")


def _totals(live: list[Live]) -> str:
    return _summed(live, _TOTAL_AXES, _totals_source)


def _totals_source(path: Path) -> str:
    """Return where a load's totals are read from: their file, or, of a load made before there were any, its monthly sums."""
    totals = totals_of(path)
    return f"read_parquet('{_literal(totals)}')" if totals.exists() else f"({totals_query(monthly_of(path))})"


def _summed(live: list[Live], axes: Sequence[str], source: Callable[[Path], str]) -> str:
    if not live:
        none = ", ".join(f"'' AS \"{name}\"" for name in axes)
        numbers = "0 AS year, 0 AS month, CAST(0 AS DECIMAL(18, 2)) AS amount, CAST(0 AS BIGINT) AS payments"
        return f"SELECT '' AS region, {numbers}, {none} WHERE false"
    names = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in axes)
    parts = [
        f"SELECT '{_escaped(one.region)}' AS region, year, month, amount, payments, {names} FROM {source(one.path)}"
        for one in live
    ]
    return " UNION ALL ".join(parts)


_SUMS: Mapping[str, Callable[[list[Live]], str]] = {"payment_month": _monthly, "payment_total": _totals}
_BUILT = {"planned"}
"""Views over other views."""


@cache
def _names() -> frozenset[str]:
    """Return what a query may name."""
    return frozenset({*_BUILT, *_SUMS, *all_items()})


def _literal(path: Path) -> str:
    return _escaped(path.as_posix())


def _escaped(text: str) -> str:
    return text.replace("'", "''")
