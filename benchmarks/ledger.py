"""A large ledger must not make a page slow: every page over many made-up facts, as a multiple of itself over few.

    python benchmarks/ledger.py --facts 1000000

It fills a database of its own (SQLite in a temporary folder, or the one that GOUJI_DATABASE names, which must be empty) with
``--few`` facts, asks each page several times as a member of the office would, fills it up to ``--facts``, and asks again.
Prints the medians of the processor time (whatever else the machine does), how many times slower each page became, and its
queries, which must not grow; wanted is no more than twice.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import statistics
import sys
import tempfile
import time
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

    from gouji.web.filings.models import Version
    from gouji.web.lookup.models import Fact

A_FILING = 250  # facts that a disclosure holds, as the samples do
YEARS = 5
TIMES = 7
WANTED = 2.0
BATCH = 10_000
PAGES = {
    "the ledger, units by years": "/lookup/ledger/?measure=expenditure&rows=unit&columns=year",
    "the ledger, classes by years": "/lookup/ledger/?measure=general&rows=class&columns=year",
    "single lines, first page": "/lookup/lines/",
    "single lines, a word": "/lookup/lines/?words=2130301",
    "a unit on one page": "/lookup/unit/{unit}/",
    "filings side by side": "/lookup/compare/?filing={first}&filing={second}&all=1",
    "search, a common word": "/lookup/search/?q=经费",
}


class Asked(NamedTuple):
    """What a page costs: the median of its processor seconds, and its queries."""

    seconds: float
    queries: int


def main() -> int:
    """Fill, ask, fill up, ask again, print; 1 where a page became more than twice as slow or asks more often."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("--few", type=int, default=130_000)
    parser.add_argument("--facts", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gouji-ledger-") as folder:
        os.environ["GOUJI_DATA"] = folder
        from gouji.web.serve import prepare  # noqa: PLC0415  Django is set up in it

        prepare(os.environ)
        few = fill(options.few)
        browser = client()
        before = measured(browser)
        many = few + fill(options.facts - few, first=1 + few // (YEARS * A_FILING))
        after = measured(browser)
    return told(before, after, (few, many))


def told(before: dict[str, Asked], after: dict[str, Asked], facts: tuple[int, int]) -> int:
    """Print each page with few and with many facts."""
    slow = 0
    print(f"{'page':32} {facts[0]:>10} {facts[1]:>10} {'times':>6} queries")
    for name, few in before.items():
        many = after[name]
        times = many.seconds / few.seconds
        wrong = times > WANTED or many.queries > few.queries
        slow += wrong
        print(
            f"{name:32} {few.seconds * 1000:8.0f}ms {many.seconds * 1000:8.0f}ms {times:6.1f} {few.queries:3} {many.queries:3}"
            f"{' slower than twice, or asks more often' if wrong else ''}"
        )
    return int(bool(slow))


def fill(wanted: int, first: int = 1) -> int:
    """Write about ``wanted`` facts of made-up units (numbered from ``first``), with their snapshot; return how many."""
    from gouji.web.filings.models import Check, Filing, Original, Version  # noqa: PLC0415  after the set-up
    from gouji.web.lookup import snapshots  # noqa: PLC0415
    from gouji.web.lookup.index import Piece, put  # noqa: PLC0415
    from gouji.web.lookup.models import Fact  # noqa: PLC0415
    from gouji.web.units.models import Region, Unit  # noqa: PLC0415

    region, _ = Region.objects.get_or_create(code="990199", defaults={"name": "云衡县", "level": "county"})
    original, _ = Original.objects.get_or_create(sha256="0" * 64, defaults={"size": 1, "media_type": "text/plain"})
    made, number = 0, first - 1
    years: set[int] = set()
    batch: list[Fact] = []
    while made < wanted:
        number += 1
        unit = Unit.objects.create(region=region, code=f"{number:05}", name=f"云衡县第{number}局")
        for year in range(2020, 2020 + YEARS):
            filing = Filing.objects.create(unit=unit, kind="final", year=year, title=f"{unit.name}{year}年部门决算")
            version = Version.objects.create(filing=filing, number=1, original=original, file_name="a.md")
            Check.objects.create(version=version, state=Check.State.DONE)
            put(
                [
                    Piece(
                        "section",
                        f"{version.pk}:0",
                        unit.pk,
                        filing.title,
                        f"{year}年“三公”经费支出决算说明。",
                        year=year,
                        filing_kind="final",
                        filing_id=filing.pk,
                        version_id=version.pk,
                    )
                ]
            )
            batch += facts(version, number)
            years.add(year)
            made += A_FILING
            if len(batch) >= BATCH:
                Fact.objects.bulk_create(batch, batch_size=500)
                batch = []
    Fact.objects.bulk_create(batch, batch_size=500)
    for year in years:
        snapshots.write_year(year)
    return made


def facts(version: Version, number: int) -> Iterator[Fact]:
    """Yield one disclosure's facts: totals, then items by code."""
    from gouji.web.lookup.models import Fact  # noqa: PLC0415  after the set-up

    filing = version.filing
    for at in range(A_FILING):
        function = "*" if at < 10 else f"{200 + at % 30}{(at // 30) * 101:04}"[: (3, 5, 7)[at % 3]]  # noqa: PLR2004  totals first
        yield Fact(
            version=version, filing=filing, unit_id=filing.unit_id, kind="final", year=filing.year, period=filing.year,
            basis="决算", flow="支出" if at % 10 else "收入", funds=("全部", "一般公共", "财政拨款")[at % 3],
            function=function, words=f"一般公共预算 支出 {function} 虚构科目", value=Decimal(number * 1000 + at),
            measure_unit="元", printed=f"{number}.{at:02}", place={"start": at, "page": 1 + at // 20},
        )  # fmt: skip


def client() -> Client:
    """Return a browser of somebody of the office."""
    from django.conf import settings  # noqa: PLC0415  after the set-up
    from django.test import Client  # noqa: PLC0415

    from gouji.web.people.models import Post, User  # noqa: PLC0415
    from gouji.web.units.models import Region  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    user = User.objects.create_user(username="office", name="办公室")
    Post.objects.create(user=user, role="office", region=Region.objects.get(), since=dt.date(2020, 1, 1))
    made = Client()
    made.force_login(user)
    return made


def measured(browser: Client) -> dict[str, Asked]:
    """Return what each page costs."""
    from django.db import connection  # noqa: PLC0415  after the set-up
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    from gouji.web.filings.models import Filing  # noqa: PLC0415

    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as the desk does every night
    first, second = Filing.objects.order_by("pk")[:2]
    found = {}
    for name, pattern in PAGES.items():
        address = pattern.format(unit=first.unit_id, first=first.pk, second=second.pk)
        with CaptureQueriesContext(connection) as queries:
            answer = browser.get(address)
        if answer.status_code != 200:  # noqa: PLR2004  OK
            raise SystemExit(f"{address}: {answer.status_code}")
        asked = len(queries)  # before another request clears what was captured
        found[name] = Asked(median(browser, address), asked)
    return found


def median(browser: Client, address: str) -> float:
    """Return the median processor time of several answers, in seconds."""
    times = []
    for _ in range(TIMES):
        before = time.process_time()
        browser.get(address)
        times.append(time.process_time() - before)
    return statistics.median(times)


if __name__ == "__main__":
    sys.exit(main())
