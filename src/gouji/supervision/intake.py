"""Rows of a mapped sheet become facts in a Parquet file; what cannot be taken is set aside with its reason.

Nothing is lost: rows in = rows kept + rows set aside + total rows (合计), which are no data but what the data is held against.
All in one DuckDB query over the CSV, so that memory is bounded and a file of millions of rows takes seconds. Amounts are
exact: text to DECIMAL, times the file's unit, to 元 with two decimals; what has more digits is rounded half up and counted.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import duckdb

from gouji.supervision.items import Item, Type, all_items
from gouji.supervision.mapping import UNITS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gouji.supervision.items import Field
    from gouji.supervision.mapping import Mapping
    from gouji.supervision.sheets import Table

_LIMITS = "SET memory_limit = '2GB'; SET threads = 2"
_GROUP, _SMALL_GROUP = 122_880, 20_480
"""Rows that lie together in a file and are read together; the small ones where a question is about one unit of many."""
MONTHLY_AXES = ("unit_name", "project_name", "function", "fund")
_LAID = "ORDER BY year(date), month(date), unit_name, project_name, source_row"
"""How payments lie: what is asked of a unit or a project reads a few groups of each month, what is asked of a month one stretch."""
_TOTAL = "^(合计|总计|小计|本页合计|本月合计|本年累计|累计)[:：]?$"
_DATES = ("%Y-%m-%d", "%Y/%m/%d", "%Y%m%d", "%Y年%m月%d日", "%Y.%m.%d", "%Y-%m-%d %H:%M:%S", "%Y/%m/%d %H:%M:%S")
_AMOUNT = r"-?(\d+|\d{1,3}(,\d{3})+)(\.\d+)?"
_PLAIN = r"-?\d+(\.\d+)?"
_WITH_REPEATS = (
    "SELECT staged.*, CASE WHEN repeats.row IS NOT NULL THEN 'repeated' ELSE reason END AS verdict"
    " FROM staged LEFT JOIN repeats ON staged.row = repeats.row"
)
# Full-width digits and signs as offices type them, in the order of their plain forms.
_WIDE = ("０１２３４５６７８９．，－（）　", "0123456789.,-() ")


@dataclass(frozen=True, slots=True)
class Expected:
    """What the rows must agree with: the year they belong to, and the units that are known (by name); None asks nothing.

    ``repeats`` lets rows through that repeat an earlier one: a person has looked at them.
    """

    year: int | None = None
    units: tuple[str, ...] | None = None
    repeats: bool = False


@dataclass(frozen=True, slots=True)
class Aside:
    """A row that waits for a person: its number in the sheet (from 1, headings counted), why, and its cells."""

    row: int
    reason: str
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tally:
    """What became of the rows of a sheet, and the sums by which it is reconciled; amounts in 元.

    ``printed`` are the file's own total rows: row number, field, amount; ``sums`` the sum of what was kept, by field.
    """

    rows: int
    kept: int
    aside: dict[str, int]
    totals: int
    rounded: int
    sums: dict[str, Decimal]
    units: dict[str, dict[str, Decimal]]
    printed: tuple[tuple[int, str, Decimal], ...] = field(default=())

    @property
    def complete(self) -> bool:
        """Whether every row is accounted for."""
        return self.rows == self.kept + sum(self.aside.values()) + self.totals


def take_in(
    table: Table,
    mapping: Mapping,
    target: Path,
    expected: Expected | None = None,
    numbers: Sequence[int] | None = None,
) -> Tally:
    """Write the facts of a sheet to ``target`` (Parquet) and the rows set aside beside it (``.aside.parquet``).

    Both files are complete or absent: they are written under another name first. ``numbers`` are the rows that the data
    rows of the sheet bear in the file they come from, where that is another one.
    """
    item = all_items()[mapping.item]
    wanted = expected or Expected()
    with TemporaryDirectory(dir=target.parent) as scratch, duckdb.connect() as connection:
        connection.execute(f"{_LIMITS}; SET temp_directory = '{_escaped(scratch)}'")
        _rows(connection, table, mapping, Path(scratch) / "rows.parquet")
        staged = Path(scratch) / "staged.parquet"
        # Values cannot be parameters of a view; they are set as variables, which are values and never text of the query.
        connection.execute("SET VARIABLE year = ?", [wanted.year])
        connection.execute("SET VARIABLE units = ?", [list(wanted.units or ())])
        connection.execute(_copy(_judged(item, mapping, wanted), staged, "snappy"))
        connection.execute(f"CREATE VIEW staged AS SELECT * FROM read_parquet('{_literal(staged)}')")
        connection.execute("SET VARIABLE numbers = ?", [list(numbers or ())])
        connection.execute(_repeats(allowed=wanted.repeats))
        connection.execute(f"CREATE VIEW judged AS {_WITH_REPEATS}")
        names = ", ".join(_quoted(one.name) for one in item.fields)
        kept, aside = Path(scratch) / "kept", Path(scratch) / "aside"
        source = f"list_extract(getvariable('numbers'), row - {mapping.header + 1:d})" if numbers else "row"
        query = f"SELECT {names}, CAST({source} AS BIGINT) AS source_row FROM judged WHERE verdict IS NULL"
        connection.execute(_copy(f"{query} {_LAID}", kept, group=_SMALL_GROUP) if item.monthly else _copy(query, kept))
        connection.execute(_copy(_set_aside(mapping), aside))
        tally = _tally(connection, item, mapping)
        if item.monthly:
            summarise(kept, target)
        aside.replace(aside_of(target))
        kept.replace(target)
        return tally


def summarise(facts: Path, target: Path) -> None:
    """Write payments summed by month, unit, project, function and fund, and from those by month, unit, fund and class.

    They lie by unit and project in small groups: a question about one of them reads a few groups only.
    """
    axes = ", ".join(f'"{name}"' for name in MONTHLY_AXES)
    query = (
        f"SELECT year(date)::INTEGER AS year, month(date)::INTEGER AS month, {axes}, sum(amount)::DECIMAL(18, 2) AS amount,"
        f" count(*)::BIGINT AS payments FROM read_parquet('{_literal(facts)}') GROUP BY ALL"
        f" ORDER BY {axes}, year, month"
    )
    with duckdb.connect() as connection:
        connection.execute(_LIMITS)
        monthly = monthly_of(target)
        connection.execute(_copy(query, monthly, group=_SMALL_GROUP))
        connection.execute(_copy(totals_query(monthly), totals_of(target), group=_SMALL_GROUP))


def totals_query(monthly: Path) -> str:
    """Return the query of a load's totals from its monthly sums: by month, unit, fund and class (类)."""
    return (
        "SELECT year, month, unit_name, fund, function[1:3] AS class, sum(amount)::DECIMAL(18, 2) AS amount,"
        f" sum(payments)::BIGINT AS payments FROM read_parquet('{_literal(monthly)}') GROUP BY ALL ORDER BY ALL"
    )


