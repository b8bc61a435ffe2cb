"""``python -m tests.fuzz --seconds 600 --corpus DIR``: mutates files for each reader in turn, keeps what shows something new.

What was found stands in ``DIR/faults`` with its traceback. Exit code 1 where there is any. Not part of ``make test``.
"""

from __future__ import annotations

import argparse
import hashlib
import random
import subprocess
import sys
import time
import traceback
from pathlib import Path

from tests.fuzz.judge import Hang, checked, shape, within
from tests.fuzz.mutate import mutated
from tests.fuzz.seeds import Family, families

_SLOW = 20.0
_MOST_KEPT = 3000


class Fuzzer:
    """One family with its corpus."""

    def __init__(self, family: Family, folder: Path, seed: int) -> None:
        self._family = family
        self._chance = random.Random(seed)  # noqa: S311  chance that a seed repeats, nothing secret
        self._kept = folder / family.name
        self._faults = folder / "faults"
        self._kept.mkdir(parents=True, exist_ok=True)
        self._faults.mkdir(exist_ok=True)
        old = sorted(path for path in self._kept.iterdir() if path.suffix == ".kept")
        self._pool = [*family.seeds, *(path.read_bytes() for path in old)]
        self._shapes: set[object] = set()
        self._signs: set[str] = set()
        self.runs = 0

    def run(self, seconds: float) -> None:
        """Mutate for so long; the input at hand is on disk, should the process die of it."""
        end = time.monotonic() + seconds
        current = self._kept / "current"
        while time.monotonic() < end:
            data = mutated(self._chance.choice(self._pool), self._family.words, self._pool, self._chance)
            current.write_bytes(data)
            self._try(data)
            self.runs += 1
        current.unlink(missing_ok=True)

    def _try(self, data: bytes) -> None:
        try:
            with within(_SLOW):
                seen = shape(checked(data, self._family.name))
        except (Exception, Hang):  # noqa: BLE001  a fault is what we look for
            self._fault(data, traceback.format_exc())
            return
        if seen not in self._shapes:
            self._shapes.add(seen)
            if len(self._pool) < _MOST_KEPT:
                self._pool.append(data)
                (self._kept / f"{hashlib.sha256(data).hexdigest()[:16]}.kept").write_bytes(data)

    def _fault(self, data: bytes, trace: str) -> None:
        """Keep one input for each place of the fault."""
        lines = trace.splitlines()
        places = [line for line in lines if line.startswith("  File ")]
        words = "".join(char for char in lines[-1] if char.isalpha() and char.isascii())
        sign = hashlib.sha256("\n".join([*places[-2:], words]).encode()).hexdigest()[:12]
        if sign in self._signs:
            return
        self._signs.add(sign)
        (self._faults / f"{sign}-{self._family.name}").write_bytes(data)
        (self._faults / f"{sign}.txt").write_text(trace)
        print(f"{self._family.name}: {lines[-1]} ({sign})", flush=True)  # noqa: T201  a command's output


def _alone(name: str, options: argparse.Namespace, seconds: float) -> None:
    """Run one family in a process of its own, which a native library may take down with it."""
    command = [sys.executable, "-m", "tests.fuzz", "--only", name, "--corpus", str(options.corpus)]
    done = subprocess.run([*command, "--seconds", str(seconds), "--seed", str(options.seed)], check=False)  # noqa: S603  our own
    current = options.corpus / name / "current"
    if done.returncode < 0 and current.exists():
        current.replace(options.corpus / "faults" / f"signal{-done.returncode}-{name}")


def main() -> int:
    """Run and say how much was tried."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=600, help="in all, shared by the readers alike")
    parser.add_argument("--corpus", type=Path, required=True, help="a folder that is kept from run to run")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--only", help="one family: a.pdf")
    options = parser.parse_args()
    chosen = [family for family in families() if options.only in {None, family.name}]
    if options.only is None:
        for family in chosen:
            _alone(family.name, options, options.seconds / len(chosen))
    else:
        for family in chosen:
            fuzzer = Fuzzer(family, options.corpus, options.seed)
            fuzzer.run(options.seconds)
            print(f"{family.name}: {fuzzer.runs} inputs", flush=True)  # noqa: T201  a command's output
    return int(any((options.corpus / "faults").iterdir()))


if __name__ == "__main__":
    sys.exit(main())
