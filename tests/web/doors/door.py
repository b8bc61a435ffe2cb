"""What is declared of an address: who may open it, and how an object for it is made at a place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from gouji.web.people.rights import Rights
    from gouji.web.people.roles import Right
    from gouji.web.units.models import Region, Unit


@dataclass(frozen=True)
class Place:
    """Where the object of an address belongs: a unit and its region."""

    region: Region
    unit: Unit


def _none(place: Place) -> Mapping[str, Any]:  # noqa: ARG001  the signature of an object's maker
    return {}


@dataclass(frozen=True)
class Door:
    """An address by its name. ``reads`` opens it for GET, ``writes`` for POST (the same unless said otherwise).

    ``objects`` makes what the address is about at a place and returns the address's own words (``{"unit_id": 3}``).
    ``stranger`` lets the public in.
    """

    reads: Callable[[Rights, Place], bool]
    writes: Callable[[Rights, Place], bool] | None = None
    objects: Callable[[Place], Mapping[str, Any]] = field(default=_none)
    stranger: bool = False

    def opens(self, method: str, rights: Rights, place: Place) -> bool:
        """Whether a person with these rights gets in."""
        return (self.writes or self.reads)(rights, place) if method == "POST" else self.reads(rights, place)


def everybody() -> Door:
    """Open to the public."""
    return Door(lambda _rights, _place: True, stranger=True)


def account(objects: Callable[[Place], Mapping[str, Any]] = _none) -> Door:
    """Open to every account, for what is its own."""
    return Door(lambda _rights, _place: True, objects=objects)


def nobody() -> Door:
    """Closed to everyone here, as what it is about does not exist; its own test says who gets in."""
    return Door(lambda _rights, _place: False)


def anywhere(*rights: Right, writes: tuple[Right, ...] = ()) -> Door:
    """Open to whoever has one of the rights at some place: lists, which show only what is in reach."""
    return Door(_anywhere(rights), _anywhere(writes) if writes else None)


def at_unit(
    *rights: Right, objects: Callable[[Place], Mapping[str, Any]] = _none, writes: tuple[Right, ...] = ()
) -> Door:
    """Open to whoever has one of the rights at the unit of the object."""
    return Door(_at_unit(rights), _at_unit(writes) if writes else None, objects)


def at_region(
    *rights: Right, objects: Callable[[Place], Mapping[str, Any]] = _none, writes: tuple[Right, ...] = ()
) -> Door:
    """Open to whoever has one of the rights for the region of the object as such."""
    return Door(_at_region(rights), _at_region(writes) if writes else None, objects)


def _anywhere(rights: tuple[Right, ...]) -> Callable[[Rights, Place], bool]:
    return lambda has, _place: any(has.anywhere(right) for right in rights)


def _at_unit(rights: tuple[Right, ...]) -> Callable[[Rights, Place], bool]:
    return lambda has, place: any(has.at(right, place.unit) for right in rights)


def _at_region(rights: tuple[Right, ...]) -> Callable[[Rights, Place], bool]:
    return lambda has, place: any(has.in_region(right, place.region) for right in rights)
