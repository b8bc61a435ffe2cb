"""Which unit a printed name means."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from gouji.web.units.models import Unit, UnitName

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable

    from gouji.web.units.models import Region

_BLANK = re.compile(r"\s+")
# What a document adds to a unit's name to say how far its figures reach; it names the same unit.
_REACH = re.compile(r"\((?:本级|本部|机关|汇总|部门|含下属单位)\)$|(?:本级|本部)$")


def find_unit(name: str, region: Region, on: dt.date) -> Unit | None:
    """Return the unit of a region, or below it, that bears or bore a name; None where no unit or more than one does.

    Spaces and the width of brackets do not count, nor does the region's own name in front. The current name comes before a
    former one, a unit of the region itself before those below it, one that existed on the day before one that did not.
    """
    wanted = _spellings(name, region.name)
    below = Unit.objects.filter(region__path__startswith=region.path).select_related("region")
    bearing = [unit for unit in below if _spellings(unit.name, unit.region.name) & wanted]
    short = [unit for unit in below if _spellings(unit.short_name, unit.region.name) & wanted]
    for found in (bearing, short, _by_former_name(wanted, region, on)):
        if found:
            return _only(found, region, on)
    return None


def _by_former_name(wanted: frozenset[str], region: Region, on: dt.date) -> list[Unit]:
    names = UnitName.objects.filter(unit__region__path__startswith=region.path).select_related("unit__region")
    found = [name for name in names if _spellings(name.name, name.unit.region.name) & wanted]
    then = [name for name in found if (not name.since or name.since <= on) and (not name.until or on <= name.until)]
    return [name.unit for name in then or found]


def _only(units: Iterable[Unit], region: Region, on: dt.date) -> Unit | None:
    """Return the one unit that fits best, None where two fit alike."""
    best: dict[tuple[bool, bool], dict[int, Unit]] = {}
    for unit in units:
        lives = (not unit.since or unit.since <= on) and (not unit.until or on <= unit.until)
        best.setdefault((unit.region_id == region.pk, lives), {})[unit.pk] = unit
    for rank in sorted(best, reverse=True):
        return next(iter(best[rank].values())) if len(best[rank]) == 1 else None
    return None


def _spellings(name: str, region: str) -> frozenset[str]:
    """Return the name with and without the region in front: 青禾县林业局, 林业局."""
    full, place = _plain(name), _plain(region)
    short = full.removeprefix(place)
    return frozenset({place + short, short}) if short else frozenset({full} if full else ())


def _plain(name: str) -> str:
    return _REACH.sub("", _BLANK.sub("", unicodedata.normalize("NFKC", name)))
