"""The ledger as Parquet, one file a year, so that questions over all filings do not touch the desk's database."""

from __future__ import annotations

import datetime as dt
import os
import tempfile
from decimal import Decimal
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings
from django.db.models import Case, When
from django.db.models.functions import Length
from django.utils import timezone

from gouji.web.lookup.fields import PLACES
from gouji.web.lookup.measures import WHOLE
from gouji.web.lookup.models import Fact

if TYPE_CHECKING:
    from collections.abc import Iterable

WHERE = ("fact", "version", "filing", "unit_id")
TEXTS = (
    *(
        "unit",
        "unit_code",
        "region",
        "kind",
        "scope",
        "basis",
        "flow",
        "funds",
        "function",
        "economic",
        "nature",
        "topic",
    ),
    *("measure", "words", "measure_unit", "printed"),
)
SCHEMA = pa.schema(
    [
        *((name, pa.int64()) for name in WHERE),
        ("department", pa.bool_()),
        ("main", pa.bool_()),
        ("own", pa.bool_()),
        ("year", pa.int32()),
        ("period", pa.int32()),
        *((name, pa.string()) for name in TEXTS),
        ("value", pa.decimal128(38, PLACES)),
        ("start", pa.int64()),
        ("page", pa.int32()),
    ]
)
"""One row a fact. ``value`` is exact; ``start`` is the offset in the document's text, ``page`` counts from 1."""
_FIELDS = (
    *(
        "pk",
        "version_id",
        "filing_id",
        "unit_id",
        "unit__parent_id",
        "main",
        "own",
        "filing__year",
        "period",
    ),
    *("unit__name", "unit__code", "unit__region__name", "kind", "scope", "basis", "flow", "funds", "function"),
    *("economic", "nature", "topic", "measure", "words", "measure_unit", "printed", "value", "place"),
)
State = tuple[tuple[Path, int], ...]
_DEPARTMENT, _VALUE, _BATCH = 4, 25, 20_000
_STEP = Decimal(1).scaleb(-PLACES)
_BY_ECONOMIC_CLASS = Case(When(economic=WHOLE, then=0), default=1)


def folder() -> Path:
    """Return the folder of the snapshot; it is made where it is missing."""
    path: Path = settings.CONFIG.data / "snapshots"
    path.mkdir(parents=True, exist_ok=True)
    return path


def write_year(year: int) -> Path:
    """Write the facts of one year's filings in place of what stood there, all at once; return the file.

    Totals come first, then classes, sections and items, at last what is told by economic classes: most questions are about one
    of these, and pass over the rest of the file.
    """
    path = folder() / f"facts-{year:04}.parquet"
    handle, name = tempfile.mkstemp(dir=folder(), suffix=".part")
    os.close(handle)
    found = Fact.objects.filter(filing__year=year).order_by(_BY_ECONOMIC_CLASS, Length("function"), "pk")
    rows = found.values_list(*_FIELDS).iterator(_BATCH)
    with pq.ParquetWriter(name, SCHEMA) as writer:
        while batch := list(islice(rows, _BATCH)):
            writer.write_table(_table(batch))
    Path(name).replace(path)
    return path


def _table(rows: Iterable[tuple[Any, ...]]) -> pa.Table:
    made = [
        (
            *row[:_DEPARTMENT],
            row[_DEPARTMENT] is None,
            *row[_DEPARTMENT + 1 : _VALUE],
            row[_VALUE].quantize(_STEP),
            row[_VALUE + 1].get("start"),
            row[_VALUE + 1].get("page"),
        )
        for row in rows
    ]
    columns = zip(*made, strict=True)
    return pa.table([pa.array(column, kind) for column, kind in zip(columns, SCHEMA.types, strict=True)], schema=SCHEMA)


def files() -> list[Path]:
    """Return the files of the snapshot, the earliest year first."""
    return sorted(folder().glob("facts-*.parquet"))


def state() -> State:
    """Return what tells one state of the snapshot from another."""
    return tuple((path, path.stat().st_mtime_ns) for path in files())


def written_at() -> dt.datetime | None:
    """Return when the snapshot was last written, None where there is none yet."""
    times = [path.stat().st_mtime for path in files()]
    return dt.datetime.fromtimestamp(max(times), timezone.get_current_timezone()) if times else None
