"""Regions and units as the steward's pages show them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Count, Q

from gouji.web.people.roles import RIGHTS, Right
from gouji.web.units.models import Region, Unit, UnitChange

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from django.db.models import QuerySet

    from gouji.web.people.rights import Rights


def departments() -> Q:
    """Return the condition that leaves departments: neither subordinate units nor governments."""
    return Q(parent=None) & ~Q(nature=Unit.Nature.GOVERNMENT)


def finance_of(region: Region) -> Unit | None:
    """Return the department that keeps a place's purse (财政局): of several so named the shortest name; None where the register has none."""
    named = Unit.objects.filter(departments(), region=region, until=None, name__contains="财政").select_related(
        "region"
    )
    return min(named, key=lambda unit: (len(unit.name), unit.code), default=None)


def regions_in_reach(rights: Rights, right: Right = Right.UNITS_MANAGE) -> QuerySet[Region]:
    """Return the regions at or below which these rights count for the region as such."""
    found = Q(pk__in=())
    for seat in rights.seats:
        if right in RIGHTS[seat.role] and seat.region:
            found |= Q(path__startswith=seat.region)
    return Region.objects.filter(found).order_by("path").annotate(count=Count("units", Q(units__until=None)))


def called(words: str) -> QuerySet[Unit]:
    """Return the units that have these words in their name, now or once, in their short name, or begin their code with them."""
    name = Q(name__icontains=words) | Q(short_name__icontains=words) | Q(names__name__icontains=words)
    return Unit.objects.filter(name | Q(code__startswith=words))


def units_of(region: Region, *, words: str = "", closed: bool = False) -> QuerySet[Unit]:
    """Return a region's units in the order of the tree, those that are open unless ``closed``; ``words`` in name or code."""
    units = Unit.objects.filter(region=region).select_related("parent")
    if not closed:
        units = units.filter(until=None)
    if words:
        units = units.filter(pk__in=called(words))
    return units.annotate(below=Count("children", Q(children__until=None), distinct=True)).order_by("code")


def changes_of(unit: Unit) -> QuerySet[UnitChange]:
    """Return the events in a unit's history, newest first, with the units before and after."""
    return UnitChange.objects.filter(Q(before=unit) | Q(after=unit)).distinct().prefetch_related("before", "after")


def tree_of(units: Iterable[Unit]) -> list[tuple[int, Unit]]:
    """Return units with their depth, each below its department where that is among them."""
    found = list(units)
    listed = {unit.pk for unit in found}
    below: dict[int | None, list[Unit]] = {}
    for unit in found:
        below.setdefault(unit.parent_id if unit.parent_id in listed else None, []).append(unit)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, Unit]]:
        for unit in below.get(parent, ()):
            yield depth, unit
            yield from walk(unit.pk, depth + 1)

    return list(walk(None, 0))
