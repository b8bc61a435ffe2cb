"""A watched folder: what is laid into it is taken in by the desk itself, then moved beside it."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from gouji.web.core.errors import Refused
from gouji.web.filings.services import intake, store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from gouji.web.filings.models import Intake
    from gouji.web.units.models import Region

TAKEN, REFUSED = "已收", "未收"
"""The folders inside the watched one into which files are moved once they were taken in, or could not be."""
_CHUNK = 2**20
Seen = dict[Path, tuple[int, int]]


def look(folder: Path) -> Seen:
    """Return the files that lie in the folder itself, each with its size and time; half-written and hidden ones are none."""
    found: Seen = {}
    for path in sorted(folder.iterdir()):
        if path.is_file() and not path.name.startswith((".", "~$")) and path.suffix.lower() not in {".part", ".tmp"}:
            about = path.stat()
            found[path] = (about.st_size, about.st_mtime_ns)
    return found


def settled(before: Mapping[Path, tuple[int, int]], now: Mapping[Path, tuple[int, int]]) -> list[Path]:
    """Return the files that did not change between two looks: nobody is still writing them."""
    return [path for path, about in now.items() if before.get(path) == about]


def take(folder: Path, paths: list[Path], region: Region) -> list[Intake]:
    """Take files in as one batch for a region, by the desk itself, and move them away.

    A desk that is killed in between finds the files again and takes them in again, which makes no second version.
    """
    kept = []
    for path in paths:
        try:
            kept.append((path, store.keep(chunks(path), path.name)))
        except Refused:
            move(path, folder / REFUSED)
    received = intake.take_in(None, region, [(path.name, original) for path, original in kept], str(folder)[-200:])
    for path, _original in kept:
        move(path, folder / TAKEN)
    return received


def chunks(path: Path) -> Iterator[bytes]:
    """Yield a file's bytes in pieces."""
    with path.open("rb") as stream:
        while chunk := stream.read(_CHUNK):
            yield chunk


def move(path: Path, folder: Path) -> None:
    """Move a file into a folder; a name that is taken there gets a number."""
    folder.mkdir(exist_ok=True)
    target, number = folder / path.name, 1
    while target.exists():
        number += 1
        target = folder / f"{path.stem} ({number}){path.suffix}"
    shutil.move(path, target)
