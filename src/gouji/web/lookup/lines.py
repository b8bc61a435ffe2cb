"""The ledger's single lines: filtered, page by page, and whole as CSV, workbook, Parquet or Fiscal Data Package."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow.parquet as pq
from django.utils.translation import gettext_lazy as _

from gouji.web.lookup import snapshots
from gouji.web.lookup.duck import ask, opened
from gouji.web.lookup.fields import trimmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

PAGE = 50
_KEPT = 32
"""Questions whose counts are kept: who turns the pages asks the same one again."""
MOST = 300_000
"""Lines that one download holds."""
COLUMNS = (
    ("region", _("区划")),
    ("unit_code", _("单位编码")),
    ("unit", _("单位")),
    ("year", _("年度")),
    ("kind", _("种类")),
    ("period", _("数据年度")),
    ("basis", _("口径")),
    ("scope", _("范围或级次")),
    ("words", _("数据项")),
    ("flow", _("收支")),
    ("funds", _("资金")),
    ("function", _("功能科目")),
    ("economic", _("经济科目")),
    ("nature", _("支出性质")),
    ("topic", _("专题")),
    ("measure", _("计量")),
    ("value", _("数值")),
    ("measure_unit", _("计量单位")),
    ("printed", _("原文")),
    ("page", _("页")),
)
"""What a download holds, in order: names for programs and heads for people."""
NAMES = tuple(name for name, _head in COLUMNS)


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which lines: "" and None leave open; ``versions`` narrows to these versions."""

    units: tuple[int, ...]
    words: str = ""
    year: int | None = None
    kind: str = ""
    topic: str = ""
    own: bool = True
    versions: tuple[int, ...] | None = None


class Line(NamedTuple):
    """One line for a page."""

    unit_id: int
    unit: str
    year: int
    kind: str
    period: int
    basis: str
    words: str
    value: Decimal
    measure_unit: str
    printed: str
    page: int | None
    filing: int
    start: int | None


def _where(wanted: Wanted) -> tuple[str, dict[str, object]]:
    conditions, values = _conditions(wanted)
    return " AND ".join(("unit_id IN (SELECT unnest($units))", *conditions)), {**values, "units": list(wanted.units)}


def _conditions(wanted: Wanted) -> tuple[list[str], dict[str, object]]:
    """Return what is asked beside the units."""
    parts = ["own"] if wanted.own else []
    values: dict[str, object] = {}
    if wanted.versions is not None:
        parts.append("version IN (SELECT unnest($versions))")
        values["versions"] = list(wanted.versions)
    for name in ("year", "kind", "topic"):
        value = getattr(wanted, name)
        if value:
            parts.append(f"{name} = ${name}")
            values[name] = value
    for number, word in enumerate(wanted.words.split()):
        parts.append(f"contains(words, $word{number})")
        values[f"word{number}"] = word
    return parts, values


def page(wanted: Wanted, number: int) -> tuple[list[Line], int]:
    """Return one page of lines (from 1), units by code and the newest year first, and how many lines there are.

    The lines of each unit are counted first; then only those of the units on the page are read and put in order.
    """
    counted = _counted(snapshots.state(), wanted)
    total = sum(count for *_unit, count in counted)
    start = (max(number, 1) - 1) * PAGE
    units, before = _on_page(counted, start)
    if not units:
        return [], total
    conditions, values = _conditions(wanted)
    where = " AND ".join((f"unit_id IN ({', '.join(map(str, units))})", *conditions))
    found = ask(
        f"SELECT {', '.join(Line._fields)} FROM {{facts}} WHERE {where}"  # noqa: S608  conditions of ours, values as parameters
        " ORDER BY unit_code, year DESC, kind, fact LIMIT $limit OFFSET $offset",
        {**values, "limit": PAGE, "offset": start - before},
    )
    lines = [Line(*row) for row in found]
    return [line._replace(value=trimmed(line.value)) for line in lines], total


@lru_cache(maxsize=_KEPT)
def _counted(_state: snapshots.State, wanted: Wanted) -> list[tuple[str, int, int]]:
    """Return each unit's code, number and count of lines, by code: the same as long as the snapshot is."""
    where, values = _where(wanted)
    sql = f"SELECT unit_code, unit_id, count(*) FROM {{facts}} WHERE {where} GROUP BY ALL ORDER BY unit_code"  # noqa: S608  likewise
    return ask(sql, values)