def monthly_of(target: Path) -> Path:
    """Return where the monthly sums of a load lie."""
    return target.with_suffix(".monthly.parquet")


def totals_of(target: Path) -> Path:
    """Return where the totals of a load lie; a load made before there were any has none."""
    return target.with_suffix(".totals.parquet")


def aside_of(target: Path) -> Path:
    """Return where the rows set aside of a load lie."""
    return target.with_suffix(".aside.parquet")


def aside_rows(target: Path, most: int = 1000) -> Sequence[Aside]:
    """Return the rows of a load that wait for a person, at most ``most``."""
    with duckdb.connect() as connection:
        query = (
            f"SELECT row, reason, cells FROM read_parquet('{_literal(aside_of(target))}') ORDER BY row LIMIT {most:d}"
        )
        return [Aside(row, reason, tuple(cells)) for row, reason, cells in connection.execute(query).fetchall()]


def _copy(query: str, path: Path, packed: str = "zstd", group: int = _GROUP) -> str:
    return f"COPY ({query}) TO '{_literal(path)}' (FORMAT parquet, COMPRESSION {packed}, ROW_GROUP_SIZE {group:d})"


def _rows(connection: duckdb.DuckDBPyConnection, table: Table, mapping: Mapping, copy: Path) -> None:
    """Make the view ``rows``: the cells below the headings as text, numbered as the rows with content stand in the sheet.

    The text is copied into Parquet first: there the order of rows stands fast and both processors can work on what follows.
    """
    columns = ", ".join(f"'c{at}': 'VARCHAR'" for at in range(table.columns))
    some = " OR ".join(f"c{at} <> ''" for at in range(table.columns))
    text = (
        f"SELECT * FROM read_csv('{_literal(table.path)}', header = false, auto_detect = false,"
        f" delim = '{table.separator}', quote = '\"', escape = '\"', null_padding = true, strict_mode = false,"
        f" max_line_size = 10000000, columns = {{{columns}}}) WHERE {some}"
    )
    connection.execute(_copy(text, copy, "snappy"))
    connection.execute(
        f"CREATE VIEW rows AS SELECT file_row_number + 1 AS row, * EXCLUDE (file_row_number)"
        f" FROM read_parquet('{_literal(copy)}', file_row_number = true) WHERE file_row_number > {mapping.header:d}"
    )


