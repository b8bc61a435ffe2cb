"""Two versions compared by subject (口径): what the engine says, kept like a view and made anew where it is missing."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji import api
from gouji.web.filings.services import derived, engine
from gouji.web.filings.services.derived import corrections_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from gouji.api import Extraction
    from gouji.web.filings.models import Version
    from gouji.web.filings.services.derived import Json


def comparison_of(first: Version, second: Version) -> Json | None:
    """Return the comparison, None where it is not made yet."""
    return derived.read(_path(first, second))


def compare(first: Version, second: Version, today: dt.date) -> None:
    """Make the comparison where it is missing; without a pair where one of the two cannot be read. Raises DamagedError."""
    path = _path(first, second)
    if derived.read(path) is not None:
        return
    before, after = _extraction(first, today), _extraction(second, today)
    said = api.comparison_json(api.compare(before, after)) if before and after else {"pairs": [], "alone": []}
    derived.write(path, said)


def _path(first: Version, second: Version) -> Path:
    return derived.comparison_path(*((one.original_id, corrections_of(one)) for one in (first, second)))


def _extraction(version: Version, today: dt.date) -> Extraction | None:
    checked = engine.examine(version.original, version.file_name, today, corrections_of(version))
    return checked.extraction if checked else None
