"""Same input, same output: what Python's seed for hashes of strings changes (the order of sets) changes no byte."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
# Each seed puts the strings of a set into another order.
SEEDS = ("0", "1", "2")


def printed(seed: str) -> bytes:
    """What a check of all examples prints as JSON in a process of its own, whose children have the same seed."""
    command = [sys.executable, "-m", "gouji.cli", "check", str(EXAMPLES), "--format", "json", "--figures"]
    # Our own interpreter with our own module.
    done = subprocess.run(  # noqa: S603
        command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=False
    )
    assert done.returncode == 1, done.stderr.decode()  # planted defects are found
    return done.stdout


def test_the_seed_of_hashes_changes_no_byte() -> None:
    first, *others = (printed(seed) for seed in SEEDS)
    assert first.count(b'"sha256"') >= len(list(EXAMPLES.iterdir()))
    assert [other == first for other in others] == [True] * len(others)
