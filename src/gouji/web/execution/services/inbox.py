"""A watched folder of execution data: each finished file begins a load by the desk itself, then lies beside."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from gouji.web.core.errors import Refused
from gouji.web.execution.services import loading
from gouji.web.execution.tasks import process
from gouji.web.filings.services.folder import REFUSED, TAKEN, chunks, move

if TYPE_CHECKING:
    from pathlib import Path

    from gouji.web.units.models import Region

_YEAR = re.compile(r"(?<!\d)(20\d\d)(?!\d)|(?<!\d)(20\d\d)(?=(?:0[1-9]|1[0-2])(?:\d\d)?(?!\d))")


def year_of(name: str, otherwise: int) -> int:
    """Return the year that a file's name says (``2026``, ``202603``, ``20260331``), else ``otherwise``."""
    found = _YEAR.search(name)
    return int(found.group(1) or found.group(2)) if found else otherwise


def take(folder: Path, paths: list[Path], region: Region, this_year: int) -> int:
    """Begin a load of each file and move it away; return how many began. The same file again changes nothing."""
    begun = 0
    for path in paths:
        try:
            load = loading.receive(None, region, year_of(path.name, this_year), path.name, chunks(path))
        except Refused:
            move(path, folder / REFUSED)
            continue
        process.enqueue(load.pk)
        move(path, folder / TAKEN)
        begun += 1
    return begun
