"""A long history must not make a page slow: every page with few matters and with many, as a ratio.

    python -m benchmarks.matters --matters 100000

The made-up county as ``gouji serve --demo`` shows it, in SQLite in a temporary folder: in this process, so that its processor time
tells all, whatever else the machine does. Each page and reading address of the API is asked several times, then again when the
county's closed matters stand there so many times over, in twenty years. Prints the medians and how many times slower each page became; wanted
is no more than twice.
"""

from __future__ import annotations

import argparse
import logging
import os
import statistics
import sys
import tempfile
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.db import models

TIMES = 5
YEARS = 20
WANTED = 2.0
APART = 10_000_000
"""How far the numbers of one copy's rows are from those of the next."""
LEAST = 0.010
"""Seconds under which a page is quick, whatever it was before."""


def main() -> int:
    """Fill, ask, grow, ask again, print; 1 where a page became more than twice as slow."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("--matters", type=int, default=100_000)
    wanted = parser.parse_args().matters
    with tempfile.TemporaryDirectory(prefix="gouji-matters-") as folder:
        os.environ |= {"GOUJI_DATA": folder, "GOUJI_DEMO": "1"}
        from gouji.web.serve import prepare  # noqa: PLC0415  Django is set up in it

        prepare(os.environ)
        from benchmarks.desk.__main__ import person  # noqa: PLC0415
        from benchmarks.desk.pages import addresses  # noqa: PLC0415

        from gouji.web.demo.load import load  # noqa: PLC0415
        from gouji.web.demo.tasks import go_on  # noqa: PLC0415
        from gouji.web.matters.models import Matter  # noqa: PLC0415

        load(print)
        go_on.call()
        logging.disable(logging.WARNING)  # addresses that only take a POST are asked as well, and left out
        pages = addresses(seed=1, headers=person()) | {"matter_list, all": ["/matters/?when="]}
        before = medians(pages)
        few = Matter.objects.count()
        grow(wanted)
        after = medians(pages)
        print(f"matters: {few}, then {Matter.objects.count()}")
    return told(before, after)


def grow(wanted: int) -> None:
    """Repeat the closed matters with all that hangs on them, until there are about as many as wanted."""
    from benchmarks.desk.data import hanging_on, parents_first  # noqa: PLC0415  after the set-up
    from django.db import connection, transaction  # noqa: PLC0415

    from gouji.web.matters.models import Matter  # noqa: PLC0415

    rows: dict[type[models.Model], set[int]] = {}
    closed = list(Matter.objects.filter(is_open=False))
    for matter in closed:
        for model, found in hanging_on(matter).items():
            rows.setdefault(model, set()).update(row.pk for row in found)
    times = (wanted - Matter.objects.count()) // len(closed)
    with transaction.atomic(), connection.cursor() as cursor:
        for model in parents_first(rows):
            cursor.execute(*repeated(model, rows, times))
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def repeated(model: type[models.Model], rows: dict[type[models.Model], set[int]], times: int) -> tuple[str, list[Any]]:
    """Return the statement that repeats a model's rows in earlier years: their numbers and links among them are moved."""
    columns, values = [], []
    for field in model._meta.concrete_fields:
        name = f't."{field.column}"'
        moved = f"{name} + s.n * {APART}"
        columns.append(f'"{field.column}"')
        if field.primary_key:
            values.append(moved)
        elif field.name == "year":
            values.append(f"{name} - s.n %% {YEARS}")
        elif field.is_relation and field.related_model in rows:
            values.append(f"CASE WHEN {name} IN ({_listed(rows[field.related_model])}) THEN {moved} ELSE {name} END")
        else:
            values.append(name)
    table = f'"{model._meta.db_table}"'
    statement = (
        f"WITH RECURSIVE s(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM s WHERE n < %s) "
        f"INSERT INTO {table} ({', '.join(columns)}) SELECT {', '.join(values)} FROM {table} t, s "
        f"WHERE t.id IN ({_listed(rows[model])})"
    )
    return statement, [times]


def _listed(keys: set[int]) -> str:
    return ", ".join(map(str, sorted(keys)))


def medians(pages: dict[str, list[str]]) -> dict[str, float]:
    """Return the median seconds of each page that answers, asked in this process by somebody who may see everything."""
    from benchmarks.desk.__main__ import person  # noqa: PLC0415  after the set-up
    from django.conf import settings  # noqa: PLC0415
    from django.test import Client  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]
    browser = Client(headers=person(), raise_request_exception=False)
    found: dict[str, float] = {}
    for name, urls in pages.items():
        seconds = list(_asked(browser, (urls * TIMES)[: max(TIMES, min(len(urls), 2 * TIMES))]))
        if seconds:
            found[name] = statistics.median(seconds)
    return found


def _asked(browser: Any, urls: list[str]) -> Iterator[float]:  # noqa: ANN401  Django's test client
    for url in urls:
        begin = time.process_time()
        answer = browser.get(url)
        if answer.status_code == 200:  # noqa: PLR2004  OK
            b"".join(answer) if answer.streaming else None
            yield time.process_time() - begin


def told(before: dict[str, float], after: dict[str, float]) -> int:
    """Print each page's medians, the one that grew most first."""
    grown = {name: after[name] / before[name] for name in before if name in after}
    slow = [name for name, times in grown.items() if times > WANTED and after[name] > LEAST]
    print(f"{'page':44} {'few':>8} {'many':>8} {'times':>7}")
    for name, times in sorted(grown.items(), key=lambda one: -one[1]):
        mark = " slower than twice" if name in slow else ""
        print(f"{name:44} {before[name] * 1000:6.0f}ms {after[name] * 1000:6.0f}ms {times:7.1f}{mark}")
    print(f"{len(grown)} pages, {len(slow)} more than twice as slow")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
