"""``python -m benchmarks.execution``: five years of a made-up province's payments, through the door that real files take.

Loading is told in rows a second and as a ratio to DuckDB reading the same file into Parquet with its types, in the same
run with the same memory and threads; pages as p95 over repeated requests; indicators as the seconds in which all of one
month are computed anew. Nothing is kept: the data lies in a temporary folder (``--folder`` keeps the files for another run).
"""

from __future__ import annotations

import argparse
import os
import resource
import tempfile
import time
from pathlib import Path
from statistics import quantiles
from typing import TYPE_CHECKING, Any

from benchmarks.execution.province import Province, duckdb_reads, write_payments

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_YEARS = range(2021, 2026)
_UNITS = 1500
_MIB = 2**10
"""``ru_maxrss`` counts KiB."""
_WANTED_MS, _WANTED_SECONDS = 500, 60


def main() -> int:
    """Write, load, ask, load again; 1 where a promise is not kept."""
    options = _options()
    with tempfile.TemporaryDirectory(prefix="gouji-province-", dir=options.folder) as folder:
        os.environ |= {"GOUJI_DATA": folder, "GOUJI_DEMO": "1"}
        where = Path(options.folder or folder) / "files"
        where.mkdir(exist_ok=True)
        province = Province(_UNITS, options.rows // len(_YEARS))
        kept = [_loaded(one, where, province) for one in _YEARS] if _prepared(province) else []
        return _asked(sum(kept), province)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.execution")
    parser.add_argument("--rows", type=int, default=30_000_000, help="payments of all five years (default: 30 million)")
    parser.add_argument("--folder", help="where the files are written and kept")
    return parser.parse_args()


def _prepared(province: Province) -> bool:
    from gouji.web.serve import prepare  # noqa: PLC0415  Django is set up by it

    prepare(os.environ)
    from benchmarks.execution.data import people_and_units  # noqa: PLC0415

    people_and_units(province)
    return True


def _loaded(year: int, where: Path, province: Province) -> int:
    """Write a year's files where they are not, load them, and tell how fast against DuckDB; return the rows that count."""
    from benchmarks.execution.data import load, others  # noqa: PLC0415

    path = where / f"{year}年国库支付.csv"
    if not path.exists():
        write_payments(path, province, year)
    others(path, year)
    began, spent = time.perf_counter(), _spent()
    loaded = load(path, year)
    ours, spent = time.perf_counter() - began, _spent() - spent
    theirs = duckdb_reads(path)
    kept: int = loaded.tally["kept"]
    print(
        f"{year}: {kept:,} rows of {path.stat().st_size / 2**20:,.0f} MiB {loaded.state} in {ours:.1f} s"
        f" ({kept / ours:,.0f} rows/s), DuckDB {theirs:.1f} s, ratio {ours / theirs:.2f};"
        f" processor time {spent:.0f} s; peak {_peak():,} MiB",
        flush=True,
    )
    return kept


def _asked(kept: int, province: Province) -> int:
    from benchmarks.execution import data  # noqa: PLC0415  Django is set up by now

    wrong = 0 if kept == province.rows * len(_YEARS) else 1
    print(f"all: {kept:,} rows live")
    for month in (11, 12):
        began = time.perf_counter()
        outcome = data.evaluate(_YEARS[-1], month)
        seconds = time.perf_counter() - began
        wrong |= seconds > _WANTED_SECONDS
        print(
            f"all indicators of {_YEARS[-1]}-{month:02}: {seconds:.1f} s, {outcome}; peak {_peak():,} MiB", flush=True
        )
    began = time.perf_counter()
    same = data.load_again()
    print(f"the same file again: {time.perf_counter() - began:.1f} s, changed: {not same}")
    wrong |= not same
    for name, ask in data.pages(_YEARS[-1]).items():
        p50, p95 = _times(ask)
        wrong |= p95 > _WANTED_MS
        print(f"{name}: p50 {p50:.0f} ms, p95 {p95:.0f} ms", flush=True)
    return wrong


def _times(ask: Callable[[int], Any], times: int = 20) -> tuple[float, float]:
    """Return the median and the 95th percentile in milliseconds, the first request left out."""
    ask(0)
    found = list(_each(ask, times))
    cuts = quantiles(found, n=20)
    return cuts[9], cuts[18]


def _each(ask: Callable[[int], Any], times: int) -> Iterator[float]:
    for at in range(times):
        began = time.perf_counter()
        ask(at)
        yield (time.perf_counter() - began) * 1000


def _spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _peak() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // _MIB


if __name__ == "__main__":
    raise SystemExit(main())
