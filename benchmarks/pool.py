"""Many documents through the process pool: does the memory of its processes grow?"""

from __future__ import annotations

import time
from itertools import cycle, islice
from statistics import median
from typing import TYPE_CHECKING

import psutil

from gouji.corpus.pool import check_timed

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

_JOBS = 2
_MIB = 2**20


def grow(paths: Sequence[Path], count: int) -> float:
    """Print the memory of this process and of its children by tenths of the run; return last over second tenth.

    The first tenth is left out of the ratio: libraries load and caches fill there. The files come round and round.
    """
    step = max(count // 10, 1)
    print(f"\n== {count} documents through {_JOBS} processes (RSS in MiB, median and most of each {step})")
    print(f"{'documents':>10} {'this process':>13} {'median child':>13} {'most of a child':>16}")
    medians: list[float] = []
    mine: list[float] = []
    children: list[float] = []
    before = time.perf_counter()
    for number, _ in enumerate(check_timed(islice(cycle(paths), count), _JOBS), 1):
        mine.append(psutil.Process().memory_info().rss / _MIB)
        children += _children()
        if number % step == 0:
            print(f"{number:>10} {median(mine):>13.0f} {median(children):>13.0f} {max(children):>16.0f}")
            medians.append(median(mine) + _JOBS * median(children))
            mine, children = [], []
    spent = time.perf_counter() - before
    ratio = medians[-1] / medians[min(1, len(medians) - 1)]
    print(f"{count / spent:.1f} documents a second; memory in the last tenth over the second: {ratio:.2f}")
    return ratio


def _children() -> list[float]:
    """Return the memory of each direct child together with the reader it started."""
    found: list[float] = []
    for child in psutil.Process().children():
        try:
            found.append(sum(process.memory_info().rss for process in (child, *child.children())) / _MIB)
        except psutil.Error:
            continue
    return found or [0.0]