def _on_page(counted: Iterable[tuple[str, int, int]], start: int) -> tuple[tuple[int, ...], int]:
    """Return the units whose lines stand on the page that begins with line ``start`` (from 0), and how many lines stand before theirs.

    Units of several regions may have one code: their lines stand among one another.
    """
    units: list[int] = []
    first = seen = 0
    for _code, alike in groupby(counted, key=itemgetter(0)):
        some = list(alike)
        count = sum(lines for *_unit, lines in some)
        if seen < start + PAGE and seen + count > start:
            first = first if units else seen
            units += (unit for _code, unit, _lines in some)
        seen += count
    return tuple(units), first


def rows(wanted: Wanted) -> Iterator[list[object]]:
    """Yield the lines for a download, values exact; at most MOST."""
    where, values = _where(wanted)
    files = [str(path) for path in snapshots.files()]
    if not files:
        return
    with opened() as connection:
        sql = f"SELECT {', '.join(NAMES)} FROM read_parquet($files) WHERE {where} ORDER BY unit_code, year DESC, kind, fact LIMIT {MOST}"  # noqa: S608  likewise
        cursor = connection.execute(sql, {**values, "files": files})
        while batch := cursor.fetchmany(2000):
            for row in batch:
                yield [trimmed(cell) if isinstance(cell, Decimal) else cell for cell in row]


def parquet(wanted: Wanted) -> bytes:
    """Return the lines as a Parquet file; values are decimals of 38 digits, four of them after the point."""
    where, values = _where(wanted)
    files = [str(path) for path in snapshots.files()]
    stream = io.BytesIO()
    if not files:
        pq.write_table(snapshots.SCHEMA.empty_table().select(NAMES), stream)
        return stream.getvalue()
    with opened() as connection:
        sql = f"SELECT {', '.join(NAMES)} FROM read_parquet($files) WHERE {where} ORDER BY unit_code, year DESC, kind, fact LIMIT {MOST}"  # noqa: S608  likewise
        table = connection.sql(sql, params={**values, "files": files}).to_arrow_table()
    pq.write_table(table, stream)
    return stream.getvalue()


# --- Fiscal Data Package ----------------------------------------------------------------------------------------------

_TYPES: dict[str, dict[str, str]] = {
    "region": {"columnType": "geo:generic:label"},
    "unit_code": {"columnType": "administrative-classification:generic:code"},
    "unit": {"columnType": "administrative-classification:generic:label"},
    "year": {"type": "integer"},
    "kind": {},
    "period": {"type": "year", "columnType": "date:fiscal-year"},
    "basis": {"columnType": "phase:label"},
    "flow": {"columnType": "direction"},
    "funds": {"columnType": "fin-source:generic:label"},
    "function": {"columnType": "functional-classification:generic:code"},
    "economic": {"columnType": "economic-classification:generic:code"},
    "value": {"type": "number", "columnType": "value"},
    "page": {"type": "integer"},
}


def data_package(wanted: Wanted, name: str, title: str) -> bytes:
    """Return a zip with ``facts.csv`` (UTF-8, no BOM, as the specification has it) and the ``datapackage.json`` that describes it."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(NAMES)
    writer.writerows(["" if cell is None else _plain(cell) for cell in row] for row in rows(wanted))
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("datapackage.json", json.dumps(descriptor(name, title), ensure_ascii=False, indent=2))
        package.writestr("facts.csv", text.getvalue())
    return stream.getvalue()


def _plain(cell: object) -> str:
    return format(cell, "f") if isinstance(cell, Decimal) else str(cell)


def descriptor(name: str, title: str) -> dict[str, Any]:
    """Return what ``datapackage.json`` says: every column with its type, its fiscal concept and its words."""
    return {
        "profile": "fiscal-data-package",
        "name": name,
        "title": title,
        "resources": [
            {
                "name": "facts",
                "path": "facts.csv",
                "profile": "tabular-data-resource",
                "format": "csv",
                "mediatype": "text/csv",
                "encoding": "utf-8",
                "dialect": {"delimiter": ",", "lineTerminator": "\n", "header": True},
                "schema": {"fields": list(_fields()), "missingValues": [""]},
            }
        ],
    }


def _fields() -> Iterable[dict[str, Any]]:
    heads: Sequence[tuple[str, object]] = COLUMNS
    for name, head in heads:
        yield {"name": name, "title": str(head), "type": "string", **_TYPES.get(name, {})}
