"""Who acts in a matter: the office, its head, the units in charge, the deputy who raised it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from gouji.web.matters.kinds.shape import PARTY_OF
from gouji.web.matters.models import Assignment, Part

if TYPE_CHECKING:
    from gouji.web.matters.kinds.shape import Move
    from gouji.web.matters.models import Matter
    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights
    from gouji.web.people.roles import Right
    from gouji.web.units.models import Unit


def units_in_charge(matter: Matter) -> list[Unit]:
    """Return the units that answer for the matter: those in charge by assignment, or the unit it was opened at."""
    if matter.the_kind.assigning is None:
        return [matter.unit] if matter.unit else []
    return [one.unit for one in assignments_in_charge(matter)]


def assignments_in_charge(matter: Matter) -> list[Assignment]:
    """Return the assignments whose answers count: 主办 and 分办, without those returned."""
    return [
        one
        for one in matter.assignments.select_related("unit__region")
        if one.part != Part.HELPER and one.state != Assignment.State.RETURNED
    ]


def holds(rights: Rights, user: User, right: Right, matter: Matter) -> bool:
    """Whether the person has this right in this matter."""
    match PARTY_OF.get(right):
        case "raiser":
            return matter.raised_by_id == user.pk and rights.in_region(right, matter.region)
        case "unit":
            return any(rights.at(right, unit) for unit in units_in_charge(matter))
    return rights.in_region(right, matter.region)


def moves_for(rights: Rights, user: User, matter: Matter) -> list[Move]:
    """Return the moves that this person may make now, forward ones first."""
    held: dict[Right, bool] = {}
    found = []
    for move in matter.the_kind.moves_from(matter.state):
        if move.right not in held:
            held[move.right] = holds(rights, user, move.right, matter)
        if held[move.right]:
            found.append(move)
    return sorted(found, key=lambda move: move.back)


def waits_for(matter: Matter) -> str:
    """Return the name of whose turn it is, for a page."""
    match matter.the_state.acts:
        case "unit":
            return "、".join(unit.name for unit in units_in_charge(matter)) or str(matter.region)
        case "raiser":
            return str(matter.raised_by)
        case "lead":
            return f"{matter.region}人大负责人"
        case "office":
            return f"{matter.region}人大工作人员"
    return ""
