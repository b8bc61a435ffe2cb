"""The view of a version for its page: from the store of derived things, or made anew."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.web.filings.services import beside, derived, engine
from gouji.web.filings.services.derived import corrections_of

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from gouji.web.filings.models import Correction, Version
    from gouji.web.filings.services.derived import Json


def view_of(version: Version) -> Json | None:
    """Return the view, None where it is not there."""
    return derived.read(_path(version, corrections_of(version), beside.linked_with(version)))


def rebuild(version: Version, today: dt.date) -> None:
    """Make the view where it is missing; raises DamagedError."""
    corrections = corrections_of(version)
    linked = beside.linked_with(version)
    path = _path(version, corrections, linked)
    if derived.read(path) is not None:
        return
    checked = engine.examine(version.original, version.file_name, today, corrections)
    if checked is not None and linked:
        derived.write(path, beside.view_with(beside.hear(version, checked), checked, version.file_name))
    elif checked is not None:
        derived.write(path, derived.made(checked, version.file_name))


def _path(version: Version, corrections: list[Correction], linked: str) -> Path:
    return derived.path_of(version.original_id, corrections, linked)