def _text(one: Field, mapping: Mapping) -> str:
    """Return the SQL of a field's text: its column, else what was given for the whole file, else NULL."""
    if one.name in mapping.columns:
        return f"nullif(trim(c{mapping.columns[one.name]:d}), '')"
    if one.name in mapping.given:
        return f"'{_escaped(mapping.given[one.name])}'"
    return "CAST(NULL AS VARCHAR)"


def _is_total(item: Item, mapping: Mapping) -> str:
    """Whether a row is a total: a total's word stands alone in a text, code or date column."""
    words = [
        one for one in item.fields if one.type in {Type.TEXT, Type.CODE, Type.DATE} and one.name in mapping.columns
    ]
    tests = [
        f"CASE WHEN contains(c{at:d}, '计') THEN regexp_matches(regexp_replace(c{at:d}, '\\s', '', 'g'), '{_TOTAL}') END"
        for at in (mapping.columns[one.name] for one in words)
    ]
    return f"coalesce({' OR '.join(f'coalesce({test}, false)' for test in tests) or 'false'}, false)"


def _plain(text: str) -> str:
    """Return the SQL of a text with its full-width signs made plain; the usual text is not touched, which is the faster."""
    return f"CASE WHEN regexp_full_match({text}, '[ -~]*') THEN {text} ELSE translate({text}, '{_WIDE[0]}', '{_WIDE[1]}') END"


def _bare(one: Field, plain: str) -> str:
    """Return the SQL of an amount without signs of money, with a minus where it is negative: (5), △5; others as they are."""
    if one.type is not Type.AMOUNT:
        return plain
    bare = f"regexp_replace({plain}, '[￥¥\\s]|元$', '', 'g')"
    signed = f"regexp_replace(regexp_replace({bare}, '^\\((.*)\\)$', '-\\1'), '^[△▲]', '-')"
    return f"CASE WHEN regexp_full_match({plain}, '{_PLAIN}') THEN {plain} ELSE {signed} END"


def _cast(one: Field, mapping: Mapping) -> str:
    """Return the SQL of a field's value from its text (``text_``) and its bare form (``bare_``); NULL where it is none."""
    text, bare = _quoted("text_" + one.name), _quoted("bare_" + one.name)
    if one.type is Type.TEXT:
        return text
    if one.type is Type.CODE:
        return f"CASE WHEN suffix({text}, '.0') THEN {text}[:-3] ELSE {text} END"
    if one.type is Type.AMOUNT:
        return _amount(bare, UNITS[mapping.unit])
    if one.type is Type.DATE:
        return "coalesce(" + ", ".join(f"CAST(try_strptime({bare}, '{form}') AS DATE)" for form in _DATES) + ")"
    if one.type is Type.COUNT:
        return f"TRY_CAST(replace({bare}, ',', '') AS DECIMAL(18, 2))"
    return _ordinal(bare, r"^(\d{4})" if one.type is Type.YEAR else r"(\d{1,2})(?:\.0)?\s*月?$", one.type)


