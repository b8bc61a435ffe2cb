"""Execution data fetched from a finance system's own database by an account that may only read.

``sources.toml`` in the data folder, which only who runs the machine can write, names the sources::

    [[source]]
    name = "国库支付"
    region = "511700"
    address = "postgresql://reader@10.0.0.5/finance"     # or sqlite:///path; a password stands in ~/.pgpass
    query = "SELECT pay_date, voucher_no, agency_name, pro_name, exp_func, pay_amt FROM v_payment WHERE fiscal_year = {year} ORDER BY voucher_no"

The rows go through the same door as a file: the headings are the names of the columns, and a source that has not changed
since changes nothing. The transaction is read-only on our side too.
"""

from __future__ import annotations

import csv
import logging
import sqlite3
import tempfile
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import psycopg
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from gouji.web.core.errors import Refused
from gouji.web.execution.models import FailedPull
from gouji.web.execution.services import loading
from gouji.web.execution.tasks import process
from gouji.web.filings.services.folder import chunks
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from gouji.web.execution.models import Load

_LOG = logging.getLogger("gouji.execution")
_AT_ONCE = 10_000
_SECONDS = 30


@dataclass(frozen=True, slots=True)
class Source:
    """A database to read from: its name, the region's code, the address, and the question with ``{year}`` in it."""

    name: str
    region: str
    address: str
    query: str


def sources() -> list[Source]:
    """Return the sources of ``sources.toml``; none where there is no such file. Raises Refused where it cannot be read."""
    path: Path = settings.CONFIG.data / "sources.toml"
    if not path.exists():
        return []
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8")).get("source", [])
        return [Source(**one) for one in told]
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, TypeError) as error:
        raise Refused("sources", _("sources.toml 读不出来（%s），请改正。") % error) from error


def pull(source: Source, year: int) -> Load:
    """Fetch a source's rows of a year and begin their load; raises Refused where the database does not answer."""
    region = Region.objects.filter(code=source.region).first()
    if region is None:
        raise Refused(
            "region",
            _("数据源“%(name)s”的区划 %(code)s 不存在，请改正 sources.toml。")
            % {"name": source.name, "code": source.region},
        )
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "rows.csv"
        try:
            _write(path, _rows(source.address, source.query.replace("{year}", str(int(year)))))
        except (psycopg.Error, sqlite3.Error, OSError) as error:
            words = {"name": source.name, "why": str(error).strip().splitlines()[0]}
            raise Refused("source", _("数据源“%(name)s”没有读成：%(why)s") % words) from error
        load = loading.receive(None, region, year, f"{source.name}-{year}.csv", chunks(path))
    if load.state == load.State.READING:
        process.enqueue(load.pk)
    return load


def pull_noted(source: Source, year: int) -> Load | None:
    """Fetch a source, and keep why it could not be read until it can be: it is asked at night, and looked at in the morning."""
    failed = FailedPull.objects.filter(region=source.region, source=source.name)
    try:
        load = pull(source, year)
    except Refused as error:
        _LOG.warning("%s", error)
        failed.update_or_create(region=source.region, source=source.name, defaults={"why": str(error)})
        return None
    failed.delete()
    return load


def failure(source: Source) -> str:
    """Return when and why the source could not be read the last time, "" where it could."""
    last = FailedPull.objects.filter(region=source.region, source=source.name).first()
    return f"{timezone.localtime(last.at):%Y-%m-%d %H:%M} {last.why}" if last else ""


def _write(path: Path, rows: Iterable[Sequence[Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(["" if value is None else value for value in row] for row in rows)


def _rows(address: str, query: str) -> Iterator[Sequence[Any]]:
    """Yield the names of the columns, then the rows as they come; nothing is held in memory."""
    kind = urlsplit(address).scheme
    if kind in {"postgres", "postgresql"}:
        yield from _postgres(address, query)
    elif kind == "sqlite":
        yield from _sqlite(address.removeprefix("sqlite://"), query)
    else:
        raise Refused("source", _("数据源的地址应以 postgresql:// 或 sqlite:// 开头，请改正 sources.toml。"))


def _postgres(address: str, query: str) -> Iterator[Sequence[Any]]:
    with psycopg.connect(address, connect_timeout=_SECONDS) as connection:
        connection.read_only = True
        with connection.cursor(name="gouji") as cursor:
            cursor.itersize = _AT_ONCE
            cursor.execute(query.encode())
            yield [column.name for column in cursor.description or ()]
            yield from cursor


def _sqlite(path: str, query: str) -> Iterator[Sequence[Any]]:
    connection = sqlite3.connect(f"{Path(path).resolve().as_uri()}?mode=ro", uri=True, timeout=_SECONDS)
    try:
        cursor = connection.execute(query)
        yield [column[0] for column in cursor.description or ()]
        yield from cursor
    finally:
        connection.close()
