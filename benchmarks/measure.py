"""How the benchmarks measure: processor seconds of this process, two things in turn, medians; memory of processes."""

from __future__ import annotations

import gc
import subprocess
import sys
import time
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    Work: TypeAlias = Callable[[bytes], object]

# What a child prints of its own peak. On Linux ru_maxrss starts from the parent's, so the kernel's own mark is read;
# macOS counts ru_maxrss in bytes; Windows has another call.
_PEAK = """
import sys
sys.path[:] = {path!r}
from pathlib import Path
import gouji.api
{code}
if sys.platform == "linux":
    status = Path("/proc/self/status").read_text()
    print(1024 * next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")))
elif sys.platform == "win32":
    import psutil
    print(psutil.Process().memory_info().peak_wset)
else:
    import resource
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


@dataclass(frozen=True, slots=True)
class Timing:
    """Median processor seconds of two things on one document."""

    name: str
    ours: float
    theirs: float

    @property
    def ratio(self) -> float:
        """How many times as long ours took."""
        return self.ours / self.theirs if self.theirs else float("inf")


def compare(name: str, data: bytes, ours: Work, theirs: Work, runs: int) -> Timing:
    """Return the medians of several runs of both on the same bytes, taken in turn so that a busy machine slows both."""
    mine: list[float] = []
    others: list[float] = []
    for _ in range(runs):
        mine.append(seconds(ours, data))
        others.append(seconds(theirs, data))
    return Timing(name, median(mine), median(others))


def seconds(work: Work, data: bytes) -> float:
    """Return the processor seconds of one run, without what earlier runs left to be collected."""
    gc.collect()
    before = time.process_time()
    work(data)
    return time.process_time() - before


def peak(code: str) -> int:
    """Return the peak memory in bytes of a fresh process that runs this code with ``gouji.api`` imported."""
    script = _PEAK.format(path=sys.path, code=code)
    # Our own interpreter with our own code.
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603
    return int(done.stdout.split()[-1])


def table(title: str, timings: Sequence[Timing], ours: str, theirs: str) -> float:
    """Print a line a document and the median ratio; return that."""
    print(f"\n== {title}\n{'document':46} {ours:>12} {theirs:>14} {'ratio':>8}")
    for timing in timings:
        print(f"{timing.name[-46:]:46} {timing.ours:>11.3f}s {timing.theirs:>13.3f}s {timing.ratio:>8.2f}")
    middle = median(timing.ratio for timing in timings)
    print(f"{'median of ' + str(len(timings)) + ' documents':46} {'':>12} {'':>14} {middle:>8.2f}")
    return middle
