"""What a place's government says of its debt of a year: of each amount the latest stage that its papers tell."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from django.db.models import Q

from gouji.web.filings.models import Filing
from gouji.web.lookup.dossier import FIELDS, Said
from gouji.web.lookup.explore import SOURCES
from gouji.web.lookup.measures import DEBT, PHASES
from gouji.web.lookup.models import Fact

if TYPE_CHECKING:
    from gouji.web.units.models import Region


class Told(NamedTuple):
    """An amount with the stage (key of PHASES) at which a paper tells it."""

    phase: str
    said: Said


def debt_told(region: Region, year: int) -> dict[tuple[str, str, str], Told]:
    """Return what is told of a year's debt by level (全, 本级), topic and kind: the latest stage, of several adjustments the last; one query."""
    sources = Q()
    for kind, basis, later in SOURCES.values():
        sources |= Q(kind=kind, basis=basis, year=year - later)
    # The few papers first: SQLite else reads every fact of every unit.
    kinds, years = zip(*((kind, year - later) for kind, _basis, later in SOURCES.values()), strict=True)
    papers = Filing.objects.filter(unit__region=region, unit__parent=None, kind__in=kinds, year__in=years)
    facts = Fact.objects.filter(sources, filing__in=papers, flow=DEBT, period=year, main=True).order_by(
        "filing__ordinal", "-pk"
    )
    stages = {(str(kind), basis): phase for phase, (kind, basis, _later) in SOURCES.items()}
    order = list(PHASES)
    found: dict[tuple[str, str, str], Told] = {}
    for scope, basis, *row in facts.values_list("scope", "basis", *FIELDS):
        said = Said(*row)
        told = Told(stages[said.kind, basis], said)
        key = (scope, said.topic, said.funds)
        if key not in found or order.index(found[key].phase) <= order.index(told.phase):
            found[key] = told
    return found
