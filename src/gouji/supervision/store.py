"""The facts of all live loads as tables that can be asked: one view an item, over the Parquet files of its loads.

A load is live or not; making it so or taking it back changes which files a view stands on, never a file. The connection
sees the folder of the facts and nothing else of the machine.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

import duckdb

from gouji.supervision.intake import MONTHLY_AXES, monthly_of
from gouji.supervision.items import Type, all_items

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
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
_PLANNED = """
    CREATE VIEW planned AS
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
    ``payments``): whoever asks by whole months asks it, it is a hundredth of the rows. ``planned`` is the money a unit and
    project have: the opening budget (``month`` 0, ``opening`` true) and each allotment in its month, with its load and row.

    Use as a context manager. ``rows`` runs a query with parameters; amounts come back as Decimal in 元.
    """

    def __init__(self, live: Iterable[Live], scratch: Path | None = None) -> None:
        self._live = tuple(live)
        self._scratch = scratch

    def __enter__(self) -> Self:
        self._connection = duckdb.connect()
        for item in all_items().values():
            self._connection.execute(_view(item, [one for one in self._live if one.item == item.name]))
        self._connection.execute(_monthly([one for one in self._live if all_items()[one.item].monthly]))
        self._connection.execute(_PLANNED)
        self._connection.execute(f"SET memory_limit = '{_MEMORY}'; SET threads = 2")
        folders = sorted({one.path.parent.as_posix() for one in self._live})
        if self._scratch:
            self._connection.execute(f"SET temp_directory = '{_escaped(self._scratch.as_posix())}'")
            folders.append(self._scratch.as_posix())
        listed = ", ".join(f"'{_escaped(folder)}/'" for folder in folders)
        self._connection.execute(f"SET allowed_directories = [{listed}]")
        self._connection.execute("SET enable_external_access = false; SET lock_configuration = true")
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()

    def rows(self, query: str, values: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return the rows of a query as dictionaries; ``$name`` in it is a value of ``values``."""
        cursor = self._connection.execute(query, dict(values) if values else None)
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


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
    return f'CREATE VIEW "{item.name}" AS SELECT {columns}, source_row, region, load FROM ({" UNION ALL BY NAME ".join(parts)})'


def _monthly(live: list[Live]) -> str:
    axes = ", ".join(f'CAST("{name}" AS VARCHAR) AS "{name}"' for name in MONTHLY_AXES)
    if not live:
        none = ", ".join(f"'' AS \"{name}\"" for name in MONTHLY_AXES)
        numbers = "0 AS year, 0 AS month, CAST(0 AS DECIMAL(18, 2)) AS amount, CAST(0 AS BIGINT) AS payments"
        return f"CREATE VIEW payment_month AS SELECT '' AS region, {numbers}, {none} WHERE false"
    parts = [
        f"SELECT '{_escaped(one.region)}' AS region, year, month, amount, payments, {axes}"
        f" FROM read_parquet('{_escaped(monthly_of(one.path).as_posix())}')"
        for one in live
    ]
    return "CREATE VIEW payment_month AS " + " UNION ALL ".join(parts)


def _escaped(text: str) -> str:
    return text.replace("'", "''")
