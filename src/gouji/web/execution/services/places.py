"""Where the facts of loads lie, and which of them count today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings

from gouji.supervision.settling import settled_of
from gouji.supervision.store import Live
from gouji.web.execution.models import Load

if TYPE_CHECKING:
    from collections.abc import Collection
    from pathlib import Path

    from gouji.web.units.models import Region

_OF_THE_INTAKE = ("head", "mapping", "tally", "remarks")
"""What is told of a load on its own page and costs more to read than the rest."""


def live_facts(region: Region, *, below: bool = False, years: Collection[int] = ()) -> list[Live]:
    """Return where the facts of a region lie that count today; ``below`` adds those of the regions under it.

    ``years`` leaves out files that hold none of these years: what is not opened costs no time.
    """
    loads = Load.objects.filter(state=Load.State.LIVE)
    chosen = loads.filter(region__path__startswith=region.path) if below else loads.filter(region=region)
    return [
        one
        for load in chosen.select_related("region").defer(*_OF_THE_INTAKE).order_by("pk")
        for one in facts_of(load)[0 if not years or _holds(load, years) else 1 :]
    ]


def _holds(load: Load, years: Collection[int]) -> bool:
    """Whether a load's file may hold rows of these years; rows that a person took as they are lie beside it."""
    first = load.first_day.year if load.first_day else load.year
    last = load.last_day.year if load.last_day else load.year
    return load.year in years or any(first <= year <= last for year in years)


def facts_of(load: Load) -> list[Live]:
    """Return where the facts of a load lie: those of its file, and those of rows that a person settled."""
    path = facts_path(load)
    paths = [path, settled_of(path, load.settled)] if load.settled else [path]
    return [Live(load.item, load.region.code, one, load.pk) for one in paths]


def facts_path(load: Load) -> Path:
    """Return where the facts of a load's file lie."""
    folder: Path = settings.CONFIG.data / "facts" / load.region.code / (load.item or "none")
    return folder / f"{load.pk}.parquet"
