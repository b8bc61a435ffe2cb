"""A long history must not make a page slow: every page with few matters and with many, as a ratio.

    python -m benchmarks.matters --matters 100000

The made-up county as ``gouji serve --demo`` shows it, in SQLite in a temporary folder, and a copy of it where the county's closed
matters stand so many times over, in twenty years. Each has a process; each address of each page and of the API is asked of the
one and of the other by turns, several times, so that a machine that slows down slows both. Prints the processor time of the
quickest answers for the address that grew most, page by page; wanted is no more than twice.
"""

from __future__ import annotations

import argparse
import logging
import os
import shutil
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from http import HTTPStatus
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from django.db import models

TIMES = 4
YEARS = 20
WANTED = 2.0
APART = 10_000_000
"""How far the numbers of one copy's rows are from those of the next."""
LEAST = 0.010
"""Seconds under which a page is quick, whatever it was before."""
Measured = dict[tuple[str, str], tuple[float, float]]
"""By name and address the seconds with few matters and with many."""


def main() -> int:
    """Fill, copy, grow, ask both, print; 1 where a page is more than twice as slow."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0] if __doc__ else "")
    parser.add_argument("--matters", type=int, default=100_000)
    wanted = parser.parse_args().matters
    with tempfile.TemporaryDirectory(prefix="gouji-matters-") as folder:
        of_few, of_many = Path(folder, "few"), Path(folder, "many")
        of_few.mkdir()
        with desk(of_few) as few:
            pages = few.submit(fill).result()
            shutil.copytree(of_few, of_many)
            with desk(of_many) as many:
                print(f"matters: {few.submit(count).result()}, then {many.submit(grow, wanted).result()}")
                return told(measured(few, many, pages))


def desk(folder: Path) -> ProcessPoolExecutor:
    """Return a process that has the desk whose data lie in this folder."""
    return ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=begin, initargs=(folder,))


def begin(folder: Path) -> None:
    """Set this process up for the desk in a folder."""
    os.environ |= {"GOUJI_DATA": str(folder), "GOUJI_DEMO": "1"}
    from gouji.web.serve import prepare  # noqa: PLC0415  Django is set up in it

    prepare(os.environ)
    logging.disable(logging.WARNING)  # addresses that only take a POST are asked as well, and left out
    from django.conf import settings  # noqa: PLC0415

    settings.ALLOWED_HOSTS = ["*"]


def fill() -> dict[str, list[str]]:
    """Load the made-up county and return the addresses of its pages by name."""
    from benchmarks.desk.__main__ import person  # noqa: PLC0415  after the set-up
    from benchmarks.desk.pages import addresses  # noqa: PLC0415
    from django.db import connections  # noqa: PLC0415

    from gouji.web.demo.load import load  # noqa: PLC0415
    from gouji.web.demo.tasks import go_on  # noqa: PLC0415

    load(print)
    go_on.call()
    found = addresses(seed=1, headers=person()) | {"matter_list, all": ["/matters/?when="]}
    connections.close_all()  # whole in its file, to be copied
    return found


def count() -> int:
    """Return how many matters there are."""
    from gouji.web.matters.models import Matter  # noqa: PLC0415  after the set-up

    return Matter.objects.count()


def grow(wanted: int) -> int:
    """Repeat the closed matters with all that hangs on them, until there are about as many as wanted; return how many there are."""
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
    return Matter.objects.count()


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


def measured(few: ProcessPoolExecutor, many: ProcessPoolExecutor, pages: dict[str, list[str]]) -> Measured:
    """Return what each address costs with few matters and with many, of those that answer in both."""
    found: Measured = {}
    for name, urls in pages.items():
        for url in urls:
            both = [(few.submit(ask, url).result(), many.submit(ask, url).result()) for _ in range(TIMES)]
            few_times, many_times = ([one for one in times if one is not None] for times in zip(*both, strict=True))
            if few_times and many_times:
                found[name, url] = min(few_times), min(many_times)
    return found


@cache
def browser() -> Any:  # noqa: ANN401  Django's test client
    """Return a browser in this process of somebody who may see everything."""
    from benchmarks.desk.__main__ import person  # noqa: PLC0415  after the set-up
    from django.test import Client  # noqa: PLC0415

    return Client(headers=person(), raise_request_exception=False)


def ask(url: str) -> float | None:
    """Return the processor seconds of an answer, None where there is none."""
    begun = time.process_time()
    answer = browser().get(url)
    if answer.status_code != HTTPStatus.OK:
        return None
    if answer.streaming:
        b"".join(answer)
    return time.process_time() - begun


def told(found: Measured) -> int:
    """Print of each page the address that grew most, the page that grew most first."""
    worst: dict[str, tuple[float, str]] = {}
    for (name, url), (few, many) in found.items():
        worst[name] = max(worst.get(name, (0, "")), (many / few, url))
    slow = [name for name, (times, url) in worst.items() if times > WANTED and found[name, url][1] > LEAST]
    print(f"{'page':32} {'few':>8} {'many':>8} {'times':>7}  address")
    for name, (times, url) in sorted(worst.items(), key=lambda one: -one[1][0]):
        few, many = (1000 * seconds for seconds in found[name, url])
        print(f"{name:32} {few:6.0f}ms {many:6.0f}ms {times:7.1f}  {url}{' slower than twice' if name in slow else ''}")
    print(f"{len(found)} addresses of {len(worst)} pages, {len(slow)} pages more than twice as slow")
    return int(bool(slow))


if __name__ == "__main__":
    sys.exit(main())