def _ordinal(plain: str, pattern: str, kind: Type) -> str:
    number = f"TRY_CAST(regexp_extract({plain}, '{pattern}', 1) AS INTEGER)"
    low, high = (1, 12) if kind is Type.MONTH else (1990, 2100)
    return f"CASE WHEN {number} BETWEEN {low} AND {high} THEN {number} END"


def _amount(bare: str, unit: int) -> str:
    """Return the SQL of an amount in 元; a dash is nothing, NULL is what does not match the grammar of amounts."""
    number = (
        f"CASE WHEN regexp_full_match({bare}, '{_PLAIN}') THEN {bare}"
        f" WHEN regexp_full_match({bare}, '[-—–/]+') THEN '0'"
        f" WHEN regexp_full_match({bare}, '{_AMOUNT}') THEN replace({bare}, ',', '') END"
    )
    return f"TRY(CAST(TRY_CAST({number} AS DECIMAL(26, 10)) * {unit:d} AS DECIMAL(28, 10)))"


def _judged(item: Item, mapping: Mapping, expected: Expected) -> str:
    """Return the query of each row with its values and the first reason for which it is set aside, NULL where it is taken."""
    texts = ", ".join(f"{_text(one, mapping)} AS {_quoted('text_' + one.name)}" for one in item.fields)
    others = [one for one in item.fields if one.type not in {Type.TEXT, Type.CODE}]
    plain = ", ".join(f"{_plain(_quoted('text_' + one.name))} AS {_quoted('plain_' + one.name)}" for one in others)
    bare = ", ".join(f"{_bare(one, _quoted('plain_' + one.name))} AS {_quoted('bare_' + one.name)}" for one in others)
    values = ", ".join(f"{_cast(one, mapping)} AS {_quoted(one.name)}" for one in item.fields)
    rounded = ", ".join(
        f"CAST(round({_quoted(name)}, 2) AS DECIMAL(18, 2)) AS {_quoted(name)}" for name in item.amounts
    )
    inexact = " OR ".join(f"{_quoted(name)} <> round({_quoted(name)}, 2)" for name in item.amounts) or "false"
    cells = [_quoted("text_" + name) for name in item.key] or [f"c{at:d}" for at in sorted(mapping.columns.values())]
    known = " AND ".join(f"{_quoted('text_' + name)} IS NOT NULL" for name in item.key) or "true"
    return (
        f"SELECT row{''.join(', ' + _quoted(one.name) for one in item.fields if one.type is not Type.AMOUNT)}"
        f"{', ' + rounded if rounded else ''}, is_total, coalesce({inexact}, false) AS is_rounded,"
        f" CASE WHEN {known} THEN concat_ws(chr(31), {', '.join(f'coalesce({cell}, chr(30))' for cell in cells)}) END AS same,"
        f" CASE {' '.join(_reasons(item, expected))} END AS reason"
        f" FROM (SELECT *, {values} FROM (SELECT *, {bare} FROM (SELECT *, {plain} FROM"
        f" (SELECT *, {_is_total(item, mapping)} AS is_total, {texts} FROM rows))))"
    )


def _reasons(item: Item, expected: Expected) -> list[str]:
    """Return the tests of a row in the order in which a person would ask: is it data, is it whole, is it ours."""
    cases = ["WHEN is_total THEN 'total'"]
    for one in item.fields:
        name, text = _quoted(one.name), _quoted("text_" + one.name)
        if one.type not in {Type.TEXT, Type.CODE}:
            cases.append(f"WHEN {text} IS NOT NULL AND {name} IS NULL THEN 'unread:{one.name}'")
        if one.name in item.required:
            cases.append(f"WHEN {text} IS NULL THEN 'missing:{one.name}'")
    if expected.year is not None:
        years = [one for one in item.fields if one.name in {"year", "date"}]
        cases += [f"WHEN {_year(one)} <> getvariable('year') THEN 'other_year'" for one in years]
    if expected.units is not None and any(one.name == "unit_name" for one in item.fields):
        cases.append("WHEN NOT list_contains(getvariable('units'), unit_name) THEN 'unknown_unit'")
    return cases


