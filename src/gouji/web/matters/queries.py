"""What people read of matters: whom they are shown to, what waits for whom, lists with their filters."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q, Subquery

from gouji.web.matters.kinds import all_kinds
from gouji.web.matters.kinds.shape import PARTY_OF
from gouji.web.matters.models import Assignment, Extension, Matter
from gouji.web.people.roles import RIGHTS, Right
from gouji.web.units.models import Region

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.db.models import QuerySet

    from gouji.web.people.models import User
    from gouji.web.people.rights import Rights, Seat

_NOTHING = Q(pk__in=())
_RUNS = {Right.MATTER_READ, Right.MATTER_OPEN}
"""What the office may: it sees its matters from their first draft on."""


def matters_seen(user: User, rights: Rights) -> QuerySet[Matter]:
    """Return the matters that a person may read.

    The office sees all of its region. Units see their own, deputies those that are public and all they raised themselves;
    others than the office never see one that is still inside it (a letter not yet signed).
    """
    inside = _in_states(lambda state: state.inside)
    whole = {seat.region for seat in rights.seats if seat.region and RIGHTS[seat.role] >= _RUNS}
    seen = Q(raised_by=user)
    for region in sorted(whole):
        seen |= _in_region(region)
    for seat in rights.seats:
        if not (seat.region and seat.region.startswith(tuple(whole))):
            seen |= _seen_from(seat, inside)
    return Matter.objects.filter(seen).select_related("unit", "region")


def is_open() -> Q:
    """Return the condition that a matter is open: first the few that are, from the index that holds them alone.

    Asked for the column itself, SQLite reads every matter there ever was as soon as another order or an OR is asked for too.
    """
    return Q(pk__in=Matter.objects.filter(is_open=True).order_by().values("pk"))


def _in_region(path: str) -> Q:
    """Return the condition that a matter is of a region or one below it; asked of the matter's own column, which an index counts by."""
    return Q(region__in=Region.objects.filter(path__startswith=path).values("pk"))


def _seen_from(seat: Seat, inside: Q) -> Q:
    may = RIGHTS[seat.role]
    if Right.MATTER_READ in may:
        if not seat.region:
            return _of_units([seat]) & ~inside
        return _in_region(seat.region) & ~inside
    if Right.SUGGESTION_RAISE in may:
        open_to_all = [kind.code for kind in all_kinds().values() if kind.public]
        return Q(kind__in=open_to_all) & _in_region(seat.region) & ~inside
    return _NOTHING


def _of_units(seats: Iterable[Seat]) -> Q:
    """Return the condition that a matter is one of these units': opened at them or assigned to them."""
    found = _NOTHING
    for seat in seats:
        assigned = Assignment.objects.filter(unit__path__startswith=seat.unit).values("matter")
        found |= Q(unit__path__startswith=seat.unit) | Q(pk__in=Subquery(assigned))
    return found


def _in_states(fits: object) -> Q:
    found = _NOTHING
    for kind in all_kinds().values():
        codes = [code for code, state in kind.states.items() if callable(fits) and fits(state)]
        found |= Q(kind=kind.code, state__in=codes)
    return found


def waiting_for(user: User, rights: Rights) -> QuerySet[Matter]:
    """Return the open matters whose next move is this person's; the head is shown what only the head can do."""
    found = _NOTHING
    for party, condition in _places(user, rights).items():
        found |= _in_states(lambda state, party=party: state.acts == party) & condition
    return Matter.objects.filter(found, is_open()).select_related("unit", "region")


def _places(user: User, rights: Rights) -> dict[str, Q]:
    """Return where the person acts, by party."""
    places: dict[str, Q] = {"raiser": Q(raised_by=user)}
    for seat in rights.seats:
        parties = {PARTY_OF[right] for right in RIGHTS[seat.role] if right in PARTY_OF}
        if "lead" in parties:
            parties.discard("office")
        for party in parties - {"raiser"}:
            condition = _in_charge(seat) if party == "unit" else Q(region__path__startswith=seat.region or "-")
            places[party] = places.get(party, _NOTHING) | condition
    return places


def _in_charge(seat: Seat) -> Q:
    spread = [kind.code for kind in all_kinds().values() if kind.assigning]
    live = Assignment.objects.exclude(state=Assignment.State.RETURNED).exclude(part="helper")
    assigned = live.filter(unit__path__startswith=seat.unit).values("matter")
    return (Q(unit__path__startswith=seat.unit) & ~Q(kind__in=spread)) | Q(pk__in=Subquery(assigned))


def opinions_wanted(rights: Rights) -> QuerySet[Assignment]:
    """Return the helpers' assignments (会办) that wait for this person's unit."""
    units = _NOTHING
    for seat in rights.seats:
        if Right.MATTER_ANSWER in RIGHTS[seat.role]:
            units |= Q(unit__path__startswith=seat.unit)
    waiting = Assignment.objects.filter(units, part="helper", state=Assignment.State.ASSIGNED, matter__is_open=True)
    return waiting.select_related("matter", "unit")


def extensions_wanted(rights: Rights) -> QuerySet[Extension]:
    """Return the wishes for more time that wait for this person's decision."""
    regions = _NOTHING
    for seat in rights.seats:
        if Right.MATTER_LEAD in RIGHTS[seat.role] and seat.region:
            regions |= Q(matter__region__path__startswith=seat.region)
    return Extension.objects.filter(regions, state=Extension.State.ASKED).select_related("matter", "matter__unit")
