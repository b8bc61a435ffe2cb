"""Checkpoints: the chain's end written outside the database, so that rewriting the whole chain shows.

A line of ``checkpoints/checkpoints.txt`` in the data folder holds time, number, hash, and a digest over these and the line
before. Whoever prints a line or keeps a copy of the file elsewhere can prove what the chain was that day.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

_START = "0" * 64
_FIELDS = 4


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """One line: the chain's end at a time. ``stands`` is whether the line's digest follows from it and the line before."""

    at: str
    number: int
    hash: str
    digest: str
    stands: bool = True

    def line(self) -> str:
        """Return the line as it is kept and printed."""
        return f"{self.at} {self.number} {self.hash} {self.digest}"


def file_in(data: Path) -> Path:
    """Return where an installation keeps its checkpoints."""
    return data / "checkpoints" / "checkpoints.txt"


def read(path: Path) -> list[Checkpoint]:
    """Return the checkpoints kept in a file, in order; none where there is no file."""
    try:
        lines = path.read_text(encoding="ascii", errors="replace").splitlines()
    except FileNotFoundError:
        return []
    found = list[Checkpoint]()
    before = _START
    for line in lines:
        checkpoint = _parsed(line, before)
        found.append(checkpoint)
        before = checkpoint.digest
    return found


def _parsed(line: str, before: str) -> Checkpoint:
    parts = line.split(" ")
    if len(parts) != _FIELDS or not parts[1].isdecimal():
        return Checkpoint("", 0, "", line, stands=False)
    at, number, hash_, digest = parts
    return Checkpoint(at, int(number), hash_, digest, digest == _digest(before, at, int(number), hash_))


def add(path: Path, number: int, hash_: str, now: dt.datetime) -> Checkpoint:
    """Append the chain's end to the file and return the line; it is on the disk when this returns."""
    kept = read(path)
    at = now.astimezone(dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    digest = _digest(kept[-1].digest if kept else _START, at, number, hash_)
    checkpoint = Checkpoint(at, number, hash_, digest)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("a", encoding="ascii", newline="\n") as file:
        file.write(checkpoint.line() + "\n")
        file.flush()
        os.fsync(file.fileno())
    return checkpoint


def _digest(before: str, at: str, number: int, hash_: str) -> str:
    return hashlib.sha256(f"{before} {at} {number} {hash_}".encode()).hexdigest()
