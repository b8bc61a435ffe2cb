"""Which unit a printed name means."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from django.db.models import Q

from gouji.web.units.models import Unit, UnitName

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterable

    from gouji.web.units.models import Region

_BLANK = re.compile(r"\s+")
# What a document adds to a unit's name to say how far its figures reach; it names the same unit.
_REACH = re.compile(r"\((?:本级|本部|机关|汇总|部门|含下属单位)\)$|(?:本级|本部)$")
_OWN = re.compile(r"\((?:本级|本部|机关)\)$|(?:本级|本部)$")
_PLACES = frozenset("省市县区州旗镇乡盟")
_SHORTEST = 3
OWN = "单位"
"""The level of a document of a unit alone; 部门 is one with the units below it, "" one that does not say."""


def below(region: Region) -> Q:
    """Return the condition that leaves the units of a region and of the regions below it."""
    return Q(region__path__startswith=region.path)


def find_unit(name: str, within: Q, on: dt.date, level: str = "") -> Unit | None:
    """Return the one unit of those ``within`` that bears or bore a name; None where none does or more than one.

    Spaces and the width of brackets do not count, nor does the region in front, which may be printed with more of its own
    place before it (四川省青禾县林业局) or left out. The full name comes before the short one, that before a former one, a unit
    that exists on the day before one that does not. A department and its own-level unit (本级) bear one name: ``level`` as
    the document's title says it, or （本级） behind the name, leads to the own-level unit, all else to the department.
    """
    wanted = _plain(name)
    own = level == OWN or bool(_OWN.search(_narrow(name)))
    units = {unit.pk: unit for unit in Unit.objects.filter(within).select_related("region")}
    former = list(UnitName.objects.filter(unit__in=Unit.objects.filter(within)))
    names: tuple[Callable[[], Iterable[tuple[Unit, str]]], ...] = (
        lambda: ((unit, unit.name) for unit in units.values()),
        lambda: ((unit, unit.short_name) for unit in units.values()),
        lambda: ((units[one.unit_id], one.name) for one in former if _bears(one, on)),
        lambda: ((units[one.unit_id], one.name) for one in former),
    )
    for fits in (_is, _is_with_its_place):
        for some in names:
            found = {unit.pk: unit for unit, known in some() if fits(wanted, _plain(known), _plain(unit.region.name))}
            if found:
                return _only(found, on, own=own)
    return None


def named_in(text: str, units: Iterable[Unit]) -> list[Unit]:
    """Return those of some units of one region that a text names, in its order: in full, without the region (教育局), or as 县教育局.

    Of names that lie in one another the longest counts; 市教育局 is not the county's 教育局.
    """
    plain = _narrow(text)
    known = {name: unit for unit in units for name in _names_of(unit)}
    if not known:
        return []
    found: dict[int, Unit] = {}
    longest = "|".join(re.escape(name) for name in sorted(known, key=len, reverse=True))
    for match in re.finditer(longest, plain):
        unit = known[match.group()]
        before = plain[: match.start()]
        region = _plain(unit.region.name)
        own = match.group().startswith(region) or before.endswith(region) or before[-1:] == region[-1:]
        if own or before[-1:] not in _PLACES:
            found.setdefault(unit.pk, unit)
    return list(found.values())


def _names_of(unit: Unit) -> set[str]:
    """Return the names of three signs or more by which a text may call a unit."""
    region = _plain(unit.region.name)
    names = {_plain(name) for name in (unit.name, unit.short_name) if name}
    return {one for name in names for one in (name, _short(name, region)) if len(one) >= _SHORTEST}


def _only(found: dict[int, Unit], on: dt.date, *, own: bool) -> Unit | None:
    """Return the one that fits best: of those alive then, the department or its own-level unit; None where two fit alike."""
    units = [unit for unit in found.values() if _lives(unit, on)] or list(found.values())
    tops = [unit for unit in units if unit.parent_id not in found]
    if len(tops) != 1:
        return None
    department = tops[0]
    selves = [unit for unit in units if unit.parent_id == department.pk]
    if not own or department.parent_id is not None:
        return department
    if selves:
        return selves[0] if len(selves) == 1 else None
    # What is the department's alone is not the department's whole: without an own-level unit nobody is meant.
    return None if department.children.filter(until=None).exists() else department


def _is(wanted: str, known: str, region: str) -> bool:
    """Whether two names are one, each with or without the region in front: 青禾县林业局, 林业局."""
    return bool(known) and bool(wanted) and wanted != region and _short(wanted, region) == _short(known, region)


def _is_with_its_place(wanted: str, known: str, region: str) -> bool:
    """Whether one name is the other with more of its place in front (四川省青禾县林业局), and not of another one (白石县)."""
    longer, shorter = (wanted, known) if len(wanted) > len(known) else (known, wanted)
    more = longer.removesuffix(shorter) if shorter else longer
    if more in {"", longer} or more[-1] not in _PLACES:
        return False
    return more.endswith(region) or more[-1] != region[-1]


def _short(name: str, region: str) -> str:
    return name.removeprefix(region) or name


def _bears(name: UnitName, on: dt.date) -> bool:
    return (not name.since or name.since <= on) and (not name.until or on <= name.until)


def _lives(unit: Unit, on: dt.date) -> bool:
    return (not unit.since or unit.since <= on) and (not unit.until or on <= unit.until)


def _plain(name: str) -> str:
    return _REACH.sub("", _narrow(name))


def _narrow(name: str) -> str:
    return _BLANK.sub("", unicodedata.normalize("NFKC", name))