def _year(one: Field) -> str:
    return f"year({_quoted(one.name)})" if one.type is Type.DATE else _quoted(one.name)


def _repeats(*, allowed: bool) -> str:
    """Make the table of rows that repeat an earlier one: by the item's key, else by all cells that are read."""
    if allowed:
        return "CREATE TEMP TABLE repeats AS SELECT row FROM staged WHERE false"
    return (
        "CREATE TEMP TABLE repeats AS WITH doubtful AS (SELECT hash(same) AS mark FROM staged"
        " WHERE reason IS NULL AND same IS NOT NULL GROUP BY 1 HAVING count(*) > 1)"
        " SELECT row FROM (SELECT row, row_number() OVER (PARTITION BY same ORDER BY row) AS nth FROM staged"
        " WHERE reason IS NULL AND hash(same) IN (SELECT mark FROM doubtful)) WHERE nth > 1"
    )


def _set_aside(mapping: Mapping) -> str:
    cells = ", ".join(f"coalesce(c{at:d}, '')" for at in sorted(mapping.columns.values()))
    return (
        "SELECT row, verdict AS reason, cells FROM (SELECT row, verdict FROM judged"
        " WHERE verdict IS NOT NULL AND verdict <> 'total')"
        f" JOIN (SELECT row, [{cells}] AS cells FROM rows) USING (row) ORDER BY row"
    )


def _tally(connection: duckdb.DuckDBPyConnection, item: Item, mapping: Mapping) -> Tally:
    reasons = dict(
        connection.execute("SELECT coalesce(verdict, ''), count(*) FROM judged GROUP BY 1 ORDER BY 1").fetchall()
    )
    rounded = connection.execute("SELECT count(*) FROM judged WHERE verdict IS NULL AND is_rounded").fetchall()[0][0]
    amounts = [name for name in item.amounts if name in mapping.columns]
    kept, totals = reasons.pop("", 0), reasons.pop("total", 0)
    return Tally(
        rows=kept + totals + sum(reasons.values()),
        kept=kept,
        aside=reasons,
        totals=totals,
        rounded=rounded,
        sums={name: _sum(connection, name) for name in amounts},
        units={name: _by_unit(connection, name) for name in amounts} if "unit_name" in mapping.columns else {},
        printed=tuple(one for name in amounts for one in _printed(connection, name)),
    )


def _sum(connection: duckdb.DuckDBPyConnection, name: str) -> Decimal:
    query = f"SELECT coalesce(sum({_quoted(name)}), 0) FROM judged WHERE verdict IS NULL"
    return Decimal(connection.execute(query).fetchall()[0][0])


def _by_unit(connection: duckdb.DuckDBPyConnection, name: str) -> dict[str, Decimal]:
    query = f"SELECT unit_name, sum({_quoted(name)}) FROM judged WHERE verdict IS NULL GROUP BY 1 ORDER BY 1"
    return {unit: Decimal(value or 0) for unit, value in connection.execute(query).fetchall()}


def _printed(connection: duckdb.DuckDBPyConnection, name: str) -> list[tuple[int, str, Decimal]]:
    query = f"SELECT row, {_quoted(name)} FROM judged WHERE is_total AND {_quoted(name)} IS NOT NULL ORDER BY row"
    return [(row, name, Decimal(value)) for row, value in connection.execute(query).fetchall()]


def _quoted(name: str) -> str:
    return f'"{name}"'


def _escaped(text: str) -> str:
    return text.replace("'", "''")


def _literal(path: Path) -> str:
    return _escaped(path.as_posix())
